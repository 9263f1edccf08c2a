import { describe, expect, it } from "vitest";

import { type ChartDocument, EMPTY, fromBody, type Position, toBody, NO_FRAME, unframed } from "./document";
import * as edit from "./edit";
import { adjacency, away, drawnLines, type Item, learned, type Line, NOTHING, pairs, widthOf } from "./known";
import { seenOf } from "./seen";
import { type Action, type ChartState, initial, reduce } from "./state";

const chart = (...ids: string[]): ChartDocument => edit.add(EMPTY, new Map(ids.map((id, at) => [id, [at, 0]])));
const line = (id: string, a: string, b: string, more: Partial<Line> = {}): Line => ({ id, a, b, kind: "fact", label: "Call", strength: "unconfirmed", directed: false, weight: 1, events: { out: 1, in: 0 }, records: 1, first: "", last: "", entity: "", sources: [], ...more });

describe("a chart", () => {
  it("goes through the body of a document and back", () => {
    const made = edit.hide(edit.pin(edit.group(chart("a", "b", "c"), ["a", "b"], "g", "الأخوة"), ["a"]), ["c"]);
    expect(fromBody(JSON.parse(JSON.stringify(toBody(made))) as Record<string, unknown>)).toEqual(made);
  });

  it.each([[{}], [{ items: 5, hidden: null, groups: [1] }], [{ items: [{ x: 1 }, "no"] }]])("is empty where the body is broken: %j", (body) => {
    expect(fromBody(body as Record<string, unknown>)).toEqual(EMPTY);
  });

  it("leaves out places that are no numbers and groups that are not there", () => {
    expect(fromBody({ items: [{ entity: "a", x: "1", y: null, group: "none" }] }).items.get("a")).toEqual({ x: 0, y: 0 });
  });
});

describe("an edit", () => {
  const before = chart("a", "b", "c");
  it("adds only what is new and brings hidden items back to their place", () => {
    const away = edit.hide(before, ["b"]);
    expect(edit.add(before, new Map([["a", [9, 9] as Position]]))).toBe(before);
    expect(edit.add(away, new Map([["b", [9, 9] as Position]])).items.get("b")).toEqual({ x: 1, y: 0 });
    expect(edit.show(away).items.size).toBe(3);
  });

  it("never deletes: what is hidden is kept with its place", () => {
    const after = edit.hide(before, ["a", "b", "nothing"]);
    expect([...after.items.keys()]).toEqual(["c"]);
    expect([...after.hidden.keys()]).toEqual(["a", "b"]);
  });

  it("moves, but a layout leaves pinned items where they are", () => {
    const pinned = edit.pin(before, ["a"]);
    const places = new Map<string, Position>([["a", [5, 5]], ["b", [6, 6]]]);
    expect(edit.move(pinned, places, true).items.get("a")).toMatchObject({ x: 0, y: 0 });
    expect(edit.move(pinned, places, true).items.get("b")).toMatchObject({ x: 6, y: 6 });
    expect(edit.move(pinned, places).items.get("a")).toMatchObject({ x: 5, y: 5, pinned: true });
    expect(edit.pin(pinned, ["a"]).items.get("a")).toEqual({ x: 0, y: 0 });
    expect(edit.pin(pinned, ["a", "b"]).items.get("b")).toMatchObject({ pinned: true });
  });

  it("groups and ungroups, and forgets groups that nothing belongs to", () => {
    const grouped = edit.group(before, ["a", "b"], "g", "Crew");
    expect(grouped.groups.get("g")).toBe("Crew");
    expect(edit.ungroup(grouped, ["a"]).groups.size).toBe(1);
    expect(edit.ungroup(grouped, ["a", "b"]).groups.size).toBe(0);
    expect(edit.group(before, [], "h", "None")).toBe(before);
  });

  it("puts new items near their origin, never on another one, and moves nothing else", () => {
    const ids = Array.from({ length: 200 }, (_, at) => `n${at}`);
    const places = edit.around(before, [1, 0], ids);
    const after = edit.add(before, places);
    for (const id of before.items.keys()) expect(after.items.get(id)).toBe(before.items.get(id));
    const all = [...after.items.values()];
    for (const [at, one] of all.entries()) for (const other of all.slice(at + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(0.5);
    expect(Math.max(...[...places.values()].map(([x, y]) => Math.hypot(x - 1, y)))).toBeLessThan(20);
  });

  it("lays a path between its ends", () => {
    expect([...edit.between([0, 0], [3, 0], ["x", "y"])]).toEqual([["x", [1, 0]], ["y", [2, 0]]]);
  });

  it("finds what a lasso holds", () => {
    const square: Position[] = [[0, 0], [2, 0], [2, 2], [0, 2]];
    expect([edit.inside([1, 1], square), edit.inside([3, 1], square), edit.inside([1, 1], [])]).toEqual([true, false, false]);
  });
});

describe("the state", () => {
  const run = (...actions: Action[]): ChartState => actions.reduce(reduce, initial);
  const added: Action = { do: "edit", label: "chart.step.add", change: (now) => edit.add(now, new Map([["a", [0, 0]], ["b", [1, 0]]])), select: ["a"] };
  const hidden: Action = { do: "edit", label: "chart.step.hide", change: (now) => edit.hide(now, ["a"]) };
  const moved = (x: number): Action => ({ do: "edit", label: "chart.step.move", merge: "drag 1", change: (now) => edit.move(now, new Map([["b", [x, 0]]])) });

  it("takes back and does again every change, with its name", () => {
    const end = run(added, hidden);
    const undone = reduce(end, { do: "undo" });
    expect([...undone.chart.items.keys()]).toEqual(["a", "b"]);
    expect(end.past.map((step) => step.label)).toEqual(["chart.step.add", "chart.step.hide"]);
    expect(reduce(undone, { do: "redo" }).chart).toEqual(end.chart);
    expect(reduce(reduce(undone, { do: "undo" }), { do: "undo" }).chart).toBe(EMPTY);
  });

  it("keeps a drag as one change and forgets what was undone when something else is done", () => {
    const dragged = run(added, moved(2), moved(3), moved(4));
    expect(dragged.past).toHaveLength(2);
    expect(reduce(dragged, { do: "undo" }).chart.items.get("b")).toMatchObject({ x: 1 });
    expect(reduce(reduce(dragged, { do: "undo" }), hidden).future).toEqual([]);
    expect(run(added, moved(1)).past).toHaveLength(1);
  });

  it("selects only what is on the chart", () => {
    const one = run(added);
    expect([...one.selection]).toEqual(["a"]);
    expect([...reduce(one, hidden).selection]).toEqual([]);
    expect([...run(added, { do: "select", ids: ["b", "nothing"], how: "add" }).selection]).toEqual(["a", "b"]);
    expect([...run(added, { do: "select", ids: ["a", "b"], how: "toggle" }).selection]).toEqual(["b"]);
  });

  it("opens another chart without the past of the one before", () => {
    const opened = run(added, { do: "open", chart: chart("z"), selection: ["z", "a"] });
    expect([opened.past.length, [...opened.selection]]).toEqual([0, ["z"]]);
  });
});

describe("lines", () => {
  const known = learned(NOTHING, { items: [], lines: [line("1", "a", "b"), line("2", "b", "a", { strength: "confirmed", weight: 9 }), line("3", "a", "z")] });
  it("are drawn where both ends are on the chart, several as one", () => {
    const found = pairs(drawnLines(seenOf(chart("a", "b"), known), known));
    expect([...found.values()].map((pair) => [pair.key, pair.strength, pair.weight, pair.lines.length])).toEqual([["a b", "confirmed", 10, 2]]);
    expect(adjacency(found)).toEqual(new Map([["a", ["b"]], ["b", ["a"]]]));
  });

  it.each([
    [[line("1", "a", "b", { directed: true })], true],
    [[line("1", "a", "b", { directed: true }), line("2", "b", "a", { directed: true })], false],
    [[line("1", "a", "b"), line("2", "a", "b", { directed: true })], true],
    [[line("1", "a", "b")], false],
  ])("%# point one way only when none points the other", (lines, directed) => {
    expect([...pairs(lines).values()][0]?.directed).toBe(directed);
  });

  it("are wider the more they hold, and never too wide", () => {
    expect(widthOf(1)).toBeLessThan(widthOf(10));
    expect(widthOf(1e9)).toBe(7);
  });

  it("count what is not on the chart", () => {
    expect([away({ linked: 5 } as Item, 2), away(undefined, 2), away({ linked: 1 } as Item, 3)]).toEqual([3, 0, 0]);
  });
});

it("a chart shows its photographs or its signs alone, and keeps which photograph an item has", () => {
  const read = fromBody({ items: [{ entity: "a".repeat(32), x: 0, y: 0, photo: "ab".repeat(8) }] });
  expect([toBody(read)["frame"], unframed(read.frame)]).toEqual([undefined, true]);
  const framed = edit.framed(read, { ...NO_FRAME, agency: "Harbour police", foot: ["case"], legend: "end" });
  expect(fromBody(toBody(framed)).frame).toEqual(framed.frame);
  expect(read.faceless).toBe(false);
  const bare = edit.faced(read, false);
  expect(fromBody(toBody(bare))).toEqual(bare);
  expect(bare.items.get("a".repeat(32))?.photo).toBe("ab".repeat(8));
  expect(edit.faced(bare, false)).toBe(bare);
  expect(edit.faced(bare, true)).toEqual(read);
});

describe("call-outs to a source", () => {
  const body = { items: [{ entity: "a".repeat(32), x: 0, y: 0 }], texts: [{ id: "t1", x: 1, y: 2, text: "number: 1", kind: "source", of: { entity: "a".repeat(32) }, entity: "b".repeat(32), statement: "c".repeat(32) }] };

  it("keep what they cite, so that the server leaves them out for whom may not see it", () => {
    const read = fromBody(body);
    expect(read.texts.get("t1")?.cites).toEqual({ entity: "b".repeat(32), statement: "c".repeat(32) });
    expect(toBody(read)["texts"]).toEqual(body.texts);
  });

  it("are none without what they cite", () => {
    expect(fromBody({ ...body, texts: [{ ...body.texts[0], statement: undefined }] }).texts.size).toBe(0);
  });
});
