/**
 * How lines run between items so that none lies over the icon of another: straight where the way is free, else as the flattest bow that is, else straight with a step
 * aside at each item in the way. In units of a chart; the same steps as `tahqiq.products.paper.routes`, held together by `tests/golden/products/routes.json`.
 */

export type Point = readonly [number, number];

/** An item that no line may run through: its middle, and how far from it lines stay. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** How far lines stay from the middle of an item of the usual size. Two items at their least distance (`edit.ts`) leave a gap. */
export const CLEAR = 0.34;
/** Points of a way at most: as many as the picture draws. */
export const POINTS = 22;
/** Between two of several lines that join the same items. */
export const APART = 0.32;
const FIRST = 0.2;
const GROWS = 1.18;
const TRIES = 24;
const OUTSIDE = 1 / Math.cos(Math.PI / 6);

/** Items by place, so that a line asks only those near it. */
export class Field {
  private readonly cells = new Map<string, number[]>();
  private readonly spots: readonly Spot[];

  constructor(spots: readonly Spot[]) {
    this.spots = spots;
    spots.forEach(({ x, y }, at) => {
      const key = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
      this.cells.set(key, [...(this.cells.get(key) ?? []), at]);
    });
  }

  /** Those near a line, without its ends; where one of them lies at an end itself it takes no more room than there is. */
  near(a: Point, b: Point): Spot[] {
    const reach = 0.7 * Math.hypot(b[0] - a[0], b[1] - a[1]) + 3;
    const [left, right, top, foot] = [Math.min(a[0], b[0]) - reach, Math.max(a[0], b[0]) + reach, Math.min(a[1], b[1]) - reach, Math.max(a[1], b[1]) + reach].map((value) => Math.floor(value / CELL)) as [number, number, number, number];
    const found: number[] = [];
    if ((right - left + 1) * (foot - top + 1) > this.spots.length) found.push(...this.spots.keys());
    else for (let x = left; x <= right; x += 1) for (let y = top; y <= foot; y += 1) found.push(...(this.cells.get(`${x} ${y}`) ?? []));
    return found.sort((one, other) => one - other).flatMap((at) => {
      const { x, y, r } = this.spots[at] ?? { x: 0, y: 0, r: 0 };
      const free = Math.min(Math.hypot(x - a[0], y - a[1]), Math.hypot(x - b[0], y - b[1]));
      return free < 1e-6 ? [] : [{ x, y, r: Math.min(r, free * 0.98) }];
    });
  }
}

const CELL = 2;

/** How far a point lies from a stretch. */
function far(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(ax + dx * share - x, ay + dy * share - y);
}

/** How many items a way runs through. */
export const hits = (way: readonly Point[], spots: readonly Spot[]): number => spots.filter(({ x, y, r }) => way.some((point, at) => at > 0 && far(x, y, way[at - 1] ?? point, point) < r - 1e-9)).length;

/** A bow whose middle lies `high` to the left of the straight way (of somebody who walks from `a` to `b`, y downwards: to the right). */
export function bow(a: Point, b: Point, high: number): Point[] {
  if (Math.abs(high) < 1e-9) return [a, b];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy) || 1;
  const control: Point = [(a[0] + b[0]) / 2 - (dy / length) * 2 * high, (a[1] + b[1]) / 2 + (dx / length) * 2 * high];
  return Array.from({ length: POINTS }, (_, at): Point => {
    const t = at / (POINTS - 1);
    const [p, q, s] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    return [p * a[0] + q * control[0] + s * b[0], p * a[1] + q * control[1] + s * b[1]];
  });
}

/** The bows that are tried, the flattest first: `wish`, then away from it to its own side before the other. */
function* bows(wish: number): Iterable<number> {
  yield wish;
  const side = wish < 0 ? -1 : 1;
  let step = FIRST;
  let more = 0;
  for (let at = 0; at < TRIES; at += 1) {
    more += step;
    step *= GROWS;
    yield wish + side * more;
    yield wish - side * more;
  }
}

/** Straight, with a step aside round each item in the way: free wherever the items leave room between them. */
function stepping(a: Point, b: Point, spots: readonly Spot[]): Point[] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const met = spots
    .map((spot) => ({ ...spot, along: (spot.x - a[0]) * ux + (spot.y - a[1]) * uy, aside: (spot.y - a[1]) * ux - (spot.x - a[0]) * uy }))
    .filter(({ along, aside, r }) => Math.abs(aside) < r && along > 0 && along < length)
    .sort((one, other) => one.along - other.along);
  const way: Point[] = [a];
  for (const { along, aside, r } of met) {
    const side = aside > 0 ? -1 : 1; // on the nearer side of the item
    const half = Math.sqrt(r * r - aside * aside);
    const outside = r * OUTSIDE;
    const at = (far: number, high: number): Point => [a[0] + ux * far - uy * high, a[1] + uy * far + ux * high];
    way.push(at(Math.max(0, along - half), 0));
    const from = Math.atan2(-aside, -half);
    const to = Math.atan2(-aside, half);
    const turn = side > 0 ? (((from - to) % TURN) + TURN) % TURN : (((to - from) % TURN) + TURN) % TURN;
    const steps = Math.max(1, Math.ceil(turn / (Math.PI / 3)));
    for (let step = 0; step < steps; step += 1) {
      const angle = from - side * ((step + 0.5) / steps) * turn;
      way.push(at(along + Math.cos(angle) * outside, aside + Math.sin(angle) * outside));
    }
    way.push(at(Math.min(length, along + half), 0));
  }
  way.push(b);
  return way;
}

const TURN = 2 * Math.PI;

/** The way of a line between two points, `wish` how high its bow would be with nothing in the way. Where no way is free, the one that runs through fewest. */
export function routed(a: Point, b: Point, field: Field, wish = 0): Point[] {
  const spots = field.near(a, b);
  let best = bow(a, b, wish);
  let least = hits(best, spots);
  if (least === 0) return best;
  for (const high of bows(wish)) {
    const way = bow(a, b, high);
    const count = hits(way, spots);
    if (count === 0) return way;
    if (count < least) [best, least] = [way, count];
  }
  const way = stepping(a, b, spots);
  return way.length <= POINTS && hits(way, spots) < least ? way : best;
}

/** The point at a share of the length of a way, and the direction it runs there. */
export function pointAt(way: readonly Point[], share: number): { at: Point; way: Point } {
  const lengths = way.slice(1).map((point, at) => Math.hypot(point[0] - (way[at]?.[0] ?? 0), point[1] - (way[at]?.[1] ?? 0)));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (const [at, length] of lengths.entries()) {
    const [one, other] = [way[at] ?? [0, 0], way[at + 1] ?? [0, 0]];
    if (left <= length || at === lengths.length - 1) {
      const part = length === 0 ? 0 : Math.min(1, left / length);
      return { at: [one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part], way: length === 0 ? [1, 0] : [(other[0] - one[0]) / length, (other[1] - one[1]) / length] };
    }
    left -= length;
  }
  return { at: way[0] ?? [0, 0], way: [1, 0] };
}
