import { describe, expect, it } from "vitest";

import { ApiError } from "@/api/client";

import { answered, brought, fillings, openPaths, pathOf, questionOf, refusedAt, texts, typed, withoutRow, withRow } from "./answers";
import type { Answers, Form, Question, Section } from "./server";

const question = (name: string, many = false, more: Partial<Question> = {}): Question => ({ name, type: "text", label: name, help: "", basis: "", data_class: "administrative", many, required: false, lines: 1, usual: "", lookup: "", whole: false, options: [], states: ["unknown"], closed: false, ...more });
const once: Section = { name: "who", title: "", help: "", repeated: false, least: 1, most: 1, fields: [question("name")] };
const things: Section = { name: "things", title: "", help: "", repeated: true, least: 0, most: 3, fields: [question("what")] };
const form: Form = { name: "f", version: 1, code: "F-1", title: "", basis: "", source: "", in_case: false, operation: "", number_in: "", subjects: [], sections: [once, things] };

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

  it("are changed one by one, and a thing whose last answer is taken off stays on the screen", () => {
    const refused: Answers = { a: { state: "refused", values: [], note: "" } };
    expect(answered(refused, once, "a", undefined)).toEqual({});
    expect(Object.keys(answered(refused, once, "b", { state: "refused", values: [], note: "" }))).toEqual(["a", "b"]);
    expect(fillings(things, answered({ "things.1.what": given("x") }, things, "things.1.what", undefined))).toEqual([1]);
  });
});

const given = (...values: string[]): Answers[string] => ({ state: "given", values, note: "" });
const finds: Section = { name: "finds", title: "finds", help: "", repeated: true, least: 1, most: 3, fields: [question("what"), question("grams", false, { type: "number" }), question("marks", true)] };
const plain = (...fields: Question[]): Section => ({ name: "of-first", title: "", help: "", repeated: false, least: 1, most: 1, fields });
const asked = (...sections: Section[]): Form => ({ ...form, version: 0, sections });

describe("a question made from answers", () => {
  it("asks each thing with its parts and leaves out one in which nothing stands", () => {
    const answers: Answers = { "finds.1.what": given("bag"), "finds.1.grams": given("12.5"), "finds.2.what": given("  "), "finds.3.marks": given("A", "B") };
    const empty: Answers = { "finds.2.what": { state: "empty", values: [], note: "" } };
    expect(questionOf(asked(plain(question("case", false, { type: "case" })), finds), { ...answers, ...empty }, "c1")).toEqual({ case: "c1", finds: [{ what: "bag", grams: "12.5" }, { marks: ["A", "B"] }] });
    expect(questionOf(asked(finds), empty, "")).toEqual({});
  });

  it("counts the things, adds one, and takes one off with those after it moving up", () => {
    expect([fillings(finds, {}), fillings(finds, withRow(finds, {}))]).toEqual([[1], [1, 2]]);
    const answers: Answers = { note: given("n"), "finds.1.what": given("a"), "finds.2.what": given("b"), "finds.3.what": given("c") };
    expect(withoutRow(finds, answers, 2)).toEqual({ note: given("n"), "finds.1.what": given("a"), "finds.2.what": given("c") });
  });

  it("reads numbers line by line, yes and no, and leads into parts of the question", () => {
    const ions = question("result.ions", true, { type: "number" });
    const flag = question("open", false, { type: "flag" });
    const sort = question("sort", false, { type: "choice", usual: "drug" });
    expect(questionOf(asked(plain(ions, flag, sort)), { "result.ions": given("73", " 147 "), open: given("false") }, "")).toEqual({ result: { ions: [73, 147] }, open: false, sort: "drug" });
    expect(questionOf(asked(plain(question("what"))), { what: { state: "refused", values: [], note: "" } }, "")).toEqual({});
  });

  it("takes over what a sheet says, by the names of its questions", () => {
    const answers = brought(asked(plain(question("what"), question("marks", true), question("case", false, { type: "case" }))), { what: "bag", marks: "A\nB", case: "c", other: "x" });
    expect(answers).toEqual({ what: given("bag"), marks: given("A", "B") });
    expect(texts(asked(plain(question("what"), question("marks", true), question("none"))), answers)).toEqual({ what: "bag", marks: "A\nB" });
  });

  it("take a refusal to the question that it is about", () => {
    const refused = (field: string) => refusedAt(form, new ApiError("custody-nobody-called", 404, "Nobody here is called X.", "", field))?.path;
    expect([refused("name"), refused("things.2.what"), refused("other"), refused("")]).toEqual(["name", "things.2.what", undefined, undefined]);
    expect(refusedAt(form, new Error("x"))).toBeNull();
  });
});
