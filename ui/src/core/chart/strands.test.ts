import { describe, expect, it } from "vitest";

import { clusters } from "./clusters";
import { EMPTY, fromBody, toBody } from "./document";
import * as edit from "./edit";
import { drawnLines, type Known, type Line, pairs } from "./known";
import { behind, ownLine, seenOf } from "./seen";
import { EVENTS_DRAWN, eventsBetween, pairOf, strandsOf, waysBetween } from "./strands";

const line = (id: string, a: string, b: string, out: number, back: number, kind = "fact"): Line => ({ id, a, b, kind, label: kind === "fact" ? "Call" : "owner", strength: "confirmed", directed: kind === "fact" ? back === 0 : true, weight: Math.max(1, out + back), events: { out, in: back }, records: out + back, first: "", last: "", entity: "", sources: [] });
const pairFor = (...lines: Line[]) => {
  const [pair] = [...pairs(lines).values()];
  if (pair === undefined) throw new Error("no pair");
  return pair;
};
const event = (id: string, a: string, b: string, at: string) => ({ id, schema: "Call", at, seconds: 1, parties: [a, b], place: "", records: 1, amount: "", text: "", source: "s" });

describe("how what lies between two items is drawn", () => {
  it("is one line with a head at each end it goes to", () => {
    expect(strandsOf(pairFor(line("1", "a", "b", 3, 2)), "one").map(({ heads, from, to }) => [heads, from, to])).toEqual([["both", "a", "b"]]);
    expect(strandsOf(pairFor(line("1", "a", "b", 0, 2)), "one").map(({ heads, from, to }) => [heads, from, to])).toEqual([["end", "b", "a"]]);
    expect(strandsOf(pairFor({ ...line("1", "a", "b", 0, 0, "property"), directed: false }), "one").map(({ heads }) => heads)).toEqual(["none"]);
  });

  it("is one line for each direction with its own count, beside one another", () => {
    const made = strandsOf(pairFor(line("1", "a", "b", 3, 2), line("2", "b", "a", 1, 0)), "ways");
    expect(made.map(({ from, to, heads, pair }) => [from, to, heads, pair.out, pair.in])).toEqual([["a", "b", "end", 3, 0], ["b", "a", "end", 0, 3]]);
    expect(new Set(made.map(({ key }) => key)).size).toBe(2);
    expect(made.map(({ key }) => pairOf(key))).toEqual(["a b", "a b"]);
    const ways = waysBetween(edit.add(EMPTY, new Map([["a", [0, 0]], ["b", [4, 0]]])), made, () => 1);
    expect(ways.get("a b")?.[0]).toEqual([0, 0]);
    expect(ways.get("a b 1")?.[0]).toEqual([4, 0]);
    const middles = [...ways.values()].map((way) => way[11]?.[1] ?? 0);
    expect((middles[0] ?? 0) * (middles[1] ?? 0)).toBeLessThan(0);
  });

  it("is every event as far as it is told, and one line that counts the rest", () => {
    const told = eventsBetween(Array.from({ length: 20 }, (_, at) => event(`${at}`, at % 2 === 0 ? "a" : "b", at % 2 === 0 ? "b" : "a", `2026-01-${at + 10}`)), (id) => id);
    const made = strandsOf(pairFor(line("1", "a", "b", 30, 20)), "each", told.get("a b"));
    expect(made).toHaveLength(EVENTS_DRAWN + 1);
    expect(made.filter(({ once }) => once !== null).map(({ from }) => from).slice(0, 3)).toEqual(["a", "b", "a"]);
    expect(made.at(-1)?.pair.weight).toBe(50 - EVENTS_DRAWN);
    expect(strandsOf(pairFor(line("1", "a", "b", 3, 2)), "each")).toHaveLength(2);
  });
});

const NAMES = ["a", "b", "c", "d", "e"];
const known: Known = { items: new Map(NAMES.map((id) => [id, { id, schema: "Person", caption: id, linked: 3 }])), lines: new Map([line("1", "a", "c", 3, 1), line("2", "b", "c", 2, 4), line("3", "a", "b", 7, 0), line("4", "d", "c", 1, 0)].map((one) => [one.id, one])) };
const chart = edit.add(EMPTY, new Map(NAMES.map((id, at) => [id, [at, 0] as const])));

describe("a group that is drawn as one", () => {
  const shut = edit.collapse(edit.group(chart, ["a", "b"], "g", "The two"), ["g"], true);
  it("says how many it holds, and its lines count as those of its items together", () => {
    const seen = seenOf(shut, known);
    expect([...seen.chart.items.keys()]).toEqual(["a", "c", "d", "e"]);
    expect(seen.chart.items.get("a")?.as).toEqual({ name: "The two", count: 2 });
    const found = pairs(drawnLines(seen, known));
    expect([...found.keys()]).toEqual(["a c", "c d"]);
    const pair = found.get("a c");
    expect([pair?.out, pair?.in, pair?.weight]).toEqual([5, 5, 10]);
    expect(behind(seen, ["a"])).toEqual(["a", "b"]);
    expect(pair?.lines.map((one) => { const own = ownLine(seen, known, one); return `${own.a} ${own.b}`; })).toEqual(["a c", "b c"]);
  });

  it("is kept with the chart, opened again, and any sequence undone gives the same chart", () => {
    expect(fromBody(JSON.parse(JSON.stringify(toBody(shut))) as Record<string, unknown>)).toEqual(shut);
    const opened = edit.collapse(shut, ["g"], false);
    expect(seenOf(opened, known).chart).toBe(opened);
    expect(edit.collapse(opened, ["g"], false)).toBe(opened);
    expect(edit.ungroup(shut, ["a", "b"]).collapsed.size).toBe(0);
    const own = edit.lineWays(edit.ways(edit.labelLine(shut, "a b", "none"), "ways"), "a b", "each");
    expect(fromBody(JSON.parse(JSON.stringify(toBody(own))) as Record<string, unknown>)).toEqual(own);
    const edited = edit.legend(own, { hidden: ["line tentative"], names: { "type Person": "Suspects" }, order: ["line confirmed"] });
    expect(fromBody(JSON.parse(JSON.stringify(toBody(edited))) as Record<string, unknown>)).toEqual(edited);
  });

  it("has no photograph, and items keep theirs", () => {
    const faced = edit.photograph(chart, ["a", "c"], "ab".repeat(8));
    expect(fromBody(JSON.parse(JSON.stringify(toBody(faced))) as Record<string, unknown>)).toEqual(faced);
    expect([edit.photograph(faced, ["a"], "ab".repeat(8)), edit.photograph(edit.photograph(faced, ["a", "c"], null), [], null).items.get("a")]).toEqual([faced, { x: 0, y: 0 }]);
  });

  it("is found by who is linked to whom", () => {
    const two = [["a", "b"], ["b", "c"], ["a", "c"], ["d", "e"], ["e", "f"], ["d", "f"], ["c", "d"]].map(([a = "", b = ""], at) => line(`${at}`, a, b, 1, 0));
    const found = clusters(["a", "b", "c", "d", "e", "f", "alone"], pairs(two).values());
    expect(found.map((some) => some.join(""))).toEqual(["abc", "def"]);
    expect(clusters(["a", "b"], pairs([line("1", "a", "b", 1, 0)]).values())).toEqual([]);
  });
});
