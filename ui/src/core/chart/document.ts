/**
 * What a chart is: which items stand where, which are put away, which belong together. Kept in the case as a document; names and lines are read anew, and
 * so is what is one: an item is a fragment (or an identifier), so that taking an identity decision back restores the picture by itself.
 */

import type { Bodies } from "@/api/client";

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly pinned?: true;
  readonly group?: string;
  /** Drawn by itself though a person judged that it is one with others. */
  readonly apart?: true;
  /** The source that is its photograph. */
  readonly photo?: string;
  /** Of a group that is drawn as one: its name and how many items it stands for. Worked out from `collapsed`, never kept. */
  readonly as?: { readonly name: string; readonly count: number };
}

/** What lines say: their types and how often, only how often, what was paid, from when until when, or nothing. */
export const LABEL_RULES = ["all", "count", "sum", "period", "none"] as const;
export type LabelRule = (typeof LABEL_RULES)[number];

/** How what lies between two items is drawn: one line, one for each direction, or one for each event. */
export const LINE_WAYS = ["one", "ways", "each"] as const;
export type LineWays = (typeof LINE_WAYS)[number];

/** What somebody changed in the legend: entries left out, called otherwise, and put first in this order; by what an entry is about (`type Person`, `line confirmed`, `rule ` and its id). */
export interface LegendEdit {
  readonly hidden: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly order: readonly string[];
}

export const AS_IT_IS: LegendEdit = { hidden: [], names: {}, order: [] };

/** What the agency puts round a chart: who it is, its mark (a source that is a picture), a border, on which side the legend stands, and what the foot says. The same on paper (`tahqiq.products.paper.furniture`). */
export interface Frame {
  readonly agency: string;
  readonly unit: string;
  readonly mark: string;
  readonly border: (typeof BORDERS)[number];
  readonly legend: "start" | "end";
  readonly foot: readonly (typeof FEET)[number][];
  readonly note: string;
}
export const BORDERS = ["none", "line", "double"] as const;
export const FEET = ["date", "author", "case"] as const;
export const FRAME_LINE = 120;
export const NO_FRAME: Frame = { agency: "", unit: "", mark: "", border: "none", legend: "start", foot: FEET, note: "" };

/** How items or lines look that pass a rule; the server says which do (`tahqiq.products.board_rules`). */
export type Rule = Bodies["RuleBody"];
export type Look = Rule["look"];
/** A set of rules of the case, as it was at a version: what somebody changes in it afterwards changes no chart until it is taken there. */
export interface RuleSetRef {
  readonly id: string;
  readonly version: number;
}
/** What items can say below their names with one choice, by the field that is asked: who holds them, how they are known, from when until when, grade, amounts. */
export const SAYS = { holder: ["told:holder"], nickname: ["prop:nickname", "prop:alias", "prop:weakAlias"], period: ["told:period"], grade: ["told:grade"], amount: ["told:paid", "told:received"] } as const;
export type Says = keyof typeof SAYS;

export const NO_LOOK: Look = { colour: "", frame: "", icon: "", size: 0, width: 0, dash: "", words: false };

/** What is written on a chart: a title, a text, a note, or a call-out to a source; `of` the item that it is about, to which a line leads. */
export const TEXT_KINDS = ["title", "text", "note", "source"] as const;
export interface Text {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly kind: (typeof TEXT_KINDS)[number];
  readonly of?: string;
  /** The recorded value that a call-out cites: who may not see it, or when it is retracted, has no call-out. */
  readonly cites?: { readonly entity: string; readonly statement: string };
}

/** `hidden` items keep their place for when they come back. One unit is the length of a link; y grows downwards. */
export interface ChartDocument {
  readonly items: ReadonlyMap<string, Placed>;
  readonly hidden: ReadonlyMap<string, Placed>;
  readonly groups: ReadonlyMap<string, string>;
  /** The groups that are drawn as one item. */
  readonly collapsed: ReadonlyMap<string, true>;
  /** How lines are drawn, and those between two items that are drawn otherwise, by the ids of their ends in order (`a b`). */
  readonly ways: LineWays;
  readonly lineWays: ReadonlyMap<string, LineWays>;
  /** What its lines say, and the lines that say something else, by the ids of their ends in order (`a b`). */
  readonly label: LabelRule;
  readonly labels: ReadonlyMap<string, LabelRule>;
  /** The sets of rules of the case that are in force here, each at a version; its own rules come after them. */
  readonly ruleSets: readonly RuleSetRef[];
  /** How it looks, the later rule over the earlier one. */
  readonly rules: readonly Rule[];
  /** Selections kept by name; what is no longer on the chart stays in them for when it comes back. */
  readonly sets: ReadonlyMap<string, { readonly name: string; readonly ids: readonly string[] }>;
  /** What is written on it; x and y are the left upper corner. */
  readonly texts: ReadonlyMap<string, Text>;
  readonly legend: LegendEdit;
  readonly frame: Frame;
  /** Items are drawn as their signs though they have photographs. */
  readonly faceless: boolean;
}

export const EMPTY: ChartDocument = { items: new Map(), hidden: new Map(), groups: new Map(), collapsed: new Map(), ways: "one", lineWays: new Map(), label: "all", labels: new Map(), ruleSets: [], rules: [], sets: new Map(), texts: new Map(), legend: AS_IT_IS, frame: NO_FRAME, faceless: false };

/** The ids of all items, put away or not. */
export const everything = (chart: ChartDocument): string[] => [...chart.items.keys(), ...chart.hidden.keys()];

export type Position = readonly [number, number];

type Json = Record<string, unknown>;

const record = (value: unknown): Json => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {});
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(record) : []);
const finite = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

function placed(items: Json[], groups: ReadonlyMap<string, string>): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const item of items) {
    if (typeof item["entity"] !== "string") continue;
    const group = typeof item["group"] === "string" && groups.has(item["group"]) ? { group: item["group"] } : {};
    found.set(item["entity"], { x: finite(item["x"]), y: finite(item["y"]), ...(item["pinned"] === true ? { pinned: true as const } : {}), ...group, ...(item["apart"] === true ? { apart: true as const } : {}), ...(/^[0-9a-f]{16}$/.test(text(item["photo"])) ? { photo: text(item["photo"]) } : {}) });
  }
  return found;
}

/** A chart from the body of a document; what does not fit is left out. */
export function fromBody(body: Json): ChartDocument {
  const groups = new Map(list(body["groups"]).flatMap((item) => (typeof item["id"] === "string" && typeof item["name"] === "string" ? [[item["id"], item["name"].slice(0, 200)] as const] : [])));
  const own = list(body["lines"]).flatMap((line) => {
    const [a, b] = [record(line["a"])["entity"], record(line["b"])["entity"]];
    return typeof a === "string" && typeof b === "string" ? [{ key: `${a} ${b}`, rule: ruleOf(line["label"]), how: waysOf(line["ways"]) }] : [];
  });
  const labels = new Map(own.flatMap(({ key, rule }) => (rule === undefined ? [] : [[key, rule] as const])));
  const lineWays = new Map(own.flatMap(({ key, how }) => (how === undefined ? [] : [[key, how] as const])));
  const collapsed = new Map(list(body["groups"]).flatMap((item) => (typeof item["id"] === "string" && item["collapsed"] === true && groups.has(item["id"]) ? [[item["id"], true] as const] : [])));
  return { items: placed(list(body["items"]), groups), hidden: placed(list(body["hidden"]), groups), groups, collapsed, ways: waysOf(body["ways"]) ?? "one", lineWays, label: ruleOf(body["label"]) ?? "all", labels, ruleSets: list(body["rule_sets"]).flatMap((one) => (/^[0-9a-f]{16}$/.test(text(one["id"])) && finite(one["version"]) > 0 ? [{ id: text(one["id"]), version: finite(one["version"]) }] : [])), rules: rulesOf(body), sets: setsOf(body), texts: textsOf(body), legend: legendOf(record(body["legend"])), frame: frameOf(record(body["frame"])), faceless: body["faceless"] === true };
}

/** The frame in the body of a chart or of a template; what does not fit is left out. */
export function frameOf(body: Json): Frame {
  const line = (name: string) => text(body[name]).slice(0, FRAME_LINE);
  const foot = body["foot"];
  return {
    agency: line("agency"), unit: line("unit"), mark: /^[0-9a-f]{16}$/.test(text(body["mark"])) ? text(body["mark"]) : "", note: line("note"),
    border: BORDERS.find((one) => one === body["border"]) ?? "none", legend: body["legend"] === "end" ? "end" : "start", foot: Array.isArray(foot) ? FEET.filter((one) => foot.includes(one)) : FEET,
  };
}

/** Whether two frames say the same. */
export const sameFrame = (a: Frame, b: Frame): boolean => (Object.keys(NO_FRAME) as (keyof Frame)[]).every((name) => String(a[name]) === String(b[name]));

export const unframed = (frame: Frame): boolean => sameFrame(frame, NO_FRAME);

const words = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : []);

function legendOf(body: Json): LegendEdit {
  const names = Object.fromEntries(list(body["names"]).flatMap((one) => (typeof one["of"] === "string" && typeof one["name"] === "string" && one["name"] !== "" ? [[one["of"], one["name"].slice(0, 120)] as const] : [])));
  return { hidden: words(body["hidden"]), names, order: words(body["order"]) };
}

function setsOf(body: Json): ChartDocument["sets"] {
  return new Map(
    list(body["sets"]).flatMap((one) => {
      const ids = list(one["items"]).flatMap((item) => (typeof item["entity"] === "string" ? [item["entity"]] : []));
      return typeof one["id"] === "string" && typeof one["name"] === "string" && ids.length > 0 ? [[one["id"], { name: one["name"], ids }] as const] : [];
    }),
  );
}

function textsOf(body: Json): ChartDocument["texts"] {
  return new Map(
    list(body["texts"]).flatMap((one) => {
      const kind = TEXT_KINDS.find((name) => name === one["kind"]);
      const of = record(one["of"])["entity"];
      if (typeof one["id"] !== "string" || typeof one["text"] !== "string" || one["text"] === "" || kind === undefined) return [];
      const cites = typeof one["entity"] === "string" && typeof one["statement"] === "string" ? { entity: one["entity"], statement: one["statement"] } : null;
      if ((kind === "source") !== (cites !== null)) return [];
      return [[one["id"], { x: finite(one["x"]), y: finite(one["y"]), text: one["text"].slice(0, 500), kind, ...(typeof of === "string" ? { of } : {}), ...(cites === null ? {} : { cites }) }] as const];
    }),
  );
}

const TESTS = ["any", "is", "contains", "least", "most", "scale"] as const;
const DASH_NAMES = ["", "solid", "dashed", "dotted"] as const;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const colour = (value: unknown): string => (/^#[0-9a-f]{6}$/.test(text(value)) ? text(value) : "");

/** The rules of a chart or of a set of rules; what does not fit is left out. One that quotes a recorded value stands beside it (`rule`), so that who may not see the value has no such rule. */
export const rulesOf = (body: Json): Rule[] => list(body["rules"]).flatMap((one) => lookRule("rule" in one ? record(one["rule"]) : one) ?? []);

function lookRule(one: Json): Rule | null {
  const look = record(one["look"]);
  const on = one["on"] === "line" ? "line" : one["on"] === "item" ? "item" : null;
  if (on === null || text(one["id"]) === "") return null;
  return {
    id: text(one["id"]), on, of: text(one["of"]), by: text(one["by"]), test: TESTS.find((test) => test === one["test"]) ?? "any", value: text(one["value"]), name: text(one["name"]),
    look: { colour: colour(look["colour"]), frame: colour(look["frame"]), icon: text(look["icon"]), size: Math.min(4, Math.max(0, finite(look["size"]))), width: Math.min(8, Math.max(0, finite(look["width"]))), dash: DASH_NAMES.find((dash) => dash === look["dash"]) ?? "", words: look["words"] === true },
  };
}

const ruleOf = (value: unknown): LabelRule | undefined => LABEL_RULES.find((rule) => rule === value);

const waysOf = (value: unknown): LineWays | undefined => LINE_WAYS.find((how) => how === value);

const round = (value: number): number => Math.round(value * 1000) / 1000;

const written = (items: ReadonlyMap<string, Placed>): Json[] => [...items].map(([entity, { x, y, pinned, group, apart, photo }]) => ({ entity, x: round(x), y: round(y), ...(pinned === true ? { pinned } : {}), ...(group === undefined ? {} : { group }), ...(apart === true ? { apart } : {}), ...(photo === undefined ? {} : { photo }) }));

/** The body of a document for a chart: the reverse of `fromBody`. */
export const toBody = (chart: ChartDocument): Json => ({
  items: written(chart.items),
  hidden: written(chart.hidden),
  groups: [...chart.groups].map(([id, name]) => ({ id, name, ...(chart.collapsed.has(id) ? { collapsed: true } : {}) })),
  ...(chart.ruleSets.length === 0 ? {} : { rule_sets: chart.ruleSets.map((one) => ({ ...one })) }),
  ...(chart.rules.length === 0 ? {} : { rules: chart.rules.map((rule) => ({ ...rule, look: { ...rule.look } })) }),
  ...(chart.sets.size === 0 ? {} : { sets: [...chart.sets].map(([id, { name, ids }]) => ({ id, name, items: ids.map((entity) => ({ entity })) })) }),
  ...(chart.texts.size === 0 ? {} : { texts: [...chart.texts].map(([id, { x, y, text: said, kind, of, cites }]) => ({ id, x: round(x), y: round(y), text: said, kind, ...(of === undefined ? {} : { of: { entity: of } }), ...cites })) }),
  ...(chart.label === "all" ? {} : { label: chart.label }),
  ...(chart.ways === "one" ? {} : { ways: chart.ways }),
  ...linesOf(chart),
  ...(chart.faceless ? { faceless: true } : {}),
  ...(unframed(chart.frame) ? {} : { frame: { ...chart.frame, foot: [...chart.frame.foot] } }),
  ...(chart.legend.hidden.length + Object.keys(chart.legend.names).length + chart.legend.order.length === 0 ? {} : { legend: { hidden: [...chart.legend.hidden], names: Object.entries(chart.legend.names).map(([of, name]) => ({ of, name })), order: [...chart.legend.order] } }),
});

/** Lines that say something else than the others, or are drawn otherwise. */
function linesOf({ labels, lineWays }: ChartDocument): Json {
  const keys = [...new Set([...labels.keys(), ...lineWays.keys()])];
  if (keys.length === 0) return {};
  const own = (key: string): Json => ({ ...(labels.has(key) ? { label: labels.get(key) } : {}), ...(lineWays.has(key) ? { ways: lineWays.get(key) } : {}) });
  return { lines: keys.map((key) => ({ a: { entity: key.split(" ")[0] }, b: { entity: key.split(" ")[1] }, ...own(key) })) };
}
