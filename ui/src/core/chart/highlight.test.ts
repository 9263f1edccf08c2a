import { describe, expect, it } from "vitest";

import { clearHighlight, highlight, highlighted, NOTHING_HIGHLIGHTED, onHighlight } from "./highlight";

describe("what is lit up", () => {
  it("is replaced as a whole, told to who listens, and cleared", () => {
    const seen: string[] = [];
    const quiet = onHighlight(() => seen.push(highlighted().label));
    highlight(["a", "b", "a"], ["a b"], "Most connected");
    highlight(new Set(["c"]), [], "Bridges");
    expect([[...highlighted().ids], [...highlighted().lines]]).toEqual([["c"], []]);
    clearHighlight();
    clearHighlight();
    expect(highlighted()).toBe(NOTHING_HIGHLIGHTED);
    quiet();
    highlight(["d"], [], "after");
    clearHighlight();
    expect(seen).toEqual(["Most connected", "Bridges", ""]);
  });
});
