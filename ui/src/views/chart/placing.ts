import { Written } from "@/design/labels";

/** Where the names of items stand: none on another, at the side of their item where they stood before, else at the first that is free. */

/** Between a sign (with the ring of a selected one) and its name. */
const GAP = 6;
/** No name is cut by the edge of the window. */
const EDGE = 4;

/** An item in the window, with the room that its name takes; `line` is the height of the name itself. */
export interface Named {
  id: string;
  x: number;
  y: number;
  size: number;
  wide: number;
  high: number;
  line: number;
  /** Written whatever is in the way. */
  hovered: boolean;
}

/** Below its sign, above it, beside it. */
export type Side = 0 | 1 | 2 | 3;
const SIDES: readonly Side[] = [0, 1, 2, 3];

export const placeOf = ({ x, y, size, wide, high, line }: Named, side: Side): readonly [number, number] =>
  side === 0 ? [x - wide / 2, y + size + GAP] : side === 1 ? [x - wide / 2, y - size - GAP - high] : side === 2 ? [x + size + GAP + 2, y - line / 2] : [x - size - GAP - 2 - wide, y - line / 2];

export interface Place {
  side: Side;
  left: number;
  top: number;
}

/**
 * A place for the names of `spots`, the most important first; what has no room has none. `before` says at which side each stood and is brought up to date: names
 * that stood somewhere are put there first, so that a change elsewhere lets no name jump.
 */
export function placed(spots: readonly Named[], written: Written, before: Map<string, Side>, width: number, most: number): Map<string, Place> {
  const found = new Map<string, Place>();
  const put = (spot: Named, side: Side) => {
    const [left, top] = placeOf(spot, side);
    written.put(left - 2, top, spot.wide + 4, spot.high);
    found.set(spot.id, { side, left, top });
  };
  const free = (spot: Named, side: Side): boolean => {
    const [left, top] = placeOf(spot, side);
    return left >= EDGE && left + spot.wide <= width - EDGE && written.free(left - 2, top, spot.wide + 4, spot.high);
  };
  const attempt = (spot: Named, sides: readonly Side[]) => {
    if (found.has(spot.id) || (found.size >= most && !spot.hovered)) return;
    const side = sides.find((one) => free(spot, one));
    if (side !== undefined) put(spot, side);
    else if (spot.hovered) put(spot, 0);
  };
  for (const spot of spots) if (spot.hovered) attempt(spot, [before.get(spot.id) ?? 0, ...SIDES]);
  for (const spot of spots) {
    const side = before.get(spot.id);
    if (side !== undefined) attempt(spot, [side]);
  }
  for (const spot of spots) attempt(spot, SIDES);
  for (const [id, { side }] of found) before.set(id, side);
  return found;
}
