import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { bow, CLEAR, Field, hits, type Point, pointAt, POINTS, routed, type Spot } from "./routes";

/** Numbers that look like chance and are the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Items no nearer to one another than `apart`. */
function scattered(seed: number, count: number, size: number, apart: number): Spot[] {
  const next = numbers(seed);
  const found: Spot[] = [];
  for (let tries = 0; found.length < count && tries < 5000; tries += 1) {
    const [x, y] = [next() * size, next() * size];
    if (found.every((spot) => Math.hypot(spot.x - x, spot.y - y) >= apart)) found.push({ x, y, r: CLEAR });
  }
  return found;
}

const at = ({ x, y }: Spot): Point => [x, y];

describe("the ways of lines", () => {
  it("never run through the icon of an item, however the items lie", () => {
    let bent = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const spots = scattered(seed, 40, 4 + (seed % 7) * 2, 0.75 + (seed % 3) * 0.3);
      const field = new Field(spots);
      const next = numbers(seed + 999);
      for (let line = 0; line < 40; line += 1) {
        const [a, b] = [spots[Math.floor(next() * spots.length)], spots[Math.floor(next() * spots.length)]];
        if (a === undefined || b === undefined || a === b) continue;
        const way = routed(at(a), at(b), field, (line % 3) * 0.16);
        bent += way.length > 2 ? 1 : 0;
        expect(hits(way, spots.filter((spot) => spot !== a && spot !== b)), `seed ${seed}, line ${line}`).toBe(0);
        expect(way.length).toBeLessThanOrEqual(POINTS);
        expect([way[0], way.at(-1)]).toEqual([at(a), at(b)]);
      }
    }
    expect(bent).toBeGreaterThan(500);
  });

  it("are the same for the same items, whatever stands far away", () => {
    const spots = scattered(3, 30, 8, 0.8);
    const [a, b] = [spots[0], spots[1]];
    if (a === undefined || b === undefined) throw new Error("none");
    const alone = routed(at(a), at(b), new Field(spots));
    expect(routed(at(a), at(b), new Field([...spots, { x: 400, y: 400, r: CLEAR }]))).toEqual(alone);
  });

  it("pass a whole row and a grid", () => {
    for (const columns of [3, 12, 30]) {
      const spots = Array.from({ length: columns * 5 }, (_, place): Spot => ({ x: place % columns, y: Math.floor(place / columns), r: CLEAR }));
      const [a, b] = [spots[0], spots[columns - 1]];
      if (a === undefined || b === undefined) throw new Error("none");
      expect(hits(routed(at(a), at(b), new Field(spots)), spots.filter((spot) => spot !== a && spot !== b))).toBe(0);
    }
  });

  it("bow to one side and have a middle", () => {
    const way = bow([0, 0], [4, 0], 1);
    expect(pointAt(way, 0.5).at[0]).toBeCloseTo(2);
    expect(pointAt(way, 0.5).at[1]).toBeCloseTo(1, 1);
    expect(pointAt([[0, 0], [4, 0]], 0.25)).toEqual({ at: [1, 0], way: [1, 0] });
  });
});

describe("the ways of the screen", () => {
  it("are those of paper", () => {
    const told = JSON.parse(readFileSync("../tests/golden/products/routes.json", "utf-8")) as { items: Point[]; lines: { a: Point; b: Point; wish: number; way: Point[] }[] };
    const field = new Field(told.items.map(([x, y]) => ({ x, y, r: CLEAR })));
    for (const { a, b, wish, way } of told.lines) {
      const mine = routed(a, b, field, wish);
      expect(mine).toHaveLength(way.length);
      mine.forEach(([x, y], at) => { expect(Math.hypot(x - (way[at]?.[0] ?? 0), y - (way[at]?.[1] ?? 0))).toBeLessThan(1e-6); });
    }
    expect(told.lines.filter(({ way }) => way.length > 2).length).toBeGreaterThan(5);
  });
});
