import { describe, expect, it } from "vitest";

import { DUTIES, linesOf, POSTS, postOf, taskOf, waitsOf } from "./posts";

describe("posts", () => {
  it("begin with what the person may do, and stay as chosen", () => {
    expect([postOf(null, () => true), postOf("guest", () => false), postOf("wing", () => true)]).toEqual(["reception", "inspector", "wing"]);
  });

  it("have at most two buttons each", () => {
    expect(POSTS.every((one) => DUTIES[one].buttons.length > 0 && DUTIES[one].buttons.length < 3)).toBe(true);
  });

  it("lead to the person, the incident of a count, or the count to be made again", () => {
    expect(taskOf("intake", "B-1", "P-1", "F01")).toEqual({ to: "person", search: { person: "P-1" }, word: "task.complete" });
    expect(taskOf("roll-difference", "R-1", "", "F01")).toMatchObject({ to: "count", search: { facility: "F01" } });
    for (const clock of ["count-open", "count-close"]) expect(taskOf(clock, "I-R-1", "", "F01")).toMatchObject({ to: "incident", search: { number: "I-R-1" } });
  });

  it("all show a count that differs, and a number shows its own lines whatever the post", () => {
    const clocks = [{ clock: "count-open", standing: "overdue" }, { clock: "alert", standing: "due" }, { clock: "detention", standing: "unlawful" }, { clock: "intake", standing: "running" }];
    const shown = (post: (typeof POSTS)[number], only: Parameters<typeof linesOf>[1]) => linesOf(post, only, clocks).map((one) => one.clock);
    for (const post of POSTS) expect(shown(post, "")[0]).toBe("count-open");
    expect(shown("reception", "")).toEqual(["count-open", "detention"]);
    expect([shown("wing", "unlawful"), shown("wing", "intake"), shown("wing", "no-cell")]).toEqual([["detention"], ["intake"], []]);
    expect([waitsOf("inspector", "no-cell"), waitsOf("inspector", "uncounted"), waitsOf("wing", "intake")]).toEqual([["no-cell"], ["count"], []]);
  });

  it("show a count that differs to the wing, the director and the inspector", () => {
    expect(POSTS.filter((one) => DUTIES[one].clocks?.includes("count-open") ?? true)).toEqual(["wing", "director", "inspector"]);
  });
});
