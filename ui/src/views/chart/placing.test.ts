import { describe, expect, it } from "vitest";

import { Written } from "@/design/labels";

import { type Named, type Place, placed, placeOf, type Side } from "./placing";

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const WIDTH = 1200;

function items(seed: number, count: number): Named[] {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, at) => ({ id: `${at}`, x: next() * WIDTH, y: next() * 800, size: 8 + next() * 8, wide: 20 + next() * 140, high: 16 + Math.floor(next() * 3) * 14, line: 16, hovered: false }));
}

function signs(spots: readonly Named[]): Written {
  const written = new Written();
  for (const { x, y, size } of spots) written.put(x - size, y - size, 2 * size, 2 * size);
  return written;
}

const overlap = (a: Named, p: Place, b: Named, q: Place, apart = 0): boolean => p.left < q.left + b.wide + apart && q.left < p.left + a.wide + apart && p.top < q.top + b.high && q.top < p.top + a.high;

describe("the names on a chart", () => {
  it("never lie on one another, and are there wherever there is room", () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const spots = items(seed, 20 + seed * 4);
      const written = signs(spots);
      const found = placed(spots, written, new Map(), WIDTH, 1000);
      const named = spots.flatMap((spot) => { const place = found.get(spot.id); return place === undefined ? [] : [{ spot, place }]; });
      const clashes = named.flatMap((one, at) => named.slice(0, at).filter((other) => overlap(one.spot, one.place, other.spot, other.place)));
      expect(clashes, `seed ${seed}`).toEqual([]);
      for (const spot of spots) {
        if (found.has(spot.id)) continue;
        const room = ([0, 1, 2, 3] as const).some((side) => { const [left, top] = placeOf(spot, side); return left >= 4 && left + spot.wide <= WIDTH - 4 && written.free(left - 2, top, spot.wide + 4, spot.high); });
        expect(room, `seed ${seed}, item ${spot.id}`).toBe(false);
      }
      expect(named.length).toBeGreaterThan(10);
    }
  });

  it("stay where they are when one item is moved, added or taken away", () => {
    let compared = 0;
    for (let seed = 1; seed <= 30; seed += 1) {
      const spots = items(seed, 60);
      const before = new Map<string, Side>();
      const first = placed(spots, signs(spots), before, WIDTH, 1000);
      const next = numbers(seed * 7);
      const moved = spots.map((spot, at) => (at === 5 ? { ...spot, x: next() * WIDTH, y: next() * 800 } : spot));
      const again = placed(moved, signs(moved), before, WIDTH, 1000);
      const here = again.get("5");
      const one = moved[5];
      if (one === undefined) throw new Error("no item");
      for (const spot of moved) {
        const [was, now] = [first.get(spot.id), again.get(spot.id)];
        if (spot.id === "5" || was === undefined) continue;
        const sign = was.left - 2 < one.x + one.size && one.x - one.size < was.left + spot.wide + 2 && was.top < one.y + one.size && one.y - one.size < was.top + spot.high;
        const name = here !== undefined && overlap(spot, was, one, here, 4);
        if (sign || name) continue;
        compared += 1;
        expect(now, `seed ${seed}, item ${spot.id}`).toEqual(was);
      }
    }
    expect(compared).toBeGreaterThan(500);
  });
});
