/** How an event chart is laid out: a line for each theme (a person, a number), which meets the others where they took part in one event. */

export interface ThemeEvent {
  /** The row of the result. */
  row: number;
  /** Milliseconds, null where no date is known; events are in their order, those without a date last. */
  time: number | null;
  themes: readonly string[];
}

export interface Laid {
  lanes: string[];
  events: { row: number; x: number; y: number; lanes: number[]; gap: number }[];
  /** For each lane the points that its line passes, from first to last. */
  lines: { lane: number; points: { x: number; y: number }[] }[];
  width: number;
  height: number;
}

export const LANE = 46;
export const STEP = 52;
export const HEAD = 80;
const DAY = 86_400_000;
/** A time without an event that is worth saying, in milliseconds. */
export const WORTH = 3 * DAY;

/** Themes in an order in which those that often meet lie side by side: each next one is the one that met the last ones most. */
export function ordered(events: readonly ThemeEvent[]): string[] {
  const met = new Map<string, Map<string, number>>();
  const counts = new Map<string, number>();
  for (const event of events)
    for (const one of event.themes) {
      counts.set(one, (counts.get(one) ?? 0) + 1);
      for (const two of event.themes) if (one !== two) met.set(one, (met.get(one) ?? new Map<string, number>()).set(two, (met.get(one)?.get(two) ?? 0) + 1));
    }
  const rest = new Set(counts.keys());
  const order: string[] = [];
  const bond = (one: string, at: number) => met.get(one)?.get(order[order.length - at] ?? "") ?? 0;
  while (rest.size > 0) {
    const best = [...rest].sort((a, b) => bond(b, 1) - bond(a, 1) || bond(b, 2) - bond(a, 2) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.localeCompare(b))[0] ?? "";
    order.push(best);
    rest.delete(best);
  }
  return order;
}

/** Events one beside the other (`even`), or where they lie in time. A shared event stands between its lines, never on the line of somebody who was not in it. */
export function laid(events: readonly ThemeEvent[], even: boolean, room: number): Laid {
  const lanes = ordered(events);
  const rank = new Map(lanes.map((lane, at) => [lane, at]));
  const middle = (lane: number) => HEAD + lane * LANE + LANE / 2;
  const times = events.flatMap((event) => event.time ?? []);
  const [first = 0, last = 0] = [times[0], times[times.length - 1]];
  const width = even ? Math.max(room, (events.length + 1) * STEP) : room;
  const placed = events.map((event, at) => {
    const own = event.themes.flatMap((theme) => rank.get(theme) ?? []).sort((a, b) => a - b);
    const mean = own.reduce((sum, lane) => sum + middle(lane), 0) / Math.max(1, own.length);
    const taken = lanes.some((_, lane) => !own.includes(lane) && Math.abs(middle(lane) - mean) < LANE / 4);
    const x = even ? STEP * (at + 0.75) : STEP / 2 + (((event.time ?? last) - first) / Math.max(1, last - first)) * (width - STEP);
    return { row: event.row, x, y: own.length > 1 && taken ? mean + LANE / 2 : mean, lanes: own, gap: at === 0 || event.time === null ? 0 : event.time - (events[at - 1]?.time ?? event.time) };
  });
  const lines = lanes.map((_, lane) => ({
    lane,
    points: [{ x: 0, y: middle(lane) }, ...placed.filter((event) => event.lanes.includes(lane)).flatMap(({ x, y }) => (y === middle(lane) ? [{ x, y }] : [{ x: x - STEP / 2, y: middle(lane) }, { x, y }, { x: x + STEP / 2, y: middle(lane) }])), { x: width, y: middle(lane) }],
  }));
  return { lanes, events: placed, lines, width, height: HEAD + lanes.length * LANE + 12 };
}

/** A line through points that leaves and reaches each of them level. */
export function smooth(points: readonly { x: number; y: number }[]): string {
  return points
    .map(({ x, y }, at) => {
      const before = points[at - 1];
      if (before === undefined) return `M ${x.toFixed(1)} ${y.toFixed(1)}`;
      const half = ((before.x + x) / 2).toFixed(1);
      return before.y === y ? `L ${x.toFixed(1)} ${y.toFixed(1)}` : `C ${half} ${before.y.toFixed(1)} ${half} ${y.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join(" ");
}
