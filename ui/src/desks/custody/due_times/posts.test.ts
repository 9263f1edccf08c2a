import { afterEach, describe, expect, it } from "vitest";

import { DUTIES, keepPost, POSTS, postOf, taskOf } from "./posts";

afterEach(() => { window.localStorage.clear(); });

describe("posts", () => {
  it("begin with what the person may do, and stay as chosen", () => {
    expect([postOf(() => true), postOf(() => false)]).toEqual(["reception", "inspector"]);
    keepPost("wing");
    expect(postOf(() => true)).toBe("wing");
  });

  it("have at most two buttons each", () => {
    expect(POSTS.every((one) => DUTIES[one].buttons.length > 0 && DUTIES[one].buttons.length < 3)).toBe(true);
  });

  it("lead to the person or, of a count, to its record", () => {
    expect(taskOf("intake", "B-1", "P-1")).toEqual({ to: "person", search: { person: "P-1" }, word: "task.complete" });
    expect(taskOf("roll-difference", "R-1", "").to).toBe("registers/rolls");
  });
});
