import type { LabelRule } from "@/core/chart/document";
import { type Pair, ways } from "@/core/chart/known";
import type { Once } from "@/core/chart/strands";
import { added, type Spread } from "@/core/chart/times";
import { separator } from "@/i18n/separator";
import { lineNames, type Naming } from "./look";

export interface Telling extends Naming {
  /** Digits of the page's language in a text that is made of Latin ones. */
  digits: (text: string) => string;
  /** The name of a type. */
  type: (schema: string) => string;
  /** A day as the page writes it. */
  day: (day: string) => string;
  /** What the events of each line sum up to, by its id. */
  sums: ReadonlyMap<string, Spread>;
}

/** What a line says on the chart by a rule; `turned`: the second end of its pair stands to the left. */
export function labelOf(pair: Pair, rule: LabelRule, turned: boolean, telling: Telling, once: Once | null = null): string {
  if (once !== null) return onceTold(once, rule, telling);
  switch (rule) {
    case "none":
      return "";
    case "all":
      return lineNames(pair, telling, turned);
    case "count":
      return counted(pair, turned, telling);
    case "sum":
      return summed(pair, turned, telling) || counted(pair, turned, telling);
    case "period":
      return period(pair, telling);
  }
}

/** What one event says: when, and what was paid. */
function onceTold({ at, amount, schema }: Once, rule: LabelRule, { day, digits, type }: Telling): string {
  const paid = amount.replace(/-?\d+(?:\.\d+)?/, (number) => digits(grouped(number)));
  const when = at === "" ? "" : day(at);
  const parts = { none: [], count: [], all: [type(schema), when, paid], sum: paid === "" ? [when] : [paid], period: [when] }[rule];
  return parts.filter((part) => part !== "").join(separator());
}

/** There and back; with arrows too where the line goes both ways and only one of them is told. */
function both(out: string, back: string, turned: boolean, twoWays = false): string {
  if ((out === "" || back === "") && !twoWays) return out + back;
  return turned ? ways(back, out) : ways(out, back);
}

function counted(pair: Pair, turned: boolean, { count }: Telling): string {
  if (pair.sort !== "recorded") return "";
  if (pair.out + pair.in === 0) return pair.weight > 1 ? `×${count(pair.weight)}` : "";
  return both(pair.out > 0 ? count(pair.out) : "", pair.in > 0 ? count(pair.in) : "", turned);
}

/** The sums of each currency in each direction. */
function summed(pair: Pair, turned: boolean, { sums, digits }: Telling): string {
  const found = new Map<string, [string, string]>();
  for (const line of pair.lines) {
    const mine = sums.get(line.id);
    for (const [currency, amounts] of mine?.sums ?? []) {
      const [there, home] = turnedOf(pair, line) ? [amounts[1], amounts[0]] : amounts;
      const [out, back] = [pair.only === "in" ? "0" : there, pair.only === "out" ? "0" : home];
      const [a, b] = found.get(currency) ?? ["0", "0"];
      found.set(currency, [added(a, out), added(b, back)]);
    }
  }
  return [...found].map(([currency, [out, back]]) => `\u2068${both(out === "0" ? "" : digits(grouped(out)), back === "0" ? "" : digits(grouped(back)), turned, pair.out > 0 && pair.in > 0)} ${currency}`.trimEnd() + "\u2069").join(separator());
}

const turnedOf = (pair: Pair, line: { a: string }): boolean => line.a !== pair.a;

/** A plain decimal with its thousands apart. */
export function grouped(text: string): string {
  const [whole = "", rest] = text.split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? apart : `${apart}.${rest}`;
}

function period(pair: Pair, { day }: Telling): string {
  const firsts = pair.lines.map((line) => line.first || line.last).filter((time) => time !== "").sort();
  const lasts = pair.lines.map((line) => line.last || line.first).filter((time) => time !== "").sort();
  const [first, last] = [firsts[0] ?? "", lasts.at(-1) ?? ""];
  return [...new Set([first, last].filter((time) => time !== "").map(day))].join(" – ");
}
