import { afterEach, describe, expect, it, vi } from "vitest";

import { api, ApiError } from "@/api/client";

import { decisions, reversed } from "./acts";
import { EMPTY, type Position } from "./document";
import * as edit from "./edit";
import { type Act, type Action, type ChartState, initial, reduce } from "./state";

afterEach(() => {
  vi.restoreAllMocks();
});

const run = (...actions: Action[]): ChartState => actions.reduce(reduce, initial);
const added: Action = { do: "edit", label: "chart.step.add", change: (now) => edit.add(now, new Map([["a", [0, 0] as Position], ["b", [1, 0] as Position]])) };
const judged = (...rows: string[]): Act => ({ kind: "judged", rows });
const merged: Action = { do: "edit", label: "chart.step.same", change: (chart) => chart, act: judged("j1") };

describe("a decision on the chart", () => {
  it("is a step although nothing moves, and undo and redo keep what takes them back", () => {
    const end = run(added, merged);
    expect(end.past.map((step) => [step.label, step.act])).toEqual([["chart.step.add", undefined], ["chart.step.same", judged("j1")]]);
    const undone = reduce(end, { do: "undo", act: judged("u1") });
    expect([undone.chart, undone.past.length, undone.future.at(-1)?.act]).toEqual([end.chart, 1, judged("u1")]);
    const again = reduce(undone, { do: "redo", act: judged("u2") });
    expect([again.past.at(-1)?.act, again.future.length]).toEqual([judged("u2"), 0]);
    expect(reduce(reduce(again, { do: "undo", act: judged("u3") }), { do: "undo" }).chart).toBe(EMPTY);
  });

  it("that somebody else changed is forgotten, and the steps before it can still be undone", () => {
    const lost = reduce(run(added, merged), { do: "forget", way: "undo" });
    expect(lost.past.map((step) => step.label)).toEqual(["chart.step.add"]);
    const forward = reduce(reduce(run(added, merged), { do: "undo", act: judged("u1") }), { do: "forget", way: "redo" });
    expect(forward.future).toEqual([]);
  });

  it("of several items is each with the first for the same, and every two otherwise", () => {
    expect(decisions(["a", "b", "c"], "same")).toEqual([{ left: "a", right: "b" }, { left: "a", right: "c" }]);
    expect(decisions(["a", "b", "c"], "different")).toEqual([{ left: "a", right: "b" }, { left: "a", right: "c" }, { left: "b", right: "c" }]);
    expect(decisions(["a"], "same")).toEqual([]);
  });
});

describe("taking back on the server", () => {
  const answered = (bodies: unknown[]) => {
    const asked: [string, unknown][] = [];
    vi.spyOn(api, "POST").mockImplementation(((path: string, options: { params: { path: Record<string, string> } }) => {
      asked.push([path, options.params.path]);
      const body = bodies.shift();
      return Promise.resolve(body instanceof ApiError ? { response: new Response(null, { status: body.status }), error: { code: body.code, message: "", next_step: "" } } : { response: new Response("{}", { status: 200 }), data: body });
    }) as never);
    return asked;
  };

  it("undoes the last row first and remembers the rows that did it", async () => {
    const asked = answered([{ id: "u2" }, { id: "u1" }]);
    expect(await reversed(judged("j1", "j2"), "why")).toEqual(judged("u2", "u1"));
    expect(asked.map(([, path]) => (path as { judgement: string }).judgement)).toEqual(["j2", "j1"]);
  });

  it("retracts what was drawn, value by value, and opens it again", async () => {
    const asked = answered([{}, {}, {}, {}]);
    const drawn: Act = { kind: "drawn", entity: "e", statements: ["s1", "s2"], retracted: false };
    const back = await reversed(drawn, "why");
    expect(back).toEqual({ ...drawn, retracted: true });
    expect(await reversed(back, "why")).toEqual(drawn);
    expect(asked.map(([path]) => path.split("/").at(-1))).toEqual(["retract", "retract", "reinstate", "reinstate"]);
  });

  it("stops where something is no longer as it was left", async () => {
    const asked = answered([{ id: "u2" }, new ApiError("judgement-not-standing", 409, "", "")]);
    await expect(reversed(judged("j1", "j2"), "why")).rejects.toThrow();
    expect(asked).toHaveLength(2);
  });
});
