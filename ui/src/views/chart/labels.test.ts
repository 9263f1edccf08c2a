import { describe, expect, it } from "vitest";

import { EMPTY, fromBody, LABEL_RULES, toBody } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { type Line, pairs } from "@/core/chart/known";
import type { Spread } from "@/core/chart/times";
import type { Words } from "@/core/vocabulary";

import { grouped, labelOf, type Telling } from "./labels";

const line = (id: string, a: string, b: string, out: number, back: number): Line => ({ id, a, b, kind: "fact", label: "Payment", strength: "confirmed", directed: back === 0, weight: out + back, events: { out, in: back }, records: out + back, first: "2026-03-01", last: "2026-03-09", entity: "", sources: [] });
const SUMS = new Map<string, Spread>([
  ["1", { out: 3, in: 0, sums: new Map([["IQD", ["1250000.5", "0"]]]), first: "", last: "" }],
  ["2", { out: 2, in: 1, sums: new Map([["IQD", ["500", "40"]], ["USD", ["0", "7"]]]), first: "", last: "" }],
]);
const words: Partial<Words> = { link: (_: string, label: string) => label };
const telling: Telling = { words: words as Words, count: String, digits: (text) => text, day: (text) => text, type: (schema) => schema, ends: () => [], sums: SUMS };
const plain = (text: string) => text.replace(/[\u2066-\u2069\u200e]/g, "");
const [one] = [...pairs([line("1", "a", "b", 3, 0), line("2", "b", "a", 2, 1)]).values()];

describe("what a line says", () => {
  it("follows the rule, in both directions as they lie on the chart", () => {
    if (one === undefined) throw new Error("no pair");
    const say = (turned: boolean) => LABEL_RULES.map((rule) => plain(labelOf(one, rule, turned, telling)));
    expect(say(false)).toEqual(["Payment 4→ ←2", "4→ ←2", "1,250,040.5→ ←500 IQD · 7→ USD", "2026-03-01 – 2026-03-09", ""]);
    expect(say(true)).toEqual(["Payment 2→ ←4", "2→ ←4", "500→ ←1,250,040.5 IQD · ←7 USD", "2026-03-01 – 2026-03-09", ""]);
  });

  it("says how often where nothing was paid", () => {
    if (one === undefined) throw new Error("no pair");
    expect(plain(labelOf(one, "sum", false, { ...telling, sums: new Map() }))).toBe("4→ ←2");
    expect([grouped("1234567.25"), grouped("-1000"), grouped("12")]).toEqual(["1,234,567.25", "-1,000", "12"]);
  });

  it("is kept with the chart, for all lines and for one", () => {
    const made = edit.labelLine(edit.label(EMPTY, "sum"), "a b", "none");
    expect(fromBody(JSON.parse(JSON.stringify(toBody(made))) as Record<string, unknown>)).toEqual(made);
    expect(edit.labelLine(made, "a b", null).labels.size).toBe(0);
    expect([edit.label(made, "sum"), edit.labelLine(made, "a b", "none")]).toEqual([made, made]);
    expect(toBody(EMPTY)).toEqual({ items: [], hidden: [], groups: [] });
    expect(fromBody({ label: "nothing of the kind", lines: [{ a: 5 }, { a: { entity: "a" }, b: {}, label: "sum" }] })).toEqual(EMPTY);
  });
});
