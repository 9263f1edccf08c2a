import type { Written } from "@/design/labels";

const [RINGS, RING, ANGLES] = [24, 14, 16];

/** The nearest place to (left, top) where nothing is, and takes it; that place itself where there is none near. */
export function freePlace(left: number, top: number, width: number, height: number, taken: Written): readonly [number, number] {
  for (const [dx, dy] of around()) if (taken.take(left + dx, top + dy, width, height)) return [left + dx, top + dy];
  taken.put(left, top, width, height);
  return [left, top];
}

/** Steps away from a place, in rings, the nearest first. */
function* around(): Iterable<readonly [number, number]> {
  yield [0, 0];
  for (let ring = 1; ring <= RINGS; ring += 1)
    for (let at = 0; at < ANGLES; at += 1) yield [Math.cos((2 * Math.PI * at) / ANGLES) * ring * RING, Math.sin((2 * Math.PI * at) / ANGLES) * ring * RING];
}
