import { describe, expect, it } from "vitest";

import { following, possible, ways } from "./decide";

describe("what an officer does with a hit", () => {
  it("takes a new hit before it decides", () => {
    expect(ways("new", "reject")).toEqual(["take", "reject"]);
    expect(ways("new", "take")).toEqual(["take"]);
    expect(ways("review", "confirm")).toEqual(["confirm"]);
  });

  it("offers what a state allows, and nothing at the end", () => {
    expect(possible("asked").map((one) => one.step)).toEqual(["refer", "agree", "withdraw"]);
    expect(possible("rejected")).toEqual([]);
  });

  it("goes on to the next hit that is left", () => {
    expect(following(["a", "b", "c"], "b", ["a", "c"])).toBe("c");
    expect(following(["a", "b", "c"], "c", ["a", "b"])).toBe("b");
    expect(following(["a", "b"], "a", ["a", "b"])).toBe("a");
    expect(following(["a"], "a", [])).toBe("");
  });
});
