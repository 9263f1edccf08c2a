import { describe, expect, it } from "vitest";

import { AS_IT_IS, EMPTY, type Position } from "./document";
import * as edit from "./edit";
import { learned, NOTHING } from "./known";
import { called, hide, kept, rename, typesOf, untouched, up } from "./legend";
import { NO_FILTER, seenOf, without } from "./seen";

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

describe("how many of each type a legend says", () => {
  const known = learned(NOTHING, { items: ["a", "b", "c"].map((id) => ({ id, schema: "Person", caption: id, linked: 0 })).concat({ id: "p", schema: "PhoneNumber", caption: "p", linked: 0 }), lines: [] });
  const chart = edit.add(EMPTY, new Map(["a", "b", "c", "p"].map((id, at) => [id, [at, 0] as Position])));

  it("is what is drawn, of what is on the chart", () => {
    expect([...typesOf(chart, known, without(seenOf(chart, known), new Set(["a"])))]).toEqual([["Person", { all: 3, shown: 2 }], ["PhoneNumber", { all: 1, shown: 1 }]]);
    expect(typesOf(chart, known, seenOf(chart, known, { ...NO_FILTER, types: new Set(["PhoneNumber"]) })).get("PhoneNumber")).toEqual({ all: 1, shown: 0 });
  });

  it("counts the members of a collapsed group each", () => {
    const shut = edit.collapse(edit.group(chart, ["a", "b", "p"], "g", "Crew"), ["g"], true);
    expect([...typesOf(shut, known, seenOf(shut, known)).values()]).toEqual([{ all: 3, shown: 3 }, { all: 1, shown: 1 }]);
  });
});
