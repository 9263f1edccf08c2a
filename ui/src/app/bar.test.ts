import { describe, expect, it } from "vitest";

import { readBar, step, takesWindow } from "./bar";

describe("the side bar", () => {
  it.each([
    [null, false, "words"],
    [null, true, "icons"],
    ["icons", false, "icons"],
    ["words", true, "words"],
    ["<nonsense>", false, "words"],
  ] as const)("kept as %j, whole window %j: %s", (kept, whole, width) => {
    expect(readBar(kept, whole)).toBe(width);
  });

  it("gives chart and map the whole window, and no list of charts", () => {
    expect(["/chart", "/map", "/charts", "/cases"].map(takesWindow)).toEqual([true, true, false, false]);
  });

  it("goes by arrows to the next and stops at both ends", () => {
    expect([step("ArrowDown", 0, 3), step("ArrowDown", 2, 3), step("ArrowUp", 0, 3), step("Home", 2, 3), step("End", 0, 3), step("Tab", 0, 3)]).toEqual([1, 2, 0, 0, 2, null]);
  });
});
