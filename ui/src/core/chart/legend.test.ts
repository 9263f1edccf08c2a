import { describe, expect, it } from "vitest";

import { AS_IT_IS } from "./document";
import { called, hide, kept, rename, untouched, up } from "./legend";

const ALL = ["type Person", "type Vehicle", "rule r", "line confirmed"].map((of) => ({ of }));
const told = (edit: Parameters<typeof kept>[1]): string[] => kept(ALL, edit).map(({ of }) => of);

describe("a legend that somebody edited", () => {
  it("leaves out, and brings back", () => {
    const without = hide(AS_IT_IS, "rule r", true);
    expect(told(without)).toEqual(["type Person", "type Vehicle", "line confirmed"]);
    expect(told(hide(without, "rule r", false))).toEqual(told(AS_IT_IS));
  });

  it("puts first what was moved up; what is new comes after it", () => {
    const moved = up(up(AS_IT_IS, told(AS_IT_IS), "line confirmed"), ["type Person", "type Vehicle", "line confirmed", "rule r"], "line confirmed");
    expect(told(moved)).toEqual(["type Person", "line confirmed", "type Vehicle", "rule r"]);
    expect(kept([...ALL, { of: "width" }], moved).at(-1)?.of).toBe("width");
    expect(up(AS_IT_IS, told(AS_IT_IS), "type Person")).toBe(AS_IT_IS);
  });

  it("calls an entry otherwise until the name is taken away", () => {
    const named = rename(AS_IT_IS, "type Person", "المشتبه بهم");
    expect([called("type Person", "People", named), called("type Vehicle", "Vehicles", named)]).toEqual(["المشتبه بهم", "Vehicles"]);
    expect([untouched(named), untouched(rename(named, "type Person", ""))]).toEqual([false, true]);
  });
});
