import { describe, expect, it } from "vitest";

import { EMPTY, type Position, type Text } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { learned, NOTHING } from "@/core/chart/known";
import { seenOf } from "@/core/chart/seen";

import { textsSeen, textsSettled } from "./callouts";
import { linesOf, sizeOf } from "./written";

const known = learned(NOTHING, { items: ["a", "b"].map((id) => ({ id, schema: "Person", caption: `Person ${id}`, linked: 1 })), lines: [] });
const chart = edit.add(EMPTY, new Map([["a", [0, 0] as Position], ["b", [3, 0] as Position]]));
const note: Text = { x: -0.1, y: -0.1, text: "seen twice\nat the warehouse", kind: "note", of: "a" };
const title: Text = { x: 0, y: 0, text: "Title", kind: "title" };

describe("what is written on a chart", () => {
  it("lies over no sign, name or other call-out, and a title stays where it was put", () => {
    const all = edit.write(edit.write(edit.write(chart, "n", note), "m", note), "t", title);
    const found = textsSettled(all, seenOf(all, known), known);
    expect(found.get("t")).toEqual(title);
    const [one, other] = ["n", "m"].map((id) => { const text = found.get(id) ?? note; return { left: text.x * 66, top: text.y * 66, ...sizeOf(text) }; });
    for (const box of [one, other]) expect(box !== undefined && box.left < 15 && box.left + box.width > -15 && box.top < 15 && box.top + box.height > -15).toBe(false);
    expect(one !== undefined && other !== undefined && one.left < other.left + other.width && other.left < one.left + one.width && one.top < other.top + other.height && other.top < one.top + one.height).toBe(false);
  });

  it("is gone with its item, and comes back with it", () => {
    const all = edit.write(chart, "n", note);
    const seen = seenOf(all, known);
    const without = { ...seen, chart: { ...seen.chart, items: new Map([...seen.chart.items].filter(([id]) => id !== "a")) } };
    expect([...textsSeen(all, without).keys()]).toEqual([]);
    expect([...textsSeen(all, seen).keys()]).toEqual(["n"]);
  });

  it("breaks long lines between words, and cuts a word that is longer than a line", () => {
    expect(linesOf("seen twice\nat the warehouse")).toEqual(["seen twice", "at the warehouse"]);
    const long = `${"ab ".repeat(20)}${"x".repeat(50)}`;
    const lines = linesOf(long);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(44);
    expect(lines.join("").replaceAll(" ", "")).toBe(long.replaceAll(" ", ""));
    expect(lines[0]).toBe("ab ".repeat(15).trim());
  });

  it("goes along when its item is moved", () => {
    const moved = edit.move(edit.write(edit.write(chart, "n", note), "t", title), new Map([["a", [5, 5] as Position]]));
    expect([moved.texts.get("n")?.x, moved.texts.get("n")?.y, moved.texts.get("t")]).toEqual([4.9, 4.9, title]);
  });
});
