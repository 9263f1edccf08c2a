import { describe, expect, it } from "vitest";

import { type Block, type Briefing, empty, fromBody, refsOf, said, toBody } from "./document";
import { add, change, insert, looseIn, move, remove, takeOut, typedIn } from "./edit";
import { type History, stepped } from "./history";

const value = (statement: string) => ({ value: { entity: "ab".repeat(16), statement: statement.repeat(16) } });
const first = (made: Briefing): Block => {
  const found = made.blocks[0];
  if (found === undefined) throw new Error("no block");
  return found;
};

describe("a briefing while it is edited", () => {
  it("keeps what it does not know of a block", () => {
    const body = { language: "ar", blocks: [{ kind: "table", result: "ab".repeat(8), columns: ["a"], rows: 3 }, { kind: "text", text: "x" }] };
    expect(toBody(fromBody("t", body))).toEqual(body);
    expect(fromBody("t", { language: "xx", blocks: [{ kind: "song" }, 7, null] }).blocks).toEqual([]);
  });

  it("puts values into a text where the caret stands and takes them out again, renumbering the rest", () => {
    let made = change(add(empty("t", "en"), 0, "text"), 1, { text: "He called." });
    made = insert(made, 1, 3, value("c1"));
    made = insert(made, 1, said(first(made), "text").length, value("c2"));
    expect(said(first(made), "text")).toBe("He {1}called.{2}");
    made = takeOut(made, 1, 1);
    expect(said(first(made), "text")).toBe("He called.{1}");
    expect(refsOf(first(made))).toEqual([value("c2")]);
  });

  it("moves and removes blocks, each by its key", () => {
    const made = add(add(add(empty("t", "en"), 0, "heading"), 1, "text"), 2, "gap");
    expect(move(made, 3, -1).blocks.map((one) => one.key)).toEqual([1, 3, 2]);
    expect(move(made, 1, -1)).toBe(made);
    expect(remove(made, 2).blocks.map((one) => one.kind)).toEqual(["heading", "gap"]);
    expect(add(remove(made, 3), 0, "chart").blocks.map((one) => one.key)).toEqual([4, 1, 2]);
  });

  it("counts figures by hand as the server marks them, and marks that lead nowhere", () => {
    expect(typedIn("في +964 و 3,5 {1} ٢٠٢٥")).toEqual(["+964", "3,5", "٢٠٢٥"]);
    expect(looseIn(first(change(insert(add(empty("t", "en"), 0, "text"), 1, 0, value("c1")), 1, { text: "{1} {2} {0}" })))).toEqual([2, 0]);
  });
});

describe("its history", () => {
  const start: History<number> = { now: 0, past: [], future: [] };
  const plus = (by: number, merge = "") => ({ do: "change" as const, change: (made: number) => made + by, merge });

  it("any sequence taken back gives what was there", () => {
    const all = [plus(1), plus(2, "typing"), plus(3, "typing"), plus(4)].reduce(stepped, start);
    expect([all.now, all.past.length]).toEqual([10, 3]);
    const back = [1, 2, 3, 4].reduce((state) => stepped(state, { do: "undo" }), all);
    expect(back.now).toBe(0);
    expect([1, 2, 3].reduce((state) => stepped(state, { do: "redo" }), back).now).toBe(10);
  });

  it("what changes nothing is no step", () => {
    expect(stepped(start, plus(0))).toBe(start);
  });
});
