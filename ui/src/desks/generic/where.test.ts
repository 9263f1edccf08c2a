import { describe, expect, it } from "vitest";

import { endIn, isJust, rangeWith, whereIn, whereWith } from "./where";

describe("conditions of a register in the address", () => {
  it.each([[undefined, {}], ["{}", {}], ["[1]", {}], ["no", {}], ['{"inside":true}', { inside: true }]])("%j is read as %j", (text, where) => {
    expect(whereIn(text)).toEqual(where);
  });

  it("has one column changed and the others kept", () => {
    const where = { inside: true, visitor: "سلام" };
    expect(whereIn(whereWith(where, "inside", undefined))).toEqual({ visitor: "سلام" });
    expect(whereIn(whereWith(where, "arrived", { from: "2026-05-01" }))).toEqual({ ...where, arrived: { from: "2026-05-01" } });
    expect(whereWith({ inside: true }, "inside", undefined)).toBeUndefined();
  });

  it("has a range with two ends", () => {
    const where = { arrived: { from: "2026-05-01" } };
    expect(endIn(where, "arrived", "from")).toBe("2026-05-01");
    expect(endIn(where, "arrived", "to")).toBe("");
    expect(rangeWith(where, "arrived", "to", "2026-06-01")).toEqual({ from: "2026-05-01", to: "2026-06-01" });
    expect(rangeWith(where, "arrived", "from", "")).toBeUndefined();
  });

  it("tells a value from none", () => {
    expect(isJust({ weight: null }, "weight", null)).toBe(true);
    expect(isJust({}, "weight", null)).toBe(false);
    expect(isJust({ inside: true }, "inside", "true")).toBe(true);
  });
});
