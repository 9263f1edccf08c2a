import { describe, expect, it } from "vitest";

import { following, offered, possible, ways } from "./decide";

describe("what an officer does with a hit", () => {
  it("writes down what was done and nothing else; a note is made in review", () => {
    expect(ways("new", "reject")).toEqual(["reject"]);
    expect(ways("new", "note")).toEqual(["take", "note"]);
    expect(ways("new", "take")).toEqual(["take"]);
    expect(ways("review", "confirm")).toEqual(["confirm"]);
  });

  it("offers what a state allows, nothing at the end, and to reopen what was rejected", () => {
    expect(possible("asked", false, false).map((one) => one.step)).toEqual(["agree", "withdraw"]);
    expect(possible("met", false, false)).toEqual([]);
    expect(possible("rejected", false, false).map((one) => one.step)).toEqual(["reopen"]);
  });

  it("closes a hit whose list entry ended, and neither confirms nor refers it", () => {
    expect(possible("new", true, false).map((one) => one.step)).toEqual(["take", "reject", "note", "close"]);
    expect(possible("asked", true, false).map((one) => one.step)).toEqual(["close", "withdraw"]);
  });

  it("puts an exact hit aside only by two people", () => {
    expect(possible("new", false, true).map((one) => one.step)).toEqual(["take", "doubt", "confirm", "note"]);
    expect(possible("doubted", false, true).map((one) => one.step)).toEqual(["agree-doubt", "look-again"]);
    expect(possible("asked", false, true).map((one) => one.step)).toEqual(["agree", "take-back"]);
  });

  it("does not offer what the server would refuse, and says why", () => {
    const { ways: mine, refused } = offered({ state: "asked", ended: false, exact: false }, [{ name: "agree", refusal: "Only a supervisor refers." }, { name: "withdraw", refusal: "" }]);
    expect(mine.map((one) => one.step)).toEqual(["withdraw"]);
    expect(refused).toEqual(["Only a supervisor refers."]);
  });

  it("goes on to the next hit that is left", () => {
    expect(following(["a", "b", "c"], "b", ["a", "c"])).toBe("c");
    expect(following(["a", "b", "c"], "c", ["a", "b"])).toBe("b");
    expect(following(["a", "b"], "a", ["a", "b"])).toBe("a");
    expect(following(["a"], "a", [])).toBe("");
  });
});
