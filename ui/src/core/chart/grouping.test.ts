import { describe, expect, it } from "vitest";

import { groupedBy, groupedByResult, GROUPS_MOST } from "./grouping";
import type { Field } from "./styles";

const field = (more: Partial<Field>): Field => ({ on: "item", by: "prop:role", label: "role", numbers: false, values: [], more: 0, bins: [], ...more });

describe("the groups of a field", () => {
  it("are its values in words, an item with several in the most frequent, none where it has none", () => {
    const groups = groupedBy(field({ values: [{ value: "driver", ids: ["a", "b"] }, { value: "hawala", ids: ["b", "c"] }] }), (value) => value.toUpperCase(), () => "");
    expect([...groups]).toEqual([["a", "DRIVER"], ["b", "DRIVER"], ["c", "HAWALA"]]);
  });

  it("are the parts of many numbers, and never more than can be told apart", () => {
    const bins = [{ low: 0, high: 2, ids: ["a"] }, { low: 2, high: 4, ids: ["b", "c"] }];
    expect(groupedBy(field({ numbers: true, bins }), String, (low, high) => `${String(low)}–${String(high)}`).get("c")).toBe("2–4");
    const many = Array.from({ length: 60 }, (_, at) => ({ value: `v${String(at)}`, ids: [`i${String(at)}`] }));
    expect(groupedBy(field({ values: many }), String, String).size).toBe(GROUPS_MOST);
  });

  it("are the numbers of a result", () => {
    expect(groupedByResult({ name: "community", values: new Map([["a", 1], ["b", 2], ["c", 1]]) }, String)).toEqual(new Map([["a", "1"], ["b", "2"], ["c", "1"]]));
  });
});
