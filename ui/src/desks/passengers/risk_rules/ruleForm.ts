import type { Bodies } from "@/api/client";
import { LOCALE_CODES } from "@/i18n/locales";

/** Something that a rule may ask, and what its value is. */
export type Askable = Bodies["PassengersAskableView"];

/** A comparison as it is chosen: `values` as they are typed, several with commas between them. */
export interface Line {
  field: string;
  op: string;
  value: string;
}

/** What is asked: `all` or `any` of the parts; in a part of several lines, the other of the two. */
export interface Conditions {
  join: "all" | "any";
  parts: readonly (readonly Line[])[];
}

/** A rule as the form holds it; `titles` are its names by language. */
export interface Draft {
  name: string;
  titles: Readonly<Record<string, string>>;
  basis: string;
  offence: string;
  since: string;
  until: string;
  when: Conditions;
  unless: Conditions;
}

export const NOTHING: Conditions = { join: "all", parts: [] };
export const LINE: Line = { field: "", op: "", value: "" };

const NUMBER = ["le", "ge", "eq", "lt", "gt"] as const;
const CODE = ["eq", "ne", "in"] as const;
/** The comparisons of a type of value. */
export const opsOf = (type: string): readonly string[] => (type === "number" ? NUMBER : type === "airport" || type === "country" ? CODE : ["eq"]);

export type Op = (typeof NUMBER)[number] | (typeof CODE)[number];

/** Codes as they are typed: several with commas or spaces between them. */
const codes = (value: string): string[] => value.toUpperCase().split(/[\s,،;]+/).filter((one) => one !== "");

/** What is wrong with a line (a name of the words under `rule.wrong`), or nothing. */
export function wrongLine(line: Line, known: ReadonlyMap<string, Askable>): "field" | "op" | "number" | "choice" | "code" | null {
  const type = known.get(line.field)?.type;
  if (type === undefined) return "field";
  if (line.op === "") return "op";
  if (type === "number") return /^-?\d+(\.\d+)?$/.test(line.value) ? null : "number";
  if (type === "airport" || type === "country") {
    const given = codes(line.value);
    return given.length > 0 && given.every((one) => /^[A-Z]{3}$/.test(one)) && (line.op === "in" || given.length === 1) ? null : "code";
  }
  return line.value === "" ? "choice" : null;
}

/** Whether nationality, sex or age would do without anything else. */
export function alone({ join, parts }: Conditions, known: ReadonlyMap<string, Askable>): boolean {
  const weak = (line: Line) => known.get(line.field)?.weak === true;
  const part = (lines: readonly Line[]) => (join === "all" ? lines.some(weak) : lines.every(weak));
  return join === "all" ? parts.every(part) : parts.some(part);
}

const quoted = (text: string): string => JSON.stringify(text.trim());

function lineText(line: Line, known: ReadonlyMap<string, Askable>): string {
  const type = known.get(line.field)?.type ?? "number";
  const value = type === "airport" || type === "country" ? codes(line.value).map(quoted) : [type === "sex" ? quoted(line.value) : line.value];
  return `{${line.op}: [${line.field}, ${line.op === "in" ? `[${value.join(", ")}]` : value[0] ?? '""'}]}`;
}

function conditionText({ join, parts }: Conditions, known: ReadonlyMap<string, Askable>): string {
  const other = join === "all" ? "any" : "all";
  const made = parts.map((lines) => {
    const some = lines.map((one) => lineText(one, known)).join(", ");
    return lines.length === 1 ? some : `{${other}: [${some}]}`;
  });
  return `{${join}: [${made.join(", ")}]}`;
}

/** The rule as text, as the server reads it. A name in one language stands alone; of several, languages without one take the first. */
export function written(draft: Draft, known: ReadonlyMap<string, Askable>): string {
  const given = LOCALE_CODES.map((one) => draft.titles[one]?.trim() ?? "").filter((one) => one !== "");
  const title = given.length === 1 ? quoted(given[0] ?? "") : given.length === 0 ? '""' : `{${LOCALE_CODES.map((one) => `${one}: ${quoted((draft.titles[one] ?? "").trim() === "" ? given[0] ?? "" : draft.titles[one] ?? "")}`).join(", ")}}`;
  return [
    `rule: ${draft.name}`,
    `title: ${title}`,
    `basis: ${quoted(draft.basis)}`,
    `offence: ${draft.offence === "" ? '""' : draft.offence}`,
    ...(draft.since === "" ? [] : [`from: ${draft.since}`]),
    `until: ${draft.until === "" ? '""' : draft.until}`,
    `when: ${conditionText(draft.when, known)}`,
    `unless: ${conditionText(draft.unless, known)}`,
    "",
  ].join("\n");
}

/** Lines of the server as the form holds them. */
export const conditionsOf = (form: Bodies["PassengersConditionForm"] | null): Conditions =>
  form === null ? NOTHING : { join: form.join, parts: form.parts.map((part) => part.lines.map((one) => ({ field: one.field, op: one.op, value: one.values.join(", ") }))) };

/** A name that no rule has yet. */
export function freeName(taken: readonly string[]): string {
  let no = taken.length + 1;
  while (taken.includes(`rule-${no.toString()}`)) no += 1;
  return `rule-${no.toString()}`;
}
