import type { ChartDocument, Placed } from "./document";
import type { Line } from "./told";

/** What differs between two states of a chart, by the ids of items; `moved` are those of which nothing but the place differs. */
export interface Compared {
  readonly added: readonly string[];
  readonly gone: readonly string[];
  readonly changed: readonly string[];
  readonly moved: readonly string[];
}

/** Two states of a chart beside one another. What is put away is still there; putting it away is a change. */
export function compared(before: ChartDocument, after: ChartDocument): Compared {
  const [was, is] = [whole(before), whole(after)];
  const both = [...is].flatMap(([id, now]) => { const old = was.get(id); return old === undefined ? [] : [{ id, old, now }]; });
  const changed = both.filter(({ old, now }) => shown(old, before) !== shown(now, after)).map(({ id }) => id);
  const other = new Set(changed);
  return {
    added: [...is.keys()].filter((id) => !was.has(id)),
    gone: [...was.keys()].filter((id) => !is.has(id)),
    changed,
    moved: both.filter(({ id, old, now }) => !other.has(id) && (Math.abs(old.at.x - now.at.x) > 0.001 || Math.abs(old.at.y - now.at.y) > 0.001)).map(({ id }) => id),
  };
}

export interface LinesCompared {
  readonly came: readonly Line[];
  readonly left: readonly Line[];
}

/** The lines that only one of two states shows: those whose two ends it shows and the other does not. Which lines there are is read anew, for both alike. */
export function linesCompared(before: ChartDocument, after: ChartDocument, lines: readonly Line[]): LinesCompared {
  const shows = (chart: ChartDocument, line: Line) => chart.items.has(line.a) && chart.items.has(line.b);
  return { came: lines.filter((line) => shows(after, line) && !shows(before, line)), left: lines.filter((line) => shows(before, line) && !shows(after, line)) };
}

interface Stands {
  readonly at: Placed;
  readonly away: boolean;
}

const whole = (chart: ChartDocument): Map<string, Stands> => new Map<string, Stands>([...[...chart.items].map(([id, at]) => [id, { at, away: false }] as const), ...[...chart.hidden].map(([id, at]) => [id, { at, away: true }] as const)]);

/** How an item is shown, without its place; groups by their names. */
const shown = ({ at, away }: Stands, chart: ChartDocument): string => JSON.stringify([away, at.pinned === true, at.apart === true, at.group === undefined ? "" : (chart.groups.get(at.group) ?? "")]);
