import { type Filter, type LineSort, NO_FILTER, type Seen } from "./seen";
import type { Item, Known, Line, Strength } from "./told";

export { endsOf, type Item, type Known, type Line, NOTHING, type Strength } from "./told";

export const learned = (known: Known, drawn: { items: readonly Item[]; lines: readonly Line[] }): Known => ({
  items: new Map([...known.items, ...drawn.items.map((item) => [item.id, item] as const)]),
  lines: new Map([...known.lines, ...drawn.lines.map((line) => [line.id, line] as const)]),
});

/** What the server says of a whole chart, in place of what it said before: a line that is gone there is gone here. */
export const relearned = (known: Known, drawn: { items: readonly Item[]; lines: readonly Line[] }): Known => learned({ items: known.items, lines: new Map() }, drawn);

/** Lines as they are drawn: both ends on the chart, each end at the item that stands for it; what lies inside one item is left out, and so is the filtered. */
export function drawnLines(seen: Seen, known: Known, filter: Filter = NO_FILTER): Line[] {
  const { items } = seen.chart;
  const found: Line[] = [];
  for (const line of known.lines.values()) {
    const a = seen.leader.get(line.a) ?? line.a;
    const b = seen.leader.get(line.b) ?? line.b;
    if (a === b || !items.has(a) || !items.has(b) || filter.lines.has(sortOf(line))) continue;
    found.push(a === line.a && b === line.b ? line : { ...line, a, b });
  }
  return found;
}

/** What a line says, as the filter and the legend name it; a decision that two are one is confirmed. */
export const sortOf = (line: Line): LineSort => (line.kind === "sameness" ? "possible" : (line.strength as Strength));

/** All lines between the same two items, drawn as one. */
export interface Pair {
  key: string;
  a: string;
  b: string;
  /** What is recorded; `same` where only a decision that the two are one lies between them, `possible` where only a program's proposal does. */
  sort: "recorded" | "same" | "possible";
  strength: Strength;
  /** Whether it points from `a` to `b`: some line does, and none the other way. */
  directed: boolean;
  weight: number;
  /** Distinct events from `a` to `b`, and from `b` to `a`. */
  out: number;
  in: number;
  /** Of a part of what lies between them: what goes only from `a`, or only from `b`. */
  only?: "out" | "in";
  lines: Line[];
}

const SURENESS: Record<string, number> = { confirmed: 2, unconfirmed: 1, tentative: 0 };
const SORTS: Record<string, Pair["sort"]> = { sameness: "possible", same: "same" };

export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Lines between the same two items as one line: as sure as its surest, as heavy as all together. What is recorded comes before what says that the two are one. */
export function pairs(lines: Iterable<Line>): Map<string, Pair> {
  const found = new Map<string, Pair>();
  for (const line of lines) {
    const key = pairKey(line.a, line.b);
    const sort = SORTS[line.kind] ?? "recorded";
    const pair = found.get(key);
    if (pair === undefined || (pair.sort !== "recorded" && sort === "recorded")) {
      found.set(key, { key, a: line.a, b: line.b, sort, strength: line.strength as Strength, directed: line.directed, weight: line.weight, out: line.events.out, in: line.events.in, lines: [line, ...(pair?.lines ?? [])] });
      continue;
    }
    pair.lines.push(line);
    if (sort !== pair.sort) {
      if (sort === "same" && pair.sort === "possible") pair.sort = "same";
      continue;
    }
    pair.weight += line.weight;
    pair.out += line.a === pair.a ? line.events.out : line.events.in;
    pair.in += line.a === pair.a ? line.events.in : line.events.out;
    if ((SURENESS[line.strength] ?? 0) > (SURENESS[pair.strength] ?? 0)) pair.strength = line.strength as Strength;
    if (line.directed && line.a !== pair.a) pair.directed = false;
    else if (line.directed) pair.directed = pair.directed || pair.lines.every((item) => !item.directed || item.a === pair.a);
  }
  return found;
}

/** How often there and back, from left to right in every script: between Arabic digits arrows would else change their sides. */
export const ways = (right: string, left: string): string => ["\u2066", right === "" ? "" : `${right}\u200e→\u200e`, right === "" || left === "" ? "" : " ", left === "" ? "" : `\u200e←\u200e${left}`, "\u2069"].join("");

/** The width of a line in pixels by its weight: each tenfold adds as much. */
export const widthOf = (weight: number): number => Math.min(7, 1.2 + 1.3 * Math.log10(Math.max(1, weight)));

/** Each item with the items it is linked to on the chart; what is only proposed or judged to be one is no link. */
export function adjacency(found: ReadonlyMap<string, Pair>): Map<string, string[]> {
  const next = new Map<string, string[]>();
  const put = (from: string, to: string) => {
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  };
  for (const { a, b, sort } of found.values()) {
    if (sort !== "recorded") continue;
    put(a, b);
    put(b, a);
  }
  return next;
}

/** How much an item is linked to that is not on the chart; one that is shown apart from what it is one with counts only its own. */
export const away = (item: Item | undefined, shown: number, apart = false): number => Math.max(0, ((apart ? item?.own : null) ?? item?.linked ?? 0) - shown);
