import { describe, expect, it } from "vitest";

import { compared, linesCompared } from "./compared";
import { EMPTY } from "./document";
import * as edit from "./edit";
import type { Line } from "./told";

const ids = ["a", "b", "c", "d"];
const chart = edit.add(EMPTY, new Map(ids.map((id, at) => [id, [at, 0] as const])));

describe("two states of a chart", () => {
  it("differ in nothing from themselves", () => {
    expect(compared(chart, chart)).toEqual({ added: [], gone: [], changed: [], moved: [] });
  });

  it("tell what came and what is gone, the other way round in the other order", () => {
    const more = edit.add(chart, new Map([["e", [9, 9] as const]]));
    expect(compared(chart, more).added).toEqual(["e"]);
    expect(compared(more, chart).gone).toEqual(["e"]);
  });

  it("tell each item in one way only: shown otherwise before moved", () => {
    const next = edit.move(edit.hide(edit.group(chart, ["a"], "g", "Group"), ["b"]), new Map([["a", [5, 5] as const], ["c", [7, 7] as const]]));
    expect(compared(chart, next)).toEqual({ added: [], gone: [], changed: ["a", "b"], moved: ["c"] });
  });

  it("tell the lines that only one of them shows, those of hidden items among them", () => {
    const line = (id: string, a: string, b: string) => ({ id, a, b }) as Line;
    const lines = [line("1", "a", "b"), line("2", "c", "e"), line("3", "c", "d"), line("4", "x", "y")];
    const next = edit.add(edit.hide(chart, ["b"]), new Map([["e", [9, 9] as const]]));
    const told = linesCompared(chart, next, lines);
    expect([told.came.map(({ id }) => id), told.left.map(({ id }) => id)]).toEqual([["2"], ["1"]]);
    expect(linesCompared(chart, chart, lines)).toEqual({ came: [], left: [] });
  });

  it("know a group by its name, not by its id", () => {
    expect(compared(edit.group(chart, ["a"], "one", "Group"), edit.group(chart, ["a"], "two", "Group")).changed).toEqual([]);
  });
});
