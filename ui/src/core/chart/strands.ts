import type { Bodies } from "@/api/client";

import type { ChartDocument, LineWays } from "./document";
import type { Pair } from "./known";
import { APART, CLEAR, Field, type Point, routed } from "./routes";

type Happened = Bodies["HappenedEvent"];

/** One event drawn as a line of its own. */
export interface Once {
  readonly at: string;
  readonly amount: string;
  readonly schema: string;
}

/** One line of the picture: all that lies between two items, what goes one way of it, or one event. `pair` has only the numbers of that part. */
export interface Strand {
  readonly key: string;
  readonly pair: Pair;
  readonly from: string;
  readonly to: string;
  /** Where it has a head. */
  readonly heads: "none" | "end" | "both";
  /** How high it bows, seen from `pair.a` to `pair.b`. */
  readonly wish: number;
  readonly once: Once | null;
}

/** Single events drawn between two items at most; the rest is one line more that says how many. */
export const EVENTS_DRAWN = 12;

/** The key of the pair that a line of the picture belongs to. */
export const pairOf = (key: string): string => key.split(" ").slice(0, 2).join(" ");

type Part = Omit<Strand, "key" | "wish">;

function whole(pair: Pair): Part {
  const turned = !pair.directed && pair.out === 0 && pair.in > 0;
  const both = pair.sort === "recorded" && pair.out > 0 && pair.in > 0;
  return { pair, from: turned ? pair.b : pair.a, to: turned ? pair.a : pair.b, heads: both ? "both" : pair.directed || turned ? "end" : "none", once: null };
}

/** What goes from `a` to `b`, what goes from `b` to `a`, and what goes neither way. */
function directions(pair: Pair): Part[] {
  const there: Pair = { ...pair, only: "out", in: 0, weight: 0, lines: pair.lines.filter((line) => (line.a === pair.a ? line.events.out : line.events.in) > 0 || (line.directed && line.a === pair.a)) };
  const back: Pair = { ...pair, only: "in", out: 0, weight: 0, lines: pair.lines.filter((line) => (line.a === pair.a ? line.events.in : line.events.out) > 0 || (line.directed && line.a === pair.b)) };
  const neither = pair.lines.filter((line) => !there.lines.includes(line) && !back.lines.includes(line));
  const part = (one: Pair, from: string, to: string): Part[] => (one.lines.length === 0 ? [] : [{ pair: { ...one, directed: true, weight: Math.max(one.out + one.in, one.lines.filter((line) => line.events.out + line.events.in === 0).reduce((sum, line) => sum + line.weight, 0), 1) }, from, to, heads: "end", once: null }]);
  const rest: Part[] = neither.length === 0 ? [] : [{ pair: { ...pair, out: 0, in: 0, directed: false, weight: neither.reduce((sum, line) => sum + line.weight, 0), lines: neither }, from: pair.a, to: pair.b, heads: "none", once: null }];
  const parts = [...part(there, pair.a, pair.b), ...rest, ...part(back, pair.b, pair.a)];
  return parts.length < 2 ? [whole(pair)] : parts;
}

/** Each event as far as they are known, and one line for those beyond. */
function events(pair: Pair, told: readonly Happened[]): Part[] {
  if (told.length === 0) return directions(pair);
  const made = told.slice(0, EVENTS_DRAWN).map((event): Part => {
    const there = event.parties[0] === pair.a;
    const lines = pair.lines.filter((line) => line.label === event.schema);
    return { pair: { ...pair, out: there ? 1 : 0, in: there ? 0 : 1, weight: 1, directed: true, lines: lines.length === 0 ? pair.lines : lines }, from: there ? pair.a : pair.b, to: there ? pair.b : pair.a, heads: "end", once: { at: event.at, amount: event.amount, schema: event.schema } };
  });
  const facts = pair.lines.filter((line) => line.kind === "fact");
  const more = facts.reduce((sum, line) => sum + line.events.out + line.events.in, 0) - made.length;
  const others = pair.lines.filter((line) => line.kind !== "fact");
  if (more > 0) made.push({ pair: { ...pair, out: 0, in: 0, weight: more, directed: false, lines: facts }, from: pair.a, to: pair.b, heads: "none", once: null });
  if (others.length > 0) made.push({ ...whole({ ...pair, out: 0, in: 0, weight: others.reduce((sum, line) => sum + line.weight, 0), directed: others.every((line) => line.directed && line.a === pair.a), lines: others }) });
  return made;
}

/** How what lies between two items is drawn: as one line, one for each direction, or one for each event. What says that two may be one is always one line. */
export function strandsOf(pair: Pair, how: LineWays, told: readonly Happened[] = []): Strand[] {
  const parts = pair.sort !== "recorded" || how === "one" ? [whole(pair)] : how === "ways" ? directions(pair) : events(pair, told);
  return parts.map((part, at) => ({ ...part, key: at === 0 ? pair.key : `${pair.key} ${at}`, wish: (at - (parts.length - 1) / 2) * APART }));
}

/** Events by the pair of items on the chart between which they happened, `leader` saying by which item each is drawn. */
export function eventsBetween(told: readonly Happened[], leader: (id: string) => string): Map<string, Happened[]> {
  const found = new Map<string, Happened[]>();
  for (const event of told) {
    const [a, b] = event.parties.map(leader);
    if (a === undefined || b === undefined || a === b) continue;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = found.get(key);
    const one = { ...event, parties: [a, b] };
    if (known === undefined) found.set(key, [one]);
    else known.push(one);
  }
  return found;
}

/** The way of each line, in units of the chart, from where it begins; `size` says how many times as large as usual an item is drawn. */
export function waysBetween(chart: Pick<ChartDocument, "items">, strands: readonly Strand[], size: (id: string) => number): Map<string, readonly Point[]> {
  const field = new Field([...chart.items].map(([id, { x, y }]) => ({ x, y, r: CLEAR * Math.max(0.7, size(id)) })));
  const found = new Map<string, readonly Point[]>();
  for (const { key, pair, from, wish } of strands) {
    const [a, b] = [chart.items.get(pair.a), chart.items.get(pair.b)];
    if (a === undefined || b === undefined) continue;
    const way = routed([a.x, a.y], [b.x, b.y], field, wish);
    found.set(key, from === pair.a ? way : way.toReversed());
  }
  return found;
}
