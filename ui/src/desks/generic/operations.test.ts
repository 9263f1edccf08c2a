import { describe, expect, it } from "vitest";

import { type QuestionField, partOf, questionOf, rowsOf, type Typed, withoutRow, withRow } from "./operations";

const plain = (name: string, more: Partial<QuestionField> = {}): QuestionField => ({
  name, label: name, help: "", type: "text", many: false, required: false, lines: false, usual: "", options: [], parts: [], least: 0, most: 0, ...more,
});
const finds = plain("finds", { type: "things", many: true, least: 1, most: 3, parts: [plain("what"), plain("grams", { type: "number" }), plain("marks", { many: true })] });

describe("a question made from what was typed", () => {
  it("asks each thing with its parts and leaves out one in which nothing stands", () => {
    const typed: Typed = { finds: "3", [partOf(finds, 0, "what")]: "bag", [partOf(finds, 0, "grams")]: "12.5", [partOf(finds, 1, "what")]: "  ", [partOf(finds, 2, "marks")]: "A\n\nB" };
    expect(questionOf([plain("case", { type: "case" }), finds], typed, "c1")).toEqual({ case: "c1", finds: [{ what: "bag", grams: 12.5 }, { marks: ["A", "B"] }] });
    expect(questionOf([finds], { finds: "2" }, "")).toEqual({});
  });

  it("counts the things, adds one, and takes one off with those after it moving up", () => {
    expect([rowsOf(finds, {}), rowsOf(finds, withRow(finds, {}))]).toEqual([1, 2]);
    const typed: Typed = { note: "n", finds: "3", [partOf(finds, 0, "what")]: "a", [partOf(finds, 1, "what")]: "b", [partOf(finds, 2, "what")]: "c" };
    expect(withoutRow(finds, typed, 1)).toEqual({ note: "n", finds: "2", [partOf(finds, 0, "what")]: "a", [partOf(finds, 1, "what")]: "c" });
  });

  it("reads a list of numbers line by line", () => {
    expect(questionOf([plain("ions", { type: "number", many: true })], { ions: "73\n147" }, "")).toEqual({ ions: [73, 147] });
  });
});
