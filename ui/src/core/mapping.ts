import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Recognition = Bodies["RecognitionBody"];
export type Question = Bodies["QuestionBody"];
export type TableSeen = Bodies["TableBody"];
export type ColumnSeen = TableSeen["columns"][number];
export type Preview = Bodies["PreviewBody"];
export type Fault = Bodies["FaultBody"];

/** A mapping as plain data; the entries are those of docs/reference/mappings.md. */
export type Doc = Record<string, unknown>;

/** What a column can be: an entry of an event, a property of a thing, or (`slot` "key") what tells one thing from another. */
export interface Role {
  side: "facts" | "entities";
  /** The name of the event or thing in the document. */
  name: string;
  slot: string;
}

/** What keeps a column as it stands, under its own name: a detail of an event, a note of a thing. */
export const DETAILS = "details";

export const roleKey = ({ side, name, slot }: Role): string => `${side}/${name}/${slot}`;

/** The reverse of `roleKey`; null for anything else. */
export function roleOf(key: string): Role | null {
  const [side, name, slot] = key.split("/");
  return (side === "facts" || side === "entities") && name !== undefined && slot !== undefined ? { side, name, slot } : null;
}

const isObject = (value: unknown): value is Doc => typeof value === "object" && value !== null && !Array.isArray(value);
const part = (value: unknown): Doc => (isObject(value) ? value : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The things and events of a document, each with its name and type. */
export function made(doc: Doc): { side: Role["side"]; name: string; schema: string; entry: Doc }[] {
  return (["facts", "entities"] as const).flatMap((side) =>
    Object.entries(part(doc[side])).map(([name, entry]) => ({ side, name, schema: text(part(entry)["schema"]), entry: part(entry) })),
  );
}

function mentions(value: unknown, column: string): boolean {
  if (typeof value === "string") return value === column;
  if (Array.isArray(value)) return value.some((item) => mentions(item, column));
  if (!isObject(value)) return false;
  return value["column"] === column || list(value["columns"]).includes(column) || text(value["template"]).includes(`{${column}}`) || mentions(value["otherwise"] ?? null, column) || mentions(value["until"] ?? null, column);
}

function without(value: unknown, column: string): unknown {
  if (typeof value === "string") return value === column ? undefined : value;
  if (Array.isArray(value)) {
    const rest = value.map((item) => without(item, column)).filter((item) => item !== undefined);
    return rest.length === 0 ? undefined : rest;
  }
  if (!isObject(value) || !mentions(value, column)) return value;
  const both = halves(value);
  if (both !== null) return joined({ latitude: both.latitude === column ? "" : both.latitude, longitude: both.longitude === column ? "" : both.longitude });
  const rest = list(value["columns"]).filter((item) => item !== column);
  if (value["column"] === column || text(value["template"]).includes(`{${column}}`) || (rest.length === 0 && value["columns"] !== undefined)) return undefined;
  const kept = Object.entries(value).map(([name, item]) => [name, name === "columns" ? rest : without(item, column)] as const);
  return Object.fromEntries(kept.filter(([, item]) => item !== undefined));
}

const slots = (side: Role["side"], entry: Doc): [string, unknown][] =>
  side === "facts" ? Object.entries(entry).filter(([slot]) => slot !== "schema") : [...(entry["key"] === undefined ? [] : [["key", entry["key"]] as [string, unknown]]), ...Object.entries(part(entry["properties"]))];

/** The two halves of coordinates that stand in columns of their own. */
export const HALVES = ["latitude", "longitude"] as const;
type Half = (typeof HALVES)[number];
const isHalf = (slot: string): slot is Half => HALVES.some((half) => half === slot);

/** The columns of both halves of coordinates, "" where one is not said yet; null where they stand otherwise. */
function halves(value: unknown): Record<Half, string> | null {
  const found = /^(?:\{([^{}]*)\})?,(?:\{([^{}]*)\})?$/.exec(text(part(value)["template"]));
  return found === null ? null : { latitude: found[1] ?? "", longitude: found[2] ?? "" };
}

/** Coordinates of two halves; undefined where neither is said. */
function joined({ latitude, longitude }: Record<Half, string>): Doc | undefined {
  const quoted = (column: string) => (column === "" ? "" : `{${column}}`);
  return latitude === "" && longitude === "" ? undefined : { template: `${quoted(latitude)},${quoted(longitude)}` };
}

/** A column with its name before it, as a note of a thing keeps it. */
const withName = (column: string): string => `${column}: {${column}}`;
const keptIn = (value: unknown, column: string): boolean => [...(Array.isArray(value) ? list(value) : [value])].some((item) => part(item)["template"] === withName(column));

function slotIn(slot: string, value: unknown, column: string): string {
  const both = halves(value);
  return both === null ? (keptIn(value, column) ? DETAILS : slot) : (HALVES.find((half) => both[half] === column) ?? slot);
}

/** Everything a column is in a document. */
export const rolesOf = (doc: Doc, column: string): Role[] =>
  made(doc).flatMap(({ side, name, entry }) => slots(side, entry).flatMap(([slot, value]) => (mentions(value, column) ? [{ side, name, slot: side === "entities" ? slotIn(slot, value, column) : slot }] : []))).sort((a, b) => Number(a.slot === "key") - Number(b.slot === "key"));

/** The headers of the columns that go into one of the things or events, to tell two of one type apart. */
export const feeding = (doc: Doc, { side, name }: Pick<Role, "side" | "name">, columns: readonly Pick<ColumnSeen, "name" | "header">[]): string[] =>
  columns.filter((column) => rolesOf(doc, column.name).some((role) => role.side === side && role.name === name)).map((column) => column.header || column.name);

function cleared(doc: Doc, column: string, of?: Role): Doc {
  const next: Doc = { ...doc };
  const slotOf = of?.side !== "entities" ? of?.slot : of.slot === DETAILS ? "notes" : isHalf(of.slot) ? "coordinates" : of.slot;
  const left = (slot: string, value: unknown): unknown => (slotOf === undefined || slot === slotOf ? without(value, column) : value);
  for (const { side, name, entry } of made(doc)) {
    if (of !== undefined && (of.side !== side || of.name !== name)) continue;
    const kept: Doc = {};
    for (const [field, value] of Object.entries(entry)) {
      const rest = field === "schema" ? value : field === "properties" ? Object.fromEntries(Object.entries(part(value)).flatMap(([prop, item]) => { const rest = left(prop, item); return rest === undefined ? [] : [[prop, rest]]; })) : left(field, value);
      if (rest !== undefined) kept[field] = rest;
    }
    next[side] = { ...part(next[side]), [name]: kept };
  }
  return next;
}

/** What stands in a slot once a column is put there; a date and a time are joined, other events' slots hold one column. */
function put(side: Role["side"], slot: string, before: unknown, column: string): unknown {
  if (side === "entities") return slot === "key" || before === undefined ? (slot === "key" ? [...list(before), column] : column) : [...(Array.isArray(before) ? list(before) : [before]), column];
  if (slot === DETAILS) return [...list(before), column];
  if (slot === "start") return { ...part(before), columns: [...list(part(before)["columns"]), column] };
  if (slot === "seconds" || slot === "amount") return { ...part(before), until: undefined, column };
  return isObject(before) && before["column"] !== undefined ? { ...before, column } : column;
}

/** The document with a column being this role only; null = nothing is made of it. */
export function assigned(doc: Doc, column: string, role: Role | null): Doc {
  const next = cleared(doc, column);
  return role === null ? next : also(next, column, role);
}

/** The document with a column being one thing no more; what else it is stays. */
export const noLonger = (doc: Doc, column: string, role: Role): Doc => cleared(doc, column, role);

/** The document with a column being this role too. */
export function also(next: Doc, column: string, role: Role): Doc {
  const entry = part(part(next[role.side])[role.name]);
  const slot = role.slot;
  if (role.side === "entities" && slot === DETAILS) {
    const { notes, ...others } = part(entry["properties"]);
    const kept = [...(notes === undefined ? [] : Array.isArray(notes) ? list(notes) : [notes]), { template: withName(column) }];
    return { ...next, entities: { ...part(next["entities"]), [role.name]: { ...entry, properties: { ...others, notes: kept } } } };
  }
  if (role.side === "facts" && isHolder(slot)) return held(next, entry, slot === "a-holder" ? "a" : "b", column);
  if (role.side === "entities" && isHalf(slot)) {
    const properties = part(entry["properties"]);
    const coordinates = joined({ ...(halves(properties["coordinates"]) ?? { latitude: "", longitude: "" }), [slot]: column });
    return { ...next, entities: { ...part(next["entities"]), [role.name]: { ...entry, properties: { ...properties, coordinates } } } };
  }
  const changed =
    role.side === "facts" || slot === "key"
      ? { ...entry, [slot]: put(role.side, slot, entry[slot], column) }
      : { ...entry, properties: { ...part(entry["properties"]), [slot]: put(role.side, slot, part(entry["properties"])[slot], column) } };
  return { ...next, [role.side]: { ...part(next[role.side]), [role.name]: changed } };
}

/** Whose account the payer's and the beneficiary's is. */
export const HOLDERS = ["a-holder", "b-holder"] as const;
const isHolder = (slot: string): slot is (typeof HOLDERS)[number] => HOLDERS.some((one) => one === slot);

/** What an entry says, without what it says under a name. */
const lacking = (doc: Doc, name: string): Doc => Object.fromEntries(Object.entries(doc).filter(([one]) => one !== name));

/** The document with the holder of an account of its payments in a column: the account, who holds it (one for each account), and that they do. */
function held(doc: Doc, payment: Doc, party: "a" | "b", column: string): Doc {
  const said = payment[party];
  if (said === undefined) return doc;
  const account = lacking(isObject(said) ? said : { column: said }, "as");
  const key = Object.keys(account).length === 1 && account["column"] !== undefined ? account["column"] : account;
  const [of, who, owns] = [`${party}Account`, `${party}Holder`, `${party}Ownership`];
  return {
    ...doc,
    entities: {
      ...part(doc["entities"]),
      [of]: { schema: "BankAccount", key: [key], properties: {} },
      [who]: { schema: "LegalEntity", key: [key, column], properties: { name: column } },
      [owns]: { schema: "Ownership", key: [key, column], properties: { owner: { entity: who }, asset: { entity: of } } },
    },
  };
}

/** The currency that every amount of the document's events is in; "" where a column says it, or nobody. */
export function currencyOf(doc: Doc): string {
  const said = made(doc).map(({ entry }) => text(part(entry["currency"])["value"]));
  return said.find((one) => one !== "") ?? "";
}

/** The document whose events of some types are all in a currency, in place of a column; "" = nothing is said. */
export function withCurrency(doc: Doc, schemata: readonly string[], currency: string): Doc {
  const facts = Object.entries(part(doc["facts"])).map(([name, entry]) => {
    if (!schemata.includes(text(part(entry)["schema"]))) return [name, entry] as const;
    const rest = lacking(part(entry), "currency");
    return [name, currency === "" ? rest : { ...rest, currency: { value: currency } }] as const;
  });
  return { ...doc, facts: Object.fromEntries(facts) };
}

/** The document with a column kept as it stands, as a detail of its first event or thing; unchanged where it makes none or uses the column already. */
export function used(doc: Doc, column: string): Doc {
  const first = made(doc)[0];
  return first === undefined || rolesOf(doc, column).length > 0 ? doc : assigned(doc, column, { side: first.side, name: first.name, slot: DETAILS });
}

/** The document with one more thing or event of a type, to which no column belongs yet. */
export function withType(doc: Doc, side: Role["side"], schema: string): Doc {
  const taken = new Set(made(doc).map((item) => item.name));
  const base = schema.charAt(0).toLowerCase() + schema.slice(1);
  let name = base;
  for (let n = 2; taken.has(name); n += 1) name = `${base}${n}`;
  return { ...doc, [side]: { ...part(doc[side]), [name]: side === "facts" ? { schema } : { schema, properties: {} } } };
}

export function withoutType(doc: Doc, side: Role["side"], name: string): Doc {
  const rest = Object.fromEntries(Object.entries(part(doc[side])).filter(([item]) => item !== name));
  const others = Object.fromEntries(Object.entries(doc).filter(([item]) => item !== side));
  return Object.keys(rest).length === 0 ? others : { ...others, [side]: rest };
}

/** A document for a table that nothing was proposed for. */
export const blank = (name: string, table: TableSeen): Doc => ({
  name,
  title: name,
  layout: { ...(table.header_row > 0 ? { header_row: table.header_row, header: table.columns.map((column) => column.header) } : {}) },
});

/** A name a mapping can be kept under, from the name of the file it was made for. */
export function nameFor(file: string): string {
  const stem = (file.split("/").at(-1) ?? file).replace(/\.[^.]*$/, "");
  const plain = stem.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
  return plain === "" ? "mapping" : plain;
}

/** Looks worth telling, the most telling first; a share of 1 = every filled cell. */
const TELLING = ["datetime", "date", "imei", "imsi", "iccid", "email", "phone", "time", "name", "latitude", "longitude", "currency", "amount", "number", "text"] as const;
export type Look = (typeof TELLING)[number];

export function look(column: ColumnSeen): { look: Look; share: number } | null {
  const found = TELLING.map((name) => ({ look: name, share: column.looks[name] ?? 0 })).find((item) => item.share >= 0.5);
  return found ?? null;
}

export const recognitionQuery = (id: string, locale: Locale) =>
  queryOptions({
    queryKey: ["sources", id, "recognition", locale],
    queryFn: () => body(api.GET("/api/v1/sources/{source}/recognition", { params: { path: { source: id } } })),
    staleTime: Infinity,
  });

export const choicesQuery = queryOptions({ queryKey: ["mapping-choices"], queryFn: () => body(api.GET("/api/v1/mapping-choices")), staleTime: Infinity });

/** A mapping as it is edited: by columns, or as its text. */
export type Edited = { document: Doc } | { text: string };

const edited = (given: Edited): Bodies["Edited"] => ("text" in given ? { text: given.text } : { document: given.document });

export const previewQuery = (id: string, given: Edited, partNo: number, locale: Locale) =>
  queryOptions({
    queryKey: ["sources", id, "preview", partNo, locale, JSON.stringify(given)],
    queryFn: () => body(api.POST("/api/v1/sources/{source}/preview", { params: { path: { source: id } }, body: { ...edited(given), part: partNo, rows: 20 } })),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** Mappings kept in a case, the latest version of each. */
export const mappingsQuery = (caseId: string) =>
  queryOptions({ queryKey: ["mappings", caseId], queryFn: () => body(api.GET("/api/v1/cases/{case}/mappings", { params: { path: { case: caseId } } })), enabled: caseId !== "" });

const ORDERS = ["dmy", "mdy", "ymd"] as const;

export interface ToRead {
  source: string;
  mapping: string;
  reason: string;
  /** In which zone times are read that carry none; absent or empty = as it was said. */
  zone?: string;
  /** In which order dates are read that do not say theirs, and which number is the target; absent or empty = as the table shows it. */
  order?: string;
  target?: string;
}

/** What a person answered to questions of a proposal. */
export type Answers = Partial<Record<"order" | "zone" | "target", string>>;

/** Queues the reading of a document under a mapping ("" = as proposed); `keep` is kept in the case first. */
export function useRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ source, mapping, reason, zone = "", order = "", target = "", keep }: ToRead & { keep?: { case: string; given: Edited } | undefined }) => {
      const name = keep === undefined ? mapping : (await body(api.POST("/api/v1/cases/{case}/mappings", { params: { path: { case: keep.case }, query: { source } }, body: edited(keep.given) }))).name;
      return await body(api.POST("/api/v1/sources/{source}/read", { params: { path: { source } }, body: { mapping: name, reason, zone, order: ORDERS.find((one) => one === order) ?? "", target, country: "" } }));
    },
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ["jobs"] }), queries.invalidateQueries({ queryKey: ["sources"] }), queries.invalidateQueries({ queryKey: ["mappings"] })]),
  });
}

/** Withdraws a document with what came out of it; the worker does it, and the list of jobs says when. */
export function useWithdraw(source: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => body(api.POST("/api/v1/sources/{source}/withdrawal", { params: { path: { source } }, body: { reason } })),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ["jobs"] }), queries.invalidateQueries({ queryKey: ["sources"] })]),
  });
}

export function useKeepMapping() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ case: caseId, given, source }: { case: string; given: Edited; source: string }) => body(api.POST("/api/v1/cases/{case}/mappings", { params: { path: { case: caseId }, query: { source } }, body: edited(given) })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["mappings"] }),
  });
}
