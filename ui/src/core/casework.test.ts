import { describe, expect, it } from "vitest";

import { byUrgency, noteBody, taskBody, watchBody } from "./casework";

describe("a document of a case", () => {
  it("is read whatever it holds", () => {
    expect(taskBody({ body: {} })).toEqual({ done: false, due: "", to: "", about: [] });
    expect(taskBody({ body: { done: "yes", due: 3, about: "x" } })).toEqual({ done: false, due: "", to: "", about: [] });
    expect(noteBody({ body: { text: "t", about: [{ entity: "a", name: "b" }, { name: "without" }, null] } })).toEqual({ text: "t", about: [{ entity: "a", name: "b" }] });
    expect(watchBody({ body: { q: "0790", seen: { marks: [{ entity: "a" }] } } })).toEqual({ q: "0790", type: "", seen: { at: "" } });
  });
});

describe("tasks", () => {
  it("stand with the nearest day first and the done ones last", () => {
    const task = (due: string, done: boolean) => ({ due, done, to: "", about: [] });
    const sorted = [task("", false), task("2026-01-01", true), task("2026-03-01", false), task("2026-02-01", false)].sort(byUrgency);
    expect(sorted.map((item) => item.due)).toEqual(["2026-02-01", "2026-03-01", "", "2026-01-01"]);
  });
});
