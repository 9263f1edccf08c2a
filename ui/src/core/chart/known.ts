import type { Bodies } from "@/api/client";

import type { ChartDocument } from "./document";

export type Item = Bodies["ItemBody"];
export type Line = Bodies["LineBody"];
export type Strength = "confirmed" | "unconfirmed" | "tentative";

/** What the server said of items and lines: never stored, read again when a chart is opened. */
export interface Known {
  readonly items: ReadonlyMap<string, Item>;
  readonly lines: ReadonlyMap<string, Line>;
}

export const NOTHING: Known = { items: new Map(), lines: new Map() };

export const learned = (known: Known, drawn: { items: readonly Item[]; lines: readonly Line[] }): Known => ({
  items: new Map([...known.items, ...drawn.items.map((item) => [item.id, item] as const)]),
  lines: new Map([...known.lines, ...drawn.lines.map((line) => [line.id, line] as const)]),
});

/** Lines with both ends on the chart. */
export const drawnLines = (chart: ChartDocument, known: Known): Line[] => [...known.lines.values()].filter((line) => chart.items.has(line.a) && chart.items.has(line.b));

/** All lines between the same two items, drawn as one. */
export interface Pair {
  key: string;
  a: string;
  b: string;
  strength: Strength;
  /** Whether it points from `a` to `b`: some line does, and none the other way. */
  directed: boolean;
  weight: number;
  lines: Line[];
}

const SURENESS: Record<string, number> = { confirmed: 2, unconfirmed: 1, tentative: 0 };

export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Lines between the same two items as one line: as sure as its surest, as heavy as all together. */
export function pairs(lines: Iterable<Line>): Map<string, Pair> {
  const found = new Map<string, Pair>();
  for (const line of lines) {
    const key = pairKey(line.a, line.b);
    const pair = found.get(key);
    if (pair === undefined) {
      found.set(key, { key, a: line.a, b: line.b, strength: line.strength as Strength, directed: line.directed, weight: line.weight, lines: [line] });
      continue;
    }
    pair.lines.push(line);
    pair.weight += line.weight;
    if ((SURENESS[line.strength] ?? 0) > (SURENESS[pair.strength] ?? 0)) pair.strength = line.strength as Strength;
    if (line.directed && line.a !== pair.a) pair.directed = false;
    else if (line.directed) pair.directed = pair.directed || pair.lines.every((item) => !item.directed || item.a === pair.a);
  }
  return found;
}

/** The width of a line in pixels by its weight: each tenfold adds as much. */
export const widthOf = (weight: number): number => Math.min(7, 1.2 + 1.3 * Math.log10(Math.max(1, weight)));

/** Each item with the items it is linked to on the chart. */
export function adjacency(found: ReadonlyMap<string, Pair>): Map<string, string[]> {
  const next = new Map<string, string[]>();
  const put = (from: string, to: string) => {
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
  };
  for (const { a, b } of found.values()) {
    put(a, b);
    put(b, a);
  }
  return next;
}

/** How much an item is linked to that is not on the chart. */
export const away = (item: Item | undefined, shown: number): number => Math.max(0, (item?.linked ?? 0) - shown);
