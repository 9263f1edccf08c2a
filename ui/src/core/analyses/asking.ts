import { ZONE } from "../zone";
import { moved } from "@/i18n/format";

import { matching } from "../commands";
import { plain } from "./cells";
import type { Analysis, Json, Parameter } from "./server";

/** What stands in the fields of a form, by parameter: one text, several, or yes and no. Times are local to `zone` (`2026-03-01T10:00`). */
export type Typed = Readonly<Record<string, string | readonly string[] | boolean>>;

const LISTS = ["nodes", "texts", "choices"];
const NUMBERS = ["integer", "number", "duration"];

/** The words that say what a text is one of when it is no thing. */
const WORDS = ["link", "type", "grade", "zone"];

/** The types of things that a parameter may name; empty when it names none. */
export const rangeOf = ({ of }: Pick<Parameter, "of">): string[] => of.filter((name) => !WORDS.includes(name));

/** The zone in which times are typed: the analysis' own where it asks for one, else that of the browser. */
export function zoneOf(analysis: Pick<Analysis, "parameters">, typed: Typed): string {
  const own = analysis.parameters.find((item) => item.of.includes("zone"));
  const given = own === undefined ? "" : typed[own.name];
  return typeof given === "string" && given !== "" ? given : ZONE;
}

/** A local time as an ISO time with its offset: `2026-03-01T10:00` in Baghdad is `2026-03-01T10:00:00+03:00`; empty for what is no time. */
export function aware(local: string, zone: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?)?$/.exec(local);
  if (found === null) return "";
  const wall = `${found[1] ?? ""}T${found[2] ?? "00:00"}${found[3] ?? ":00"}`;
  const at = Date.parse(`${wall}Z`);
  if (Number.isNaN(at)) return "";
  const behind = (moment: number) => Date.parse(`${moved(new Date(moment).toISOString(), zone).replace(/Z$/, "")}Z`) - moment;
  const minutes = Math.round(behind(at - behind(at)) / 60_000);
  const two = (size: number) => String(size).padStart(2, "0");
  return `${wall}${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}

const written = (parameter: Parameter, value: Json, zone: string): string | readonly string[] | boolean => {
  if (parameter.kind === "flag") return value === true;
  if (LISTS.includes(parameter.kind)) return Array.isArray(value) ? value.map(String) : [];
  if (value === null || value === undefined) return "";
  return parameter.kind === "time" ? moved(new Date(plain(value)).toISOString(), zone).slice(0, 16) : plain(value);
};

const emptied = (typed: string | readonly string[] | boolean | undefined): boolean => typed === "" || (typeof typed === "object" && typed.length === 0);

/** A thing that an analysis may be asked about: its type and those above it. */
export interface About {
  readonly id: string;
  readonly lineage: readonly string[];
}

/** More things than this are no answer to "which": whoever selected them means the set. */
const MOST_ABOUT = 25;

const fits = (parameter: Parameter, lineage: readonly string[]): boolean => !parameter.excludes && rangeOf(parameter).some((name) => lineage.includes(name));

/** The places that selected things take in a form: one each where a place takes one, all that fit where it takes several; what must be given comes first. */
function placed(analysis: Analysis, about: readonly About[]): Record<string, string | readonly string[]> {
  const found: Record<string, string | readonly string[]> = {};
  const open = [...about.slice(0, MOST_ABOUT + 1)];
  for (const item of [...analysis.parameters.filter((one) => one.required), ...analysis.parameters.filter((one) => !one.required)]) {
    const fitting = open.filter(({ lineage }) => fits(item, lineage));
    const taken = LISTS.includes(item.kind) ? fitting : fitting.slice(0, 1);
    if (taken.length === 0 || taken.length > MOST_ABOUT) continue;
    found[item.name] = LISTS.includes(item.kind) ? taken.map(({ id }) => id) : (taken[0]?.id ?? "");
    for (const one of taken) open.splice(open.indexOf(one), 1);
  }
  return found;
}

/** The form as it opens: the defaults, what the address or an earlier result says, and the things it is asked about in the first places that take them. */
export function starting(analysis: Analysis, values: Readonly<Record<string, Json>>, about: readonly About[] = []): Typed {
  const zoned = analysis.parameters.find((item) => item.of.includes("zone"));
  const zone = plain(values[zoned?.name ?? ""] ?? zoned?.default) || ZONE;
  const typed: Record<string, string | readonly string[] | boolean> = {};
  for (const parameter of analysis.parameters) typed[parameter.name] = written(parameter, values[parameter.name] ?? parameter.default, zone);
  for (const [name, things] of Object.entries(placed(analysis, about))) if (emptied(typed[name])) typed[name] = things;
  return typed;
}

/** The parameter in which a thing of a type can stand: one that must be given before one that narrows; undefined when there is none. */
export function takes(analysis: Pick<Analysis, "parameters">, lineage: readonly string[]): Parameter | undefined {
  const fitting = analysis.parameters.filter((item) => fits(item, lineage));
  return fitting.find((item) => item.required) ?? fitting[0];
}

const filled = (typed: readonly string[]): string[] => typed.map((item) => item.trim()).filter((item) => item !== "");

function value(parameter: Parameter, typed: string | readonly string[] | boolean | undefined, zone: string): Json {
  if (typeof typed === "boolean") return typed;
  if (typed === undefined || typed === "") return null;
  if (typeof typed !== "string") return filled(typed).length === 0 && parameter.default === null ? null : filled(typed);
  if (NUMBERS.includes(parameter.kind)) return Number.isFinite(Number(typed)) ? Number(typed) : typed;
  return parameter.kind === "time" ? aware(typed, zone) || typed : typed.trim();
}

const same = (one: Json, two: Json): boolean => JSON.stringify(one ?? null) === JSON.stringify(two ?? null);

/** The values to run with: only what differs from the default, so that an address stays short. */
export function given(analysis: Analysis, typed: Typed): Record<string, Json> {
  const zone = zoneOf(analysis, typed);
  return Object.fromEntries(
    analysis.parameters.flatMap((parameter) => {
      const found = value(parameter, typed[parameter.name], zone);
      return found === null || same(found, parameter.default) ? [] : [[parameter.name, found]];
    }),
  );
}

/** Parameters that must be given and are not. */
export const lacking = (analysis: Analysis, typed: Typed): Parameter[] =>
  analysis.parameters.filter((item) => {
    const found = typed[item.name];
    if (!item.required) return false;
    return typeof found === "object" ? filled(found).length < Math.max(1, item.low ?? 1) : found === undefined || found === "";
  });

/** Why a number does not fit, by the bounds of its parameter; null when it does. */
export function outside(parameter: Parameter, typed: string): { low: number | null; high: number | null } | null {
  if (typed === "" || !NUMBERS.includes(parameter.kind)) return null;
  const found = Number(typed);
  const fits = Number.isFinite(found) && (parameter.kind === "number" || Number.isInteger(found)) && (parameter.low === null || found >= parameter.low) && (parameter.high === null || found <= parameter.high);
  return fits ? null : { low: parameter.low, high: parameter.high };
}

/** Values as they stand in an address, and back; nothing for what is no such text. */
export const writeSet = (values: Readonly<Record<string, Json>>): string | undefined => (Object.keys(values).length === 0 ? undefined : JSON.stringify(values));

export function readSet(text: string | undefined): Record<string, Json> {
  try {
    const found: unknown = JSON.parse(text ?? "{}");
    return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Record<string, Json>) : {};
  } catch {
    return {};
  }
}

/** Analyses by family, in the order of the program, narrowed to what was typed (names in the page's language or in other programs) and to what can be asked of a thing. */
export function offered(analyses: readonly Analysis[], typed: string, lineage: readonly string[] | undefined): [string, Analysis[]][] {
  const fitting = lineage === undefined ? analyses : analyses.filter((item) => takes(item, lineage) !== undefined);
  const found = matching(
    typed,
    fitting.map((item) => ({ id: item.id, words: [...item.known_as, item.help], item })),
    ({ item }) => item.title,
  );
  const groups = new Map<string, Analysis[]>();
  for (const { item } of found) groups.set(item.family, [...(groups.get(item.family) ?? []), item]);
  return [...groups];
}
