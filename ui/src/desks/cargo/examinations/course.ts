import type { CourseWeek } from "../server";

export const SIZE = { width: 720, height: 240, left: 48, top: 10, tall: 200 };
const MOST_NAMED = 12;

/** A week on the paper: its point, the limits above and below it, half the room it has to each side, and whether its day is written below it. */
export interface Placed {
  week: CourseWeek;
  x: number;
  y: number;
  low: number;
  high: number;
  half: number;
  named: boolean;
}

/** The weeks from left to right, one beside the other; weeks without openings have no point. */
export function placed(weeks: readonly CourseWeek[]): Placed[] {
  const room = (SIZE.width - SIZE.left - 8) / Math.max(weeks.length, 1);
  const every = Math.ceil(weeks.length / MOST_NAMED);
  const down = (share: number) => SIZE.top + (1 - share) * SIZE.tall;
  return weeks.map((week, no) => ({ week, x: SIZE.left + room * (no + 0.5), y: down(week.rate), low: down(week.low), high: down(week.high), half: room / 2, named: no % every === 0 }));
}

/** The band between the limits: a step for each week, since a week with few openings has wide ones. */
export function corners(at: readonly Placed[]): string {
  const above = at.flatMap((one) => [`${String(one.x - one.half)} ${String(one.high)}`, `${String(one.x + one.half)} ${String(one.high)}`]);
  const below = [...at].reverse().flatMap((one) => [`${String(one.x + one.half)} ${String(one.low)}`, `${String(one.x - one.half)} ${String(one.low)}`]);
  return at.length === 0 ? "" : `M${[...above, ...below].join("L")}Z`;
}
