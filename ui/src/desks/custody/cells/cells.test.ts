import { describe, expect, it } from "vitest";

import type { CellResidents, WingResidents } from "../server";
import { door, filtered, useOf } from "./cells";

const cell = (code: string, names: readonly string[], capacity: number | null = 2, closed = ""): CellResidents => ({
  record: code, code, name: "", capacity, sex: null, ages: null, status: null, closed, reason: "",
  people: names.map((name, at) => ({ person: `P-${String(at)}`, name, age: null, booking: "", since: "", sort: "cell", place: code, origin: "" })),
});
const wing = (cells: CellResidents[]): WingResidents => ({ code: "F01/A/1", name: "", sort: "wing", inside: 0, capacity: null, sex: "", ages: "", status: "", cells });

describe("cells", () => {
  it("says how a cell is used", () => {
    expect([cell("a", []), cell("a", ["x"]), cell("a", ["x", "y"]), cell("a", ["x", "y", "z"]), cell("a", ["x"], null), cell("a", [], 2, "water")].map(useOf)).toEqual(["empty", "room", "full", "over", "room", "closed"]);
  });

  it("finds people as they are spelt and cells by their door", () => {
    const wings = [wing([cell("F01/A/1/01", ["أحمد صالح"]), cell("F01/A/1/02", [])])];
    expect(filtered(wings, "احمد").flatMap((one) => one.cells.map((each) => each.code))).toEqual(["F01/A/1/01"]);
    expect(filtered(wings, "1/02").flatMap((one) => one.cells.map((each) => each.code))).toEqual(["F01/A/1/02"]);
    expect(filtered(wings, "nobody")).toEqual([]);
    const codes = (typed: string) => filtered(wings, typed).flatMap((one) => one.cells.map((each) => each.code));
    expect([codes("02"), codes("٢"), codes("0"), codes("F01"), codes("P-0"), codes("صالح")]).toEqual([["F01/A/1/02"], ["F01/A/1/02"], [], [], ["F01/A/1/01"], ["F01/A/1/01"]]);
    expect(filtered(wings, " ")).toBe(wings);
    expect(door("F01/A/1/02")).toBe("02");
  });
});
