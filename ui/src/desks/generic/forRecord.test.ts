import { describe, expect, it } from "vitest";

import { isMark, sorted, sortedFields } from "./forRecord";

describe("what was answered", () => {
  it("is told by what people read; the rest is kept for the record, and what is empty is in neither", () => {
    expect(sorted({ number: "V-000001", version: 2, record: "e268d9b7baba528b", refused: false, allowed: true, note: "", moves: [], of: { at: null }, count: 0, lines: ["2dcd919c", "3191a08a"] })).toEqual({
      told: { number: "V-000001", allowed: true, count: 0 },
      kept: { version: 2, record: "e268d9b7baba528b", refused: false, lines: ["2dcd919c", "3191a08a"] },
    });
  });

  it("takes no telephone, amount or word for a number of the program", () => {
    expect(["07901234567", "facade", "P-000002", "79FE-GEVD", "12500000"].map(isMark)).toEqual([false, false, false, false, false]);
  });

  it("is the same of the fields of a record, but a value with words is read", () => {
    const field = (name: string, type: "text" | "flag", values: string[], labels: string[] = []) => ({ name, type, label: name, values, labels, things: null, help: "" });
    const { told, kept } = sortedFields([field("id", "text", ["e268d9b7baba528b"]), field("by", "text", ["e268d9b7baba528b"], ["Sara"]), field("refused", "flag", ["false"]), field("open", "flag", ["true"]), field("none", "text", [])]);
    expect([told.map((one) => one.name), kept.map((one) => one.name)]).toEqual([["by", "open"], ["id", "refused"]]);
  });
});
