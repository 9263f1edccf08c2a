/**
 * When a chart is saved by itself. Each saving is a version that stays in the case, so they must not come by the second: the first one soon, later ones
 * when the hand rests, never nearer to one another than `LEAST`, and never further behind a change than `MOST`.
 */
export const FIRST = 2500;
export const RESTS = 5000;
export const LEAST = 30_000;
export const MOST = 60_000;

export interface Times {
  now: number;
  /** When the oldest change that is not saved was made. */
  changed: number;
  /** When this page saved last; null before the first time. */
  saved: number | null;
}

/** Milliseconds from now until the chart should be saved, told anew after every change. */
export function due({ now, changed, saved }: Times): number {
  if (saved === null) return Math.max(0, Math.min(now + FIRST, changed + MOST) - now);
  return Math.max(0, Math.max(saved + LEAST, Math.min(now + RESTS, changed + MOST)) - now);
}
