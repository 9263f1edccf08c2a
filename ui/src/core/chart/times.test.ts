import { describe, expect, it } from "vitest";

import { added, goneIn, heights, later, linesIn, placesIn, readSpan, type Span, spread, type Times, writeSpan } from "./times";
import type { Line } from "./told";

const line = (id: string, a: string, b: string, more: Partial<Line> = {}): Line => ({ id, a, b, kind: "fact", label: "Call", strength: "confirmed", directed: false, weight: 9, events: { out: 5, in: 4 }, records: 9, first: "2026-03-01T08:00:00Z", last: "2026-03-09T08:00:00Z", entity: "", sources: [], ...more });
const TIMES: Times = {
  bins: ["2026-03-01T00:00", "2026-03-04T00:00", "2026-03-09T00:00"],
  lines: [
    { a: "a", b: "b", label: "Call", cells: [[-1, 1, 0], [0, 2, 1], [1, 2, 0], [2, 0, 3]], sums: [] },
    { a: "c", b: "b", label: "Payment", cells: [[1, 2, 0]], sums: [[1, "IQD", "1000000.5", "0"], [1, "USD", "0", "20"]] },
  ],
};
const span = (from: string, until: string): Span => ({ by: "day", from: from === "" ? "" : `${from}T00:00`, until: until === "" ? "" : `${until}T00:00` });

describe("a part of the time", () => {
  it("counts the events in it, as the line's own ends see them", () => {
    const part = spread([line("1", "b", "a")], TIMES, span("2026-03-04", "2026-03-10")).get("1");
    expect(part).toMatchObject({ out: 3, in: 2, first: "2026-03-04", last: "2026-03-09" });
    expect(spread([line("1", "a", "b")], TIMES, span("", "")).get("1")).toMatchObject({ out: 5, in: 4 });
    expect(spread([line("1", "a", "b")], TIMES, span("2026-03-02", "2026-03-03")).size).toBe(0);
  });

  it("sums amounts exactly, in their direction", () => {
    expect([...(spread([line("2", "b", "c", { label: "Payment" })], TIMES, span("", "")).get("2")?.sums ?? [])]).toEqual([["IQD", ["0", "1000000.5"]], ["USD", ["20", "0"]]]);
    expect([added("0.1", "0.2"), added("-5", "2.50"), added("99999999999999999999", "1"), added("0", "0"), added("1.5", "-1.5")]).toEqual(["0.3", "-2.5", "100000000000000000000", "0", "0"]);
  });

  it("points a line the way its events go in it", () => {
    const [late] = linesIn([line("1", "a", "b")], TIMES, span("2026-03-05", ""));
    expect(late).toMatchObject({ a: "b", b: "a", directed: true, weight: 3, events: { out: 3, in: 0 } });
  });

  it("keeps what has no date, and what reaches into it", () => {
    const others = [line("3", "p", "a", { kind: "property", first: "", last: "" }), line("4", "p", "q", { kind: "edge", first: "2025-01-01", last: "2026-03-02" }), line("5", "p", "q", { kind: "edge", first: "2026-03", last: "" })];
    expect(linesIn(others, TIMES, span("2026-03-04", "2026-03-05")).map((one) => one.id)).toEqual(["3", "5"]);
  });

  it("hides items whose dated lines all lie outside it, and keeps what has no date", () => {
    const all = [line("1", "a", "b"), line("2", "c", "b"), line("3", "owner", "a", { kind: "property", first: "", last: "" }), line("4", "owner of c", "c", { kind: "property", first: "", last: "" })];
    expect([...goneIn(["a", "b", "c", "owner", "owner of c", "alone"], all, [all[1], all[2], all[3]].filter((one) => one !== undefined))]).toEqual(["a"]);
    expect(goneIn(["a", "b"], [line("3", "a", "b", { kind: "property", first: "", last: "" })], []).size).toBe(0);
  });

  it("knows its bins, its heights, the next one, and itself in an address", () => {
    expect(placesIn(TIMES.bins, span("2026-03-04", "2026-03-09"))).toEqual([1, 2]);
    expect(heights(TIMES)).toEqual([3, 4, 3]);
    expect([later("2026-03-01T23:00", "hour"), later("2026-02-28T00:00", "day"), later("2026-03-02T00:00", "week", -1)]).toEqual(["2026-03-02T00:00", "2026-03-01T00:00", "2026-02-23T00:00"]);
    for (const one of [span("2026-03-01", ""), span("", "")]) expect(readSpan(writeSpan(one))).toEqual(one);
    expect([readSpan("year__"), readSpan("day_x_"), readSpan("")]).toEqual([null, null, null]);
  });
});
