import { type By, later, type Span } from "@/core/chart/times";

import { at, type Scale, ticks } from "./scale";

/** The bar of time in pixels. Times are those that the clocks show, written as if they were UTC. */
export interface Drawn {
  scale: Scale;
  at: (time: number) => number;
  /** From where to where, and how many events; what is too thin to see is put together. */
  columns: readonly { from: number; to: number; count: number }[];
  most: number;
  marks: readonly { at: number; text: string }[];
}

const THIN = 3;
/** No mark is cut by the edge. */
const EDGE = 50;
const DAY = 86_400_000;
const MONDAY = 4 * DAY;
const LENGTH: Record<By, number> = { hour: DAY / 24, day: DAY, week: 7 * DAY };
const time = (bin: string): number => Date.parse(`${bin}Z`);

/** The end of the last hour, day or week in which something happened. */
export const lastEnd = (all: readonly string[], by: By): string => later(all.at(-1) ?? "1970-01-01T00:00", by);

export function bars(all: readonly string[], counts: readonly number[], by: By, width: number): Drawn {
  const scale: Scale = { from: time(all[0] ?? ""), to: time(lastEnd(all, by)), width };
  const columns: { from: number; to: number; count: number }[] = [];
  for (const [place, bin] of all.entries()) {
    const [from, to] = [at(scale, time(bin)), at(scale, time(bin) + LENGTH[by])];
    const last = columns.at(-1);
    const count = counts[place] ?? 0;
    if (last !== undefined && to - last.from <= THIN) [last.to, last.count] = [to, last.count + count];
    else columns.push({ from, to: Math.max(to - (to - from > 4 ? 1 : 0), from + 1), count });
  }
  const marks = ticks(scale, 130).map((one) => ({ at: at(scale, one), text: new Date(one).toISOString().slice(0, scale.to - scale.from > 3 * DAY ? 10 : 16) }));
  return { scale, at: (moment) => at(scale, moment), columns, most: Math.max(1, ...columns.map((column) => column.count)), marks: marks.filter((mark) => mark.at > EDGE && mark.at < width - EDGE) };
}

/** The hour, day or week under a place of the bar. */
export function binAt({ scale }: Drawn, by: By, x: number): string {
  const moment = scale.from + (Math.min(scale.width - 0.01, Math.max(0, x)) / scale.width) * (scale.to - scale.from);
  const shift = by === "week" ? MONDAY : 0;
  return new Date(Math.floor((moment - shift) / LENGTH[by]) * LENGTH[by] + shift).toISOString().slice(0, 16);
}

/** A first part to look at, where none is chosen: a twentieth of the time, one hour, day or week at least. */
export function partOf(all: readonly string[], { by }: Pick<Span, "by">): { from: string; until: string } {
  const from = all[0] ?? "1970-01-01T00:00";
  const steps = Math.max(1, Math.round((time(lastEnd(all, by)) - time(from)) / LENGTH[by] / 20));
  return { from, until: later(from, by, steps) };
}

/** The part some hours, days or weeks later. */
export const moved = (span: Span, steps: number): Span => ({ ...span, from: span.from === "" ? "" : later(span.from, span.by, steps), until: span.until === "" ? "" : later(span.until, span.by, steps) });
