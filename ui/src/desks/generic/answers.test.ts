import { describe, expect, it } from "vitest";

import { answered, fillings, openPaths, pathOf, typed } from "./answers";
import type { Form, Question, Section } from "./server";

const question = (name: string, many = false): Question => ({ name, type: "text", label: name, help: "", basis: "", data_class: "administrative", many, required: false, lines: 1, options: [], states: ["unknown"], closed: false });
const once: Section = { name: "who", title: "", help: "", repeated: false, least: 1, most: 1, fields: [question("name")] };
const things: Section = { name: "things", title: "", help: "", repeated: true, least: 0, most: 3, fields: [question("what")] };
const form: Form = { name: "f", version: 1, code: "F-1", title: "", basis: "", source: "", in_case: false, subjects: [], sections: [once, things] };

describe("answers of a form on the screen", () => {
  it("stand under the paths of the server", () => {
    expect([pathOf(once, 0, "name"), pathOf(things, 2, "what")]).toEqual(["name", "things.2.what"]);
    expect(openPaths(form)).toEqual(["name"]);
  });

  it("fill a section as often as it allows", () => {
    expect(fillings(things, {})).toEqual([]);
    expect(fillings(things, { "things.2.what": { state: "given", values: ["x"], note: "" } })).toEqual([1, 2]);
    expect(fillings(things, { "things.9.what": { state: "given", values: ["x"], note: "" } })).toEqual([1, 2, 3]);
    expect(fillings(things, { "other.2.what": { state: "given", values: ["x"], note: "" } })).toEqual([]);
  });

  it("are values by line where there may be several, and none where nothing is written", () => {
    expect(typed(question("a", true), "x\n\n y")).toEqual({ state: "given", values: ["x", " y"], note: "" });
    expect(typed(question("a"), "x\ny")?.values).toEqual(["x\ny"]);
    expect(typed(question("a"), "  ")).toBeUndefined();
  });

  it("are changed one by one", () => {
    const refused = { state: "refused", values: [], note: "" } as const;
    expect(answered({ a: { ...refused, values: [] } }, "a", undefined)).toEqual({});
    expect(Object.keys(answered({ a: { ...refused, values: [] } }, "b", { ...refused, values: [] }))).toEqual(["a", "b"]);
  });
});
