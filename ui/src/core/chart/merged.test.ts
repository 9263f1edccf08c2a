import { describe, expect, it } from "vitest";

import { EMPTY, fromBody, toBody } from "./document";
import * as edit from "./edit";
import { merged } from "./merged";
import { initial, reduce } from "./state";

const at = (x: number, y: number) => [x, y] as const;
const chart = edit.add(EMPTY, new Map(["a", "b", "c"].map((id, x) => [id, at(x, 0)])));
const without = (id: string) => ({ ...chart, items: new Map([...chart.items].filter(([one]) => one !== id)) });
const moved = (id: string, x: number) => edit.move(chart, new Map([[id, at(x, 9)]]));

describe("two people's changes of one chart", () => {
  it("are both there where they touch different things", () => {
    const mine = edit.write(moved("a", 5), "t", { x: 0, y: 0, text: "mine", kind: "text" });
    const theirs = edit.group(edit.hide(chart, ["b"]), ["a"], "g", "Group");
    const { chart: both, clashes, taken } = merged(chart, mine, theirs);
    expect(clashes).toEqual([]);
    expect(taken).toBe(3); // b put away, a in a group, the group
    expect(both.items.get("a")).toEqual({ x: 5, y: 9, group: "g" });
    expect([...both.hidden.keys()]).toEqual(["b"]);
    expect(both.texts.get("t")?.text).toBe("mine");
    expect(both.groups.get("g")).toBe("Group");
  });

  it("stand as the other left them where both touched the same, and that is told", () => {
    const { chart: both, clashes } = merged(chart, moved("a", 5), moved("a", 7));
    expect(both.items.get("a")?.x).toBe(7);
    expect(clashes).toEqual([{ part: "items", id: "a" }]);
    const gone = merged(chart, moved("b", 5), without("b"));
    expect(gone.chart.items.has("b")).toBe(false);
    expect(gone.clashes).toEqual([{ part: "items", id: "b" }]);
  });

  it("join how lines are drawn, which groups are collapsed and what the legend says", () => {
    const base = edit.group(edit.group(chart, ["a", "b"], "g", "One"), ["c"], "h", "Two");
    const mine = edit.lineWays(edit.collapse(base, ["g"], true), "a b", "each");
    const theirs = edit.legend(edit.ways(edit.collapse(base, ["h"], true), "ways"), { hidden: [], names: { "type Person": "Suspects" }, order: [] });
    const { chart: both, clashes } = merged(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect([[...both.collapsed.keys()].sort(), both.ways, both.lineWays.get("a b"), both.legend.names["type Person"]]).toEqual([["g", "h"], "ways", "each", "Suspects"]);
  });

  it("never leave an item both on the chart and put away", () => {
    const { chart: both } = merged(chart, edit.hide(chart, ["a"]), moved("a", 4));
    expect(both.items.has("a")).toBe(false);
    expect(both.hidden.get("a")).toEqual({ x: 4, y: 9 });
  });

  it("are nothing but theirs where I changed nothing, and the same whoever comes second where nothing clashes", () => {
    const theirs = moved("c", 3);
    expect(toBody(merged(chart, chart, theirs).chart)).toEqual(toBody(theirs));
    const [one, other] = [edit.hide(chart, ["b"]), moved("a", 2)];
    expect(toBody(merged(chart, one, other).chart)).toEqual(toBody(merged(chart, other, one).chart));
    expect(toBody(fromBody(toBody(merged(chart, one, other).chart)))).toEqual(toBody(merged(chart, one, other).chart));
  });
});

describe("undo after somebody else's changes came in", () => {
  it("takes back mine and leaves theirs", () => {
    const start = reduce(reduce(initial, { do: "open", chart }), { do: "edit", label: "chart.step.move", change: (now) => edit.move(now, new Map([["a", at(5, 5)]])) });
    const joined = reduce(start, { do: "join", base: chart, theirs: moved("b", 8) });
    expect([joined.chart.items.get("a")?.x, joined.chart.items.get("b")?.x]).toEqual([5, 8]);
    const back = reduce(joined, { do: "undo" });
    expect([back.chart.items.get("a")?.x, back.chart.items.get("b")?.x]).toEqual([0, 8]);
  });
});
