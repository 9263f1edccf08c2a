import { describe, expect, it } from "vitest";

import { corners, placed, SIZE } from "./course";

const week = (monday: string, rate: number) => ({ week: monday, opened: 4, found: 4 * rate, rate, low: 0, high: 0.75, outside: rate > 0.75 });

describe("the control chart", () => {
  it("puts higher shares higher and later weeks further on, within the paper", () => {
    const [first, second] = placed([week("2026-11-02", 0.25), week("2026-11-09", 1)]);
    expect(first?.x).toBeLessThan(second?.x ?? 0);
    expect(first?.y).toBeGreaterThan(second?.y ?? 0);
    expect(second?.y).toBe(SIZE.top);
    expect(second?.high).toBeGreaterThan(second?.y ?? 0);
  });

  it("draws a band with four corners a week, and none for no week", () => {
    expect(corners(placed([week("2026-11-02", 0.25)])).split("L")).toHaveLength(4);
    expect(corners([])).toBe("");
  });
});
