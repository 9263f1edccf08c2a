import { describe, expect, it } from "vitest";

import { readCamera, readFilter, toggledLines, toggledType, writeCamera, writeFilter } from "./address";
import { type ChartDocument, EMPTY, fromBody, type Position, toBody } from "./document";
import * as edit from "./edit";
import { adjacency, away, drawnLines, type Item, type Known, learned, type Line, NOTHING, pairs, relearned } from "./known";
import { nearest, nearestTo, wayOf } from "./near";
import { due, FIRST, LEAST, MOST, RESTS } from "./saving";
import { behind, leaderOf, NO_FILTER, placesBehind, seenOf } from "./seen";

const head = (id: string) => ({ id, schema: "Person", caption: `own ${id}` });
const alone = (id: string, schema = "Person"): Item => ({ id, schema, caption: id, linked: 3 });
const merged = (id: string, ...all: string[]): Item => ({ id, schema: "Person", caption: "one", linked: 5, own: 2, fragments: all.map(head) });
const line = (id: string, a: string, b: string, more: Partial<Line> = {}): Line => ({ id, a, b, kind: "fact", label: "Call", strength: "unconfirmed", directed: false, weight: 1, events: { out: 1, in: 0 }, records: 1, first: "", last: "", entity: "", sources: [], ...more });
const chart = (...ids: string[]): ChartDocument => edit.add(EMPTY, new Map(ids.map((id, at) => [id, [at, 0] as Position])));
const known = (items: Item[], lines: Line[] = []): Known => learned(NOTHING, { items, lines });

const THREE = [merged("a", "a", "b", "c"), merged("b", "a", "b", "c"), merged("c", "a", "b", "c"), alone("p", "PhoneNumber")];

describe("what is one", () => {
  it("is drawn as one, at the displayed fragment that is on the chart, and each fragment keeps its place", () => {
    const seen = seenOf(chart("b", "c", "p"), known(THREE));
    expect([...seen.chart.items.keys()]).toEqual(["b", "p"]);
    expect([leaderOf(seen, "c"), leaderOf(seen, "p"), behind(seen, ["b", "p"])]).toEqual(["b", "p", ["b", "c", "p"]]);
    const whole = seenOf(chart("b", "a", "p"), known(THREE));
    expect([...whole.chart.items.keys()]).toEqual(["a", "p"]);
  });

  it("is what it was when the decision is taken back: the picture is worked out, never stored", () => {
    const before = chart("a", "b", "p");
    expect(seenOf(before, known(THREE)).chart.items.size).toBe(2);
    expect(seenOf(before, known(["a", "b", "p"].map((id) => alone(id)))).chart).toBe(before);
  });

  it("is shown apart with what was not on the chart, and together again; both are edits that a saved chart keeps", () => {
    const before = chart("a", "p");
    const open = edit.apart(before, ["a", "b", "c"], true, new Map([["b", [5, 5]], ["c", [6, 6]]]));
    const seen = seenOf(open, known(THREE));
    expect([...seen.chart.items.keys()]).toEqual(["a", "p", "b", "c"]);
    expect(fromBody(JSON.parse(JSON.stringify(toBody(open))) as Record<string, unknown>)).toEqual(open);
    const shut = edit.apart(open, ["a", "b", "c"], false);
    expect([...seenOf(shut, known(THREE)).chart.items.keys()]).toEqual(["a", "p"]);
    expect(edit.apart(shut, ["a"], false)).toBe(shut);
  });

  it("moves as a whole, so that its fragments keep how they stand to one another", () => {
    const now = chart("a", "b", "p");
    const seen = seenOf(now, known(THREE));
    expect([...placesBehind(seen, now, new Map([["a", [10, 4] as const], ["p", [9, 9] as const]]))]).toEqual([["a", [10, 4]], ["p", [9, 9]], ["b", [11, 4]]]);
  });

  it("takes the lines of all its fragments; lines inside it are not drawn until it is shown apart", () => {
    const lines = [line("1", "a", "p"), line("2", "b", "p", { weight: 4 }), line("3", "a", "b", { kind: "same", label: "same", strength: "confirmed", judgement: "j" })];
    const facts = known(THREE, lines);
    const found = pairs(drawnLines(seenOf(chart("a", "b", "p"), facts), facts));
    expect([...found.values()].map((pair) => [pair.key, pair.weight, pair.sort])).toEqual([["a p", 5, "recorded"]]);
    const open = edit.apart(chart("a", "b", "p"), ["a", "b"], true);
    const apart = pairs(drawnLines(seenOf(open, facts), facts));
    expect([...apart.values()].map((pair) => [pair.key, pair.sort])).toEqual([["a p", "recorded"], ["b p", "recorded"], ["a b", "same"]]);
    expect(adjacency(apart).get("a")).toEqual(["p"]);
  });

  it("counts what is not on the chart for the whole, and apart for itself", () => {
    expect([away(THREE[0], 1), away(THREE[0], 1, true), away(alone("x"), 1, true)]).toEqual([4, 1, 2]);
  });
});

describe("what may be the same", () => {
  const lines = [line("1", "a", "p"), line("2", "p", "x", { kind: "sameness", label: "sameness", strength: "tentative", pair: ["p", "x"] }), line("3", "a", "p", { kind: "sameness", label: "sameness", strength: "tentative", weight: 30, pair: ["a", "p"] })];
  const facts = known([alone("a"), alone("p"), alone("x")], lines);
  const seen = seenOf(chart("a", "p", "x"), facts);
  it("is a line of its own sort, never a link and never weight, and is left out on demand", () => {
    const found = pairs(drawnLines(seen, facts));
    expect([...found.values()].map((pair) => [pair.key, pair.sort, pair.weight, pair.lines.length])).toEqual([["a p", "recorded", 1, 2], ["p x", "possible", 1, 1]]);
    expect(adjacency(found).get("p")).toEqual(["a"]);
    expect([...pairs(drawnLines(seen, facts, toggledLines(NO_FILTER, "possible"))).keys()]).toEqual(["a p"]);
  });
  it("is gone from what is known when the whole chart is asked for again", () => {
    const after = relearned(facts, { items: [alone("a")], lines: [lines[0] ?? line("1", "a", "p")] });
    expect([[...after.lines.keys()], after.items.size]).toEqual([["1"], 3]);
  });
});

describe("a filter", () => {
  it("leaves types out and says how many", () => {
    const seen = seenOf(chart("a", "b", "p"), known(THREE), toggledType(NO_FILTER, "PhoneNumber"));
    expect([[...seen.chart.items.keys()], seen.filtered]).toEqual([["a"], 1]);
  });
  it("and the camera go through the address and back", () => {
    const filter = toggledLines(toggledType(toggledType(NO_FILTER, "Vehicle"), "Person"), "possible");
    expect(writeFilter(filter)).toBe("Person.Vehicle.line-possible");
    expect(readFilter(writeFilter(filter))).toEqual(filter);
    expect([writeFilter(toggledType(toggledType(NO_FILTER, "A"), "A")), readFilter("line-nothing").lines.size, readFilter(undefined)]).toEqual([undefined, 0, NO_FILTER]);
    expect(readCamera(writeCamera({ x: 3.456, y: -1, ratio: 0.8125 }))).toEqual({ x: 3.46, y: -1, ratio: 0.813 });
    expect([readCamera("1_2"), readCamera("a_b_c"), readCamera("1_2_0"), readCamera(undefined)]).toEqual([null, null, null, null]);
  });
});

describe("the keyboard", () => {
  const items = new Map(Object.entries({ middle: [0, 0], right: [2, 0.2], far: [9, 0], up: [0.3, -3], down: [0, 4], corner: [3, 3] }).map(([id, [x = 0, y = 0]]) => [id, { x, y }]));
  it.each([["right", "right"], ["up", "up"], ["down", "down"], ["left", undefined]] as const)("goes %s to the nearest item there", (way, id) => {
    expect(nearest(items, "middle", way)).toBe(id);
  });
  it("prefers what lies straight ahead to what is nearer but aside, and goes on from there", () => {
    expect([nearest(items, "right", "right"), nearest(items, "far", "left"), nearest(items, "nothing", "left"), wayOf("ArrowUp"), wayOf("a")]).toEqual(["far", "right", undefined, "up", undefined]);
    expect([nearestTo(items, 0.1, -2), nearestTo(new Map(), 0, 0)]).toEqual(["up", undefined]);
  });
});

describe("saving by itself", () => {
  it("comes soon the first time, then when the hand rests, never nearer than the least and never later than the most", () => {
    expect(due({ now: 0, changed: 0, saved: null })).toBe(FIRST);
    expect(due({ now: 100_000, changed: 100_000, saved: 0 })).toBe(RESTS);
    expect(due({ now: 1_000, changed: 1_000, saved: 0 })).toBe(LEAST - 1_000);
    expect(due({ now: 158_000, changed: 100_000, saved: 0 })).toBe(100_000 + MOST - 158_000);
    expect(due({ now: 500_000, changed: 100_000, saved: 0 })).toBe(0);
  });
  it("makes few versions of an hour of steady work", () => {
    let [saved, changed, versions]: [number | null, number | null, number] = [null, null, 0];
    for (let now = 0; now < 3_600_000; now += 1_000) {
      changed ??= now;
      if (due({ now, changed, saved }) <= 0) [saved, changed, versions] = [now, null, versions + 1];
    }
    expect(versions).toBeLessThanOrEqual(60);
    expect(versions).toBeGreaterThan(20);
  });
});
