import type { Placed } from "./document";

export type Way = "left" | "right" | "up" | "down";

const WAYS: Record<string, Way> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
export const wayOf = (key: string): Way | undefined => WAYS[key];

/** How much an item counts as further away the more it lies to the side. */
const ASIDE = 2.2;
/** What lies further aside than this comes only where nothing lies ahead. */
const AHEAD = 1.8;
const LAST = 1e6;

/** The nearest item in a direction on the picture (which is the same in every language); undefined where there is none. */
export function nearest(items: ReadonlyMap<string, Placed>, from: string, way: Way): string | undefined {
  const here = items.get(from);
  if (here === undefined) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const [id, item] of items) {
    if (id === from) continue;
    const [dx, dy] = [item.x - here.x, item.y - here.y];
    const along = way === "left" ? -dx : way === "right" ? dx : way === "up" ? -dy : dy;
    const aside = Math.abs(way === "left" || way === "right" ? dy : dx);
    if (along <= 0) continue;
    const far = along + aside * ASIDE + (aside > along * AHEAD ? LAST : 0);
    if (far < least) [best, least] = [id, far];
  }
  return best;
}

/** The item nearest to a point: where the keyboard begins. */
export function nearestTo(items: ReadonlyMap<string, Placed>, x: number, y: number): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const [id, item] of items) {
    const far = Math.hypot(item.x - x, item.y - y);
    if (far < least) [best, least] = [id, far];
  }
  return best;
}
