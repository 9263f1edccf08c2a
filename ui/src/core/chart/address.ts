import { readSpan, writeSpan } from "./times";
import { type Filter, LINE_SORTS, type LineSort } from "./seen";

/** What of a chart's view stands in its address, so that a pasted one reopens what was seen: the camera and the filter. */

export interface Camera {
  x: number;
  y: number;
  ratio: number;
}

const short = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/** Where the camera looks (units of the chart) and how far: `3.25_-1_0.8`. */
export const writeCamera = ({ x, y, ratio }: Camera): string => `${short(x, 2)}_${short(y, 2)}_${short(ratio, 3)}`;

export function readCamera(text: string | undefined): Camera | null {
  const [x, y, ratio] = (text ?? "").split("_").map(Number);
  return x !== undefined && y !== undefined && ratio !== undefined && [x, y, ratio].every(Number.isFinite) && ratio > 0 ? { x, y, ratio } : null;
}

const LINE = "line-";
const TIME = "time-";

/** What the filter leaves out: types of items, and lines by what they say, `Vehicle.line-possible`; undefined where it leaves out nothing. */
export function writeFilter({ types, lines, time }: Filter): string | undefined {
  const parts = [...[...types].sort(), ...[...lines].sort().map((sort) => LINE + sort), ...(time === null ? [] : [TIME + writeSpan(time)])];
  return parts.length === 0 ? undefined : parts.join(".");
}

export function readFilter(text: string | undefined): Filter {
  const parts = (text ?? "").split(".").filter((part) => part !== "");
  const lines = parts.filter((part) => part.startsWith(LINE)).map((part) => part.slice(LINE.length));
  const time = parts.find((part) => part.startsWith(TIME));
  return { types: new Set(parts.filter((part) => !part.startsWith(LINE) && !part.startsWith(TIME))), lines: new Set(LINE_SORTS.filter((sort) => lines.includes(sort))), time: time === undefined ? null : readSpan(time.slice(TIME.length)) };
}

/** The filter with a type or a sort of line left out, or drawn again. */
export const toggledType = (filter: Filter, type: string): Filter => ({ ...filter, types: toggled(filter.types, type) });
export const toggledLines = (filter: Filter, sort: LineSort): Filter => ({ ...filter, lines: toggled(filter.lines, sort) });

function toggled<T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(one)) next.add(one);
  return next;
}
