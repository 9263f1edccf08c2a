import type { ChartDocument, Placed, Position } from "./document";
import type { Span } from "./times";
import type { Known, Line } from "./told";

/** What is left out of the drawing without leaving the chart: types of items, and lines by what they say. It is in the address, never saved. */
export interface Filter {
  readonly types: ReadonlySet<string>;
  readonly lines: ReadonlySet<LineSort>;
  /** The bar of time and the part of it that is looked at; null while it is shut. */
  readonly time: Span | null;
}

/** Recorded lines by how sure they are, and what a program proposes to be the same. */
export type LineSort = "confirmed" | "unconfirmed" | "tentative" | "possible";
export const LINE_SORTS: readonly LineSort[] = ["confirmed", "unconfirmed", "tentative", "possible"];

export const NO_FILTER: Filter = { types: new Set(), lines: new Set(), time: null };

/**
 * A chart as it is looked at: fragments that a person judged to be one are drawn as one item, unless they are shown apart, and what the filter leaves out
 * is not there. Worked out anew from the chart and what the server says; never stored.
 */
export interface Seen {
  /** Only what is drawn: an item that stands for others is in their place. */
  readonly chart: ChartDocument;
  /** By which item each fragment on the chart is drawn. */
  readonly leader: ReadonlyMap<string, string>;
  /** The fragments on the chart that a drawn item stands for, itself among them; only where there are two or more. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** How many items the filter leaves out. */
  readonly filtered: number;
}

/** The id by which the entity of an item is displayed. */
export const entityOf = (id: string, known: Known): string => known.items.get(id)?.fragments?.[0]?.id ?? id;

/** All fragments of the entity of an item that are visible, on the chart or not; none where it is not merged. */
export const fragmentsOf = (id: string, known: Known) => known.items.get(id)?.fragments ?? [];

export function seenOf(chart: ChartDocument, known: Known, filter: Filter = NO_FILTER): Seen {
  const groups = new Map<string, string[]>();
  for (const [id, item] of chart.items) {
    if (item.apart === true || fragmentsOf(id, known).length === 0) continue;
    const entity = entityOf(id, known);
    groups.set(entity, [...(groups.get(entity) ?? []), id]);
  }
  const leader = new Map<string, string>();
  const members = new Map<string, readonly string[]>();
  for (const [entity, ids] of groups) {
    if (ids.length < 2) continue;
    const order = fragmentsOf(ids[0] ?? "", known).map((fragment) => fragment.id);
    const first = ids.includes(entity) ? entity : (order.find((id) => ids.includes(id)) ?? entity);
    members.set(first, [first, ...ids.filter((id) => id !== first)]);
    for (const id of ids) leader.set(id, first);
  }
  const shut = collapsedOf(chart, leader, members);
  let filtered = 0;
  const items = new Map<string, Placed>();
  for (const [id, item] of chart.items) {
    if ((leader.get(id) ?? id) !== id) continue;
    const as = shut.get(id);
    if (as !== undefined) items.set(id, { ...item, as });
    else if (filter.types.size > 0 && filter.types.has(known.items.get(id)?.schema ?? "")) filtered += 1;
    else items.set(id, item);
  }
  const same = items.size === chart.items.size && shut.size === 0;
  return { chart: same ? chart : { ...chart, items }, leader, members, filtered };
}

/** The item that stands nearest to the middle of some. */
function middlemost(chart: ChartDocument, ids: readonly string[]): string | undefined {
  const places = ids.flatMap((id) => { const item = chart.items.get(id); return item === undefined ? [] : [{ id, x: item.x, y: item.y }]; });
  const [x, y] = [places.reduce((sum, one) => sum + one.x, 0) / places.length, places.reduce((sum, one) => sum + one.y, 0) / places.length];
  return places.reduce<(typeof places)[number] | undefined>((best, one) => (best === undefined || Math.hypot(one.x - x, one.y - y) < Math.hypot(best.x - x, best.y - y) - 1e-9 ? one : best), undefined)?.id;
}

/** The collapsed groups by the item that stands for each, the one in their middle; all that belongs to one is drawn at it. Changes `leader` and `members`. */
function collapsedOf(chart: ChartDocument, leader: Map<string, string>, members: Map<string, readonly string[]>): Map<string, { name: string; count: number }> {
  const shut = new Map<string, { name: string; count: number }>();
  for (const group of chart.collapsed.keys()) {
    const drawn = [...new Set([...chart.items].flatMap(([id, item]) => (item.group === group ? [leader.get(id) ?? id] : [])))];
    const first = middlemost(chart, drawn);
    if (first === undefined || drawn.length < 2) continue;
    const all = [...new Set(drawn.flatMap((id) => members.get(id) ?? [id]))];
    for (const id of drawn) members.delete(id);
    members.set(first, [first, ...all.filter((id) => id !== first)]);
    for (const id of all) leader.set(id, first);
    shut.set(first, { name: chart.groups.get(group) ?? "", count: drawn.length });
  }
  return shut;
}

/** The same without some of the items that are drawn. */
export function without(seen: Seen, gone: ReadonlySet<string>): Seen {
  if (gone.size === 0) return seen;
  return { ...seen, chart: { ...seen.chart, items: new Map([...seen.chart.items].filter(([id]) => !gone.has(id))) }, filtered: seen.filtered + gone.size };
}

/** By which item something on the chart is drawn. */
export const leaderOf = (seen: Seen, id: string): string => seen.leader.get(id) ?? id;

/** A line as the server knows it, in the direction it is drawn: one of a group that is drawn as one ends at the items themselves. */
export function ownLine(seen: Seen, known: Known, line: Line): Line {
  const own = known.lines.get(line.id);
  if (own === undefined) return line;
  return leaderOf(seen, own.a) === line.a ? { ...line, a: own.a, b: own.b } : { ...line, a: own.b, b: own.a };
}

/** The fragments behind some drawn items: what an edit is about. */
export const behind = (seen: Seen, ids: Iterable<string>): string[] => [...ids].flatMap((id) => seen.members.get(id) ?? [id]);

/** Places of drawn items as places of everything they stand for: fragments keep how they stand to one another, for when they are taken apart. */
export function placesBehind(seen: Seen, chart: ChartDocument, places: ReadonlyMap<string, Position>): Map<string, Position> {
  const all = new Map(places);
  for (const [id, [x, y]] of places) {
    const from = chart.items.get(id);
    for (const other of seen.members.get(id) ?? []) {
      const item = chart.items.get(other);
      if (other !== id && item !== undefined && from !== undefined) all.set(other, [item.x + x - from.x, item.y + y - from.y]);
    }
  }
  return all;
}
