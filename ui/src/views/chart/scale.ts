/** A scale of time: milliseconds to pixels, with round ticks. Pure, in UTC; who shows it moves the labels to a zone. */
export interface Scale {
  from: number;
  to: number;
  width: number;
}

export const at = ({ from, to, width }: Scale, time: number): number => (to === from ? width / 2 : ((time - from) / (to - from)) * width);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS: readonly number[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY];

/** Moments for marks no nearer to one another than `least` pixels: minutes, hours, days, then months and years. */
export function ticks({ from, to, width }: Scale, least = 90): number[] {
  const span = to - from;
  if (!(span > 0) || width <= 0) return [from];
  const wanted = (span / width) * least;
  const step = STEPS.find((item) => item >= wanted);
  const found: number[] = [];
  if (step !== undefined) {
    for (let time = Math.ceil(from / step) * step; time <= to; time += step) found.push(time);
    return found;
  }
  const months = [1, 3, 6, 12, 24, 60, 120, 240].find((count) => count * 30 * DAY >= wanted) ?? 600;
  const start = new Date(from);
  for (let month = start.getUTCFullYear() * 12 + (months >= 12 ? 0 : start.getUTCMonth()); ; month += 1) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (time > to) return found;
    if (time >= from && month % months === 0) found.push(time);
  }
}

/** From the first to the last moment with a little room; a minute where there is only one. */
export function span(times: readonly number[], width: number): Scale {
  let [from, to] = [Infinity, -Infinity];
  for (const time of times) {
    from = Math.min(from, time);
    to = Math.max(to, time);
  }
  if (from > to) return { from: 0, to: DAY, width };
  const room = Math.max((to - from) * 0.02, MINUTE);
  return { from: from - room, to: to + room, width };
}

/** A part of the scale around one moment, `factor` times as long. */
export function zoomed(scale: Scale, factor: number, around: number): Scale {
  const length = Math.max(2 * MINUTE, (scale.to - scale.from) * factor);
  const share = (around - scale.from) / (scale.to - scale.from);
  return { ...scale, from: around - length * share, to: around + length * (1 - share) };
}
