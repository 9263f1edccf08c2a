import { queryOptions } from "@tanstack/react-query";

import { api, body } from "@/api/client";

import { dayIn } from "../day";
import { ZONE } from "../format";
import { moved } from "@/i18n/format";
import type { Line } from "./told";

export interface LineTimes {
  readonly a: string;
  readonly b: string;
  readonly label: string;
  /** Place among the bins (-1 without a time), events from `a`, events from `b`. */
  readonly cells: readonly (readonly [number, number, number])[];
  /** Place, currency, amount from `a`, amount from `b`. */
  readonly sums: readonly (readonly [number, string, string, string])[];
}

export interface Times {
  readonly bins: readonly string[];
  readonly lines: readonly LineTimes[];
}
export type By = "hour" | "day" | "week";
export const STEPS: readonly By[] = ["hour", "day", "week"];

/** What the bar of time counts by, and the part of it that is looked at: beginnings of hours, days or weeks as the clocks show them, `until` excluded; empty for no bound. */
export interface Span {
  readonly by: By;
  readonly from: string;
  readonly until: string;
}

export const WHOLE = { from: "", until: "" } as const;

export const wholeSpan = (span: Pick<Span, "from" | "until"> | null): boolean => span === null || (span.from === "" && span.until === "");

/** The answer with its rows of known length. */
const read = ({ bins, lines }: { bins: string[]; lines: { a: string; b: string; label: string; cells: number[][]; sums: (string | number)[][] }[] }): Times => ({
  bins,
  lines: lines.map((line) => ({
    ...line,
    cells: line.cells.map(([place = -1, there = 0, back = 0]) => [place, there, back] as const),
    sums: line.sums.map(([place = -1, currency = "", there = "0", back = "0"]) => [Number(place), String(currency), String(there), String(back)] as const),
  })),
});

/** When the events between items happened, by hour, day or week of this browser's zone. */
export const timesQuery = (ids: readonly string[], by: By) =>
  queryOptions({ queryKey: ["chart", "times", by, ids], queryFn: async () => read(await body(api.POST("/api/v1/chart/times", { body: { ids: [...ids], by, zone: ZONE } }))), enabled: ids.length > 0 });

/** What the clocks of a zone show at a moment, to the minute; a day as its midnight. */
export const onClocks = (moment: string, zone: string): string => (moment.includes("T") ? moved(moment, zone).slice(0, 16) : `${moment.slice(0, 10)}T00:00`);

/** A part of a part: no more than both leave. */
export function partIn(outer: Pick<Span, "from" | "until">, inner: Pick<Span, "from" | "until">): Pick<Span, "from" | "until"> {
  const from = outer.from > inner.from ? outer.from : inner.from;
  const until = outer.until === "" ? inner.until : inner.until === "" || outer.until < inner.until ? outer.until : inner.until;
  return { from, until };
}

/** Whether what held from `begin` to `end` (moments or days; empty: no bound known) touches a part of the time, as the clocks of a zone show it. */
export function touches(begin: string, end: string, { from, until }: Pick<Span, "from" | "until">, zone: string): boolean {
  const last = end === "" ? "" : end.includes("T") ? onClocks(end, zone) : `${end.slice(0, 10)}T23:59`;
  return (until === "" || begin === "" || onClocks(begin, zone) < until) && (from === "" || last === "" || last >= from);
}

/** A part of the time in the name of a file, ` 2026-03-01T0000–2026-03-08T0000`, so that a table says that it is no whole; empty for all of the time. */
export const partName = (span: Pick<Span, "from" | "until"> | null): string => (span === null || wholeSpan(span) ? "" : ` ${span.from}–${span.until}`.replaceAll(":", ""));

const HOUR = 3_600_000;
const LENGTH: Record<By, number> = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR };

/** The beginning of the hour, day or week `steps` after one. */
export const later = (bin: string, by: By, steps = 1): string => new Date(Date.parse(`${bin}Z`) + steps * LENGTH[by]).toISOString().slice(0, 16);

/** The places of the bins in a part of the time: the first, and the one after the last. */
export function placesIn(bins: readonly string[], { from, until }: Pick<Span, "from" | "until">): [number, number] {
  const place = (bound: string, none: number) => (bound === "" ? none : bins.reduce((count, bin) => count + (bin < bound ? 1 : 0), 0));
  return [place(from, 0), place(until, bins.length)];
}

/** How often a line's events happened in a part of the time, as its own ends see it, and the sums by currency as plain decimals. */
export interface Spread {
  out: number;
  in: number;
  sums: ReadonlyMap<string, readonly [string, string]>;
  first: string;
  last: string;
}

const keyOf = (a: string, b: string, label: string): string => (a < b ? `${a} ${b} ${label}` : `${b} ${a} ${label}`);

/** The lines of events, by id, in a part of the time: what is not in it has no entry. Without bounds what has no time counts too. */
export function spread(lines: Iterable<Line>, times: Times, span: Pick<Span, "from" | "until">): Map<string, Spread> {
  const found = new Map<string, Spread>();
  const told = new Map(times.lines.map((line) => [keyOf(line.a, line.b, line.label), line]));
  const [low, high] = placesIn(times.bins, span);
  const open = span.from === "" && span.until === "";
  const inside = (place: number) => (place < 0 ? open : place >= low && place < high);
  for (const line of lines) {
    const one = line.kind === "fact" ? told.get(keyOf(line.a, line.b, line.label)) : undefined;
    if (one === undefined) continue;
    const same = one.a === line.a;
    let [out, back, first, last] = [0, 0, -1, -1];
    for (const [place, there, here] of one.cells) {
      if (!inside(place)) continue;
      [out, back] = same ? [out + there, back + here] : [out + here, back + there];
      if (place >= 0) [first, last] = [first < 0 ? place : first, place];
    }
    if (out + back === 0) continue;
    const sums = new Map<string, readonly [string, string]>();
    for (const [place, currency, there, here] of one.sums) {
      if (!inside(place)) continue;
      const [a, b] = sums.get(currency) ?? ["0", "0"];
      sums.set(currency, same ? [added(a, there), added(b, here)] : [added(a, here), added(b, there)]);
    }
    found.set(line.id, { out, in: back, sums, first: times.bins[first]?.slice(0, 10) ?? "", last: times.bins[last]?.slice(0, 10) ?? "" });
  }
  return found;
}

/** Two plain decimals added exactly, however long. */
export function added(a: string, b: string): string {
  const digits = Math.max(...[a, b].map((text) => text.split(".")[1]?.length ?? 0));
  const units = (text: string) => {
    const [whole = "0", rest = ""] = text.split(".");
    return BigInt(whole.replace("-", "") + rest.padEnd(digits, "0")) * (text.startsWith("-") ? -1n : 1n);
  };
  const sum = units(a) + units(b);
  const text = (sum < 0n ? -sum : sum).toString().padStart(digits + 1, "0");
  const decimals = digits === 0 ? "" : `.${text.slice(-digits)}`.replace(/\.?0+$/, "");
  return `${sum < 0n ? "-" : ""}${digits === 0 ? text : text.slice(0, -digits)}${decimals}`;
}

/** Lines as they are in a part of the time: events with the numbers of that part, what has dates where they reach into it, what has none as it is. */
export function linesIn(lines: Iterable<Line>, times: Times, span: Span): Line[] {
  const all = [...lines];
  const counts = spread(all, times, span);
  return all.flatMap((line) => {
    if (line.kind === "fact") {
      const part = counts.get(line.id);
      return part === undefined ? [] : [{ ...line, weight: part.out + part.in, events: { out: part.out, in: part.in }, directed: part.in === 0 || part.out === 0, first: part.first, last: part.last, ...(part.out === 0 && { a: line.b, b: line.a, events: { out: part.in, in: 0 } }) }];
    }
    if (line.first === "" && line.last === "") return [line];
    const [first, last] = [line.first || line.last, line.last || line.first].map((time) => dayIn(time, ZONE));
    return (span.until === "" || (first ?? "") < span.until) && `${last ?? ""}~` >= span.from ? [line] : [];
  });
}

const dated = (line: Line): boolean => line.kind === "fact" || line.first !== "" || line.last !== "";

/** The items that are not seen in a part of the time: those that have dated lines, all of them outside it. What has no date lies in no part of the time and stays in each. */
export function goneIn(items: Iterable<string>, lines: readonly Line[], kept: readonly Line[]): Set<string> {
  const ends = (all: readonly Line[]) => new Set(all.filter(dated).flatMap((line) => [line.a, line.b]));
  const [timed, there] = [ends(lines), ends(kept)];
  return new Set([...items].filter((id) => timed.has(id) && !there.has(id)));
}

/** How many events happened in each hour, day or week, over all lines. */
export function heights(times: Times): number[] {
  const found = times.bins.map(() => 0);
  for (const line of times.lines) for (const [place, out, back] of line.cells) if (place >= 0) found[place] = (found[place] ?? 0) + out + back;
  return found;
}

const PART = /^(hour|day|week)_((?:\d{4}-\d\d-\d\dT\d\d:\d\d)?)_((?:\d{4}-\d\d-\d\dT\d\d:\d\d)?)$/;

/** A span as it stands in an address: `day_2026-03-01T00:00_2026-03-08T00:00`. */
export const writeSpan = ({ by, from, until }: Span): string => `${by}_${from}_${until}`;

export function readSpan(text: string): Span | null {
  const [, by, from = "", until = ""] = PART.exec(text) ?? [];
  return by === undefined ? null : { by: by as By, from, until };
}
