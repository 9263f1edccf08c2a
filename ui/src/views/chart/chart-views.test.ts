import { describe, expect, it } from "vitest";

import { AS_IT_IS, EMPTY, NO_LOOK, type Rule } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { type Known, type Line, pairs } from "@/core/chart/known";
import { seenOf } from "@/core/chart/seen";
import { strandsOf } from "@/core/chart/strands";
import { type Vocabulary, Words } from "@/core/vocabulary";

import { cell, csvOf, svgOf } from "./export";
import { LIGHT, outlineOf, photoOf } from "./look";
import { arranged, itemRows, type Row } from "./rows";
import { at, span, ticks, zoomed } from "./scale";
import type { About } from "./sheet";

const vocabulary = { schemata: { Person: { name: "Person", labels: { en: "Person" }, plurals: { en: "People" }, icon: "person", shape: "circle" }, Plate: { name: "Plate", labels: { en: "Plate" }, plurals: { en: "Plates" }, icon: "plate", shape: "hexagon" } }, properties: {} } as unknown as Vocabulary;
const words = new Words(vocabulary, "en");
const chart = edit.group(edit.add(EMPTY, new Map([["a", [0, 0] as const], ["b", [2, 1] as const]])), ["a"], "g", "Crew");
const line: Line = { id: "1", a: "a", b: "b", kind: "fact", label: "Call", strength: "unconfirmed", directed: true, weight: 12, events: { out: 8, in: 4 }, records: 20, first: "2026-01-01T00:00:00Z", last: "2026-02-01T00:00:00Z", entity: "", sources: ["s1"] };
const known: Known = { items: new Map([["a", { id: "a", schema: "Person", caption: 'علي "<b>"', linked: 5 }], ["b", { id: "b", schema: "Plate", caption: "=HYPERLINK(1)", linked: 1 }]]), lines: new Map([["1", line]]) };

const about: About = {
  title: "T & Co",
  heads: ["internal", "2 items"],
  frame: { agency: "شرطة الميناء", unit: "Unit 4", border: "double", legend: "end", mark: "" }, legend: AS_IT_IS,
  say: { strength: (name) => `s-${name}`, wider: "wider", possible: "possible", same: "same", count: String },
  rules: [],
  sources: { heading: "Documents", lines: ["calls.csv · 1"] },
  footer: "by <me>",
  direction: "rtl",
};

describe("a chart as SVG", () => {
  const svg = svgOf(chart, known, [...pairs([line]).values()].flatMap((pair) => strandsOf(pair, "one")), words, LIGHT, about, () => "5 × <x>");
  it("is well formed whatever the names are, and keeps their direction", () => {
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(parsed.querySelector("parsererror")).toBeNull();
    expect([...parsed.querySelectorAll("g > text")].map((text) => [text.textContent, text.getAttribute("direction")])).toEqual([['علي "<b>"', "rtl"], ["=HYPERLINK(1)", "ltr"]]);
    expect(parsed.querySelector("path[stroke-dasharray='8 5']")).not.toBeNull();
    expect(parsed.querySelector("script")).toBeNull();
  });

  it("is a sheet that says what it is: handling, groups, every sign once, documents, who made it", () => {
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    const said = [...parsed.querySelectorAll("svg > text")].map((text) => text.textContent);
    expect(said).toEqual(["Crew", "5 × <x>", "T & Co", "internal", "2 items", "شرطة الميناء", "Unit 4", "People (1)", "Plates (1)", "s-confirmed", "s-unconfirmed", "s-tentative", "wider", "Documents", "calls.csv · 1", "by <me>"]);
    const [, top = 0, , height = 0] = (parsed.documentElement.getAttribute("viewBox") ?? "").split(" ").map(Number);
    const rows = [...parsed.querySelectorAll("svg > text")].map((text) => Number(text.getAttribute("y")));
    expect(rows.every((y) => y > top && y < top + height)).toBe(true);
  });
});

describe("a group that is collapsed", () => {
  it("is named once, at the item that stands for it", () => {
    const two = edit.group(chart, ["a", "b"], "g", "Crew");
    const texts = (given: typeof chart) => [...new DOMParser().parseFromString(svgOf(seenOf(given, known).chart, known, [], words, LIGHT, about, () => ""), "image/svg+xml").querySelectorAll("text")].filter((text) => text.textContent.includes("Crew")).length;
    expect([texts(two), texts(edit.collapse(two, ["g"], true))]).toEqual([1, 1]);
  });
});

describe("a chart as SVG with rules in force", () => {
  const look = { ...NO_LOOK, colour: "#aa0000" };
  const rule = (on: "item" | "line"): Rule => ({ id: on, on, of: "", by: "", test: "any", value: "", look, name: "" });
  const rules = [{ rule: rule("item"), name: "Couriers of the ring that is known", much: " (2)" }, { rule: { ...rule("line"), look: { ...look, dash: "dashed" as const } }, name: "Paid", much: " 1 – 9 (3)" }];
  const svg = svgOf(chart, known, [...pairs([line]).values()].flatMap((pair) => strandsOf(pair, "one")), words, LIGHT, { ...about, rules }, () => "");
  it("says in the legend of a picture what somebody wrote there, and not what was left out", () => {
    const legend = { hidden: ["line confirmed", "width"], names: { "type Person": "المشتبه بهم" }, order: ["line tentative"] };
    const told = svgOf(chart, known, [...pairs([line]).values()].flatMap((pair) => strandsOf(pair, "one")), words, LIGHT, { ...about, legend }, () => "");
    expect([told.includes("s-confirmed"), told.includes(">wider<"), told.includes("المشتبه بهم"), told.includes("People")]).toEqual([false, false, true, false]);
    expect(told.indexOf("s-tentative")).toBeLessThan(told.indexOf("المشتبه بهم"));
  });

  it("lists each with its sign, what it is called and for how many it holds", () => {
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    const said = [...parsed.querySelectorAll("svg > text")].map((text) => text.textContent.replace(/[\u2066-\u2069]/g, ""));
    expect(said).toContain("Couriers of the ring th… (2)");
    expect(said).toContain("Paid 1 – 9 (3)");
    expect(parsed.querySelector("circle[fill='#aa0000']")).not.toBeNull();
    expect(parsed.querySelector("path[stroke='#aa0000'][stroke-dasharray='8 5']")).not.toBeNull();
  });
});

describe("a chart as CSV", () => {
  it("has every item and line once, and no formulas", () => {
    const rows = csvOf(chart, known, [line], words, Array.from({ length: 16 }, (_, index) => `h${index}`), { strength: (name) => name, source: (id) => `${id}.csv`, rules: (of) => (of === "items" ? "السائقون" : "") }).trim().split("\r\n");
    expect(rows).toHaveLength(4);
    expect(rows[1]).toBe('item,a,"علي ""<b>""",Person,,,,,,,,,,,Crew,السائقون');
    expect(rows[2]).toContain("'=HYPERLINK(1)");
    expect(rows.every((row) => row.split(",").length === 16)).toBe(true);
  });

  it.each([
    ["+9647901234567", "'+9647901234567"], ["@sum", "'@sum"], ["-1+2", "'-1+2"], ["  =1+1", "'  =1+1"], ["\u00a0@sum", "'\u00a0@sum"], ["\u001c\u0085=1", "'\u001c\u0085=1"],
    ["＝1+1", "'＝1+1"], ["＋1", "'＋1"], ["－1", "'－1"], ["＠sum", "'＠sum"], ["\tx", "'\tx"], ["\rx", '"\'\rx"'], ["\nx", '"\'\nx"'], ["'x", "''x"],
    ["0790", "'0790"], ["123456789012", "'123456789012"], ["12E5", "'12E5"], ["12", "12"], ["a=b", "a=b"], ["علي", "علي"], ["a,b", '"a,b"'], [5, "5"], [-5, "-5"],
  ])("%s is written %s", (value, text) => {
    expect(cell(value)).toBe(text);
  });
});

describe("the look of a type", () => {
  it("comes from the vocabulary; an unknown one is round", () => {
    expect([outlineOf(words, "Plate").shape, outlineOf(words, "Person").family, outlineOf(words, "Nothing").shape]).toEqual(["hexagon", "people", "circle"]);
  });
});

describe("rows", () => {
  const rows: Row[] = [{ key: "1", ids: ["1"], cells: ["Ali", 2] }, { key: "2", ids: ["2"], cells: ["Sara", 10] }, { key: "3", ids: ["3"], cells: ["Alia", 1] }];
  it("are sorted as numbers or text and hold every typed word", () => {
    expect(arranged(rows, "", { column: 1, down: true }).map((row) => row.key)).toEqual(["2", "1", "3"]);
    expect(arranged(rows, "ali", { column: 0, down: false }).map((row) => row.key)).toEqual(["1", "3"]);
    expect(arranged(rows, "ali 10", { column: 0, down: false })).toEqual([]);
  });
  it("of items count what is linked here and what is not shown", () => {
    expect(itemRows(chart, known, new Map([["a", ["b"]]]), words).map((row) => row.cells)).toEqual([['علي "<b>"', "Person", 1, 4, "Crew"], ["=HYPERLINK(1)", "Plate", 0, 1, ""]]);
  });
});

describe("a scale of time", () => {
  const scale = span([Date.UTC(2026, 0, 1), Date.UTC(2026, 5, 30)], 900);
  it("holds all moments with room, and marks that do not crowd", () => {
    expect(at(scale, Date.UTC(2026, 0, 1))).toBeGreaterThan(0);
    const marks = ticks(scale);
    expect(marks.map((time) => new Date(time).toISOString().slice(0, 10))).toEqual(["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"]);
    expect(ticks({ from: 0, to: 3_600_000, width: 400 })).toHaveLength(5);
    expect(ticks({ from: 5, to: 5, width: 400 })).toEqual([5]);
  });
  it("zooms around a moment and never to nothing", () => {
    const near = zoomed(scale, 0.5, Date.UTC(2026, 3, 1));
    expect(at(near, Date.UTC(2026, 3, 1))).toBeCloseTo(at(scale, Date.UTC(2026, 3, 1)));
    expect(zoomed(scale, 1e-12, scale.from).to - scale.from).toBeGreaterThan(60_000);
    expect(span([], 100)).toEqual({ from: 0, to: 86_400_000, width: 100 });
  });
});

describe("a photograph", () => {
  const faced = edit.photograph(chart, ["a"], "ab".repeat(8));
  const photos = new Map([["ab".repeat(8), { image: document.createElement("canvas"), data: "data:image/jpeg;base64,AA==" }]]);
  it("stands in place of the sign, also in a file; a group that is drawn as one has none", () => {
    expect(photoOf(faced.items.get("a"), photos)?.data).toBe("data:image/jpeg;base64,AA==");
    expect([photoOf(faced.items.get("b"), photos), photoOf({ x: 0, y: 0, photo: "ab".repeat(8), as: { name: "The two", count: 2 } }, photos)]).toEqual([undefined, undefined]);
    const svg = svgOf(faced, known, [...pairs([line]).values()].flatMap((pair) => strandsOf(pair, "ways")), words, LIGHT, about, () => "5", undefined, photos);
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(parsed.querySelector("parsererror")).toBeNull();
    expect(parsed.querySelectorAll("image")).toHaveLength(1);
  });
});
