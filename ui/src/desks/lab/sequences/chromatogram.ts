/** What part of a run is shown: the first and last time (s). */
export interface Span {
  from: number;
  to: number;
}

/** The first place whose time is not before `time`; times rise. */
export function placeOf(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The lowest and highest value in each of `width` columns of a span, so that no peak is lost however many scans there are: pairs, NaN where a column holds no scan. */
export function columns(times: readonly number[], values: readonly number[], span: Span, width: number): Float64Array {
  const found = new Float64Array(2 * width).fill(NaN);
  const scale = width / Math.max(span.to - span.from, 1e-9);
  const last = Math.min(placeOf(times, span.to) + 1, times.length);
  for (let at = Math.max(placeOf(times, span.from) - 1, 0); at < last; at++) {
    const column = Math.min(Math.max(Math.floor(((times[at] ?? 0) - span.from) * scale), 0), width - 1);
    const value = values[at] ?? 0;
    const low = found[2 * column] ?? NaN;
    const high = found[2 * column + 1] ?? NaN;
    if (!(low <= value)) found[2 * column] = value;
    if (!(high >= value)) found[2 * column + 1] = value;
  }
  return found;
}

/** The highest value within a span, at least 1. */
export function highest(times: readonly number[], values: readonly number[], span: Span): number {
  let most = 1;
  const last = Math.min(placeOf(times, span.to) + 1, values.length);
  for (let at = placeOf(times, span.from); at < last; at++) most = Math.max(most, values[at] ?? 0);
  return most;
}

/** A span zoomed by `factor` around `time`, within the whole run and never shorter than a second. */
export function zoomed(span: Span, whole: Span, time: number, factor: number): Span {
  const length = Math.min(Math.max((span.to - span.from) * factor, 1), whole.to - whole.from);
  const share = (time - span.from) / Math.max(span.to - span.from, 1e-9);
  return within({ from: time - share * length, to: time + (1 - share) * length }, whole);
}

/** A span moved by a share of its own length, within the whole run. */
export function moved(span: Span, whole: Span, share: number): Span {
  const by = (span.to - span.from) * share;
  return within({ from: span.from + by, to: span.to + by }, whole);
}

function within(span: Span, whole: Span): Span {
  const length = Math.min(span.to - span.from, whole.to - whole.from);
  const from = Math.min(Math.max(span.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

/** Round steps along an axis, about `count` of them. */
export function steps(span: Span, count: number): number[] {
  const rough = Math.max(span.to - span.from, 1e-9) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
  const found = [];
  for (let at = Math.ceil(span.from / step) * step; at <= span.to; at += step) found.push(at);
  return found;
}
