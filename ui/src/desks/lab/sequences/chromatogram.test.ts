import { describe, expect, it } from "vitest";

import { columns, highest, moved, placeOf, steps, zoomed } from "./chromatogram";

const TIMES = Array.from({ length: 10_000 }, (_, at) => 60 + at * 0.1);
const WHOLE = { from: 60, to: 60 + 999.9 };

describe("a chromatogram", () => {
  it("loses no peak of one scan among ten thousand", () => {
    const values = TIMES.map((_, at) => (at === 7_321 ? 1e6 : 10));
    const found = columns(TIMES, values, WHOLE, 800);
    expect(found.length).toBe(1600);
    expect(Math.max(...found)).toBe(1e6);
    expect(Math.min(...found)).toBe(10);
  });

  it("marks columns without scans", () => {
    expect(Number.isNaN(columns([1, 2, 3], [5, 6, 7], { from: 1, to: 3 }, 100)[40] ?? 0)).toBe(true);
  });

  it("finds places and heights", () => {
    expect(placeOf(TIMES, 60)).toBe(0);
    expect(placeOf(TIMES, 60.05)).toBe(1);
    expect(placeOf(TIMES, 1e9)).toBe(10_000);
    expect(highest([1, 2, 3], [4, 9, 2], { from: 2.5, to: 3 })).toBe(2);
  });

  it("zooms and moves within the run", () => {
    expect(zoomed(WHOLE, WHOLE, 500, 2)).toEqual(WHOLE);
    const near = zoomed(WHOLE, WHOLE, 500, 0.1);
    expect(near.to - near.from).toBeCloseTo(99.99);
    expect(zoomed({ from: 100, to: 100.5 }, WHOLE, 100.2, 0.1).to - 100).toBeGreaterThan(0);
    expect(moved(near, WHOLE, -100).from).toBe(60);
  });

  it("steps in round numbers", () => {
    expect(steps({ from: 0, to: 10 }, 5)).toEqual([0, 2, 4, 6, 8, 10]);
  });
});
