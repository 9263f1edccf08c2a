import { describe, expect, it } from "vitest";

import { ApiError } from "@/api/client";

import { total } from "./balance";
import { added, ofInput } from "./drop";
import { byProperty, byType, type Entity, type Neighbour, others, type Statement } from "./entities";
import { codeOf, withSign } from "./grade";
import { type Job, percent } from "./jobs";
import { stepped } from "./keys";
import { letters, pieces, readAt, windowAround, writeAt } from "./place";
import { worthAnotherTry } from "./queries";
import { facetsOf, reasons } from "./search";
import { type GradeScheme, type SchemaWords, type Vocabulary, Words } from "./vocabulary";

const place = { part: 0, part_name: "", kind: "file", row: 0, column: 0, label: "" };
const statement = (prop: string, value: string, more: Partial<Statement> = {}): Statement => ({ id: `${prop}${value}`, prop, value, original: value, target: null, source: "ab12", place, ...more }) as Statement;

describe("a place", () => {
  it("goes through an address and back", () => {
    const at = { source: "af31398e75e52f29", part: 2, row: 120000, column: 7 };
    expect(readAt(writeAt(at))).toEqual(at);
  });

  it.each(["", "1", "x.1.2.3", "abcd.1.2", "abcd.1.2.3.4", 5, null])("is not read from %j", (text) => {
    expect(readAt(text)).toBeNull();
  });

  it.each([[1, "A"], [26, "Z"], [27, "AA"], [703, "AAA"], [0, ""]])("column %d is %s", (column, text) => {
    expect(letters(column)).toBe(text);
  });

  it.each([
    [{ ...place }, []],
    [{ ...place, row: 7 }, [{ kind: "word", word: "line", number: 7 }]],
    [{ ...place, kind: "sheet", part_name: "رقم 1", row: 12, column: 3 }, [{ kind: "name", text: "رقم 1" }, { kind: "code", text: "C12" }]],
    [{ ...place, kind: "sheet", part_name: "S", row: 12 }, [{ kind: "name", text: "S" }, { kind: "word", word: "line", number: 12 }]],
    [{ ...place, kind: "page", part: 2, row: 4 }, [{ kind: "word", word: "page", number: 3 }, { kind: "word", word: "line", number: 4 }]],
    [{ ...place, kind: "entry", row: 9, column: 2 }, [{ kind: "word", word: "entry", number: 9 }, { kind: "word", word: "field", number: 2 }]],
  ])("%j is told as %j", (given, told) => {
    expect(pieces(given)).toEqual(told);
  });

  it("is shown with rows before it, never before the first", () => {
    expect([windowAround(3), windowAround(100)]).toEqual([1, 94]);
  });
});

describe("the values of an entity", () => {
  it("stand by property and value, featured first, no recording lost", () => {
    const statements = [statement("city", "Erbil"), statement("name", "Ali"), statement("name", "علي"), statement("name", "Ali", { id: "2" })];
    const groups = byProperty({ statements }, { featured: ["name"], properties: ["Thing.city"] } as SchemaWords);
    expect(groups.map((group) => [group.prop, group.values.map((item) => [item.value, item.statements.length])])).toEqual([
      ["name", [["Ali", 2], ["علي", 1]]],
      ["city", [["Erbil", 1]]],
    ]);
  });
});

describe("neighbours", () => {
  it("are one each, by type, the heaviest first", () => {
    const link = (id: string, schema: string, weight: number) => ({ id, schema, caption: id, link: { weight } }) as Neighbour;
    const groups = byType([link("a", "Phone", 2), link("b", "Phone", 5), link("a", "Phone", 9), link("c", "Person", 1)]);
    expect(groups.map((group) => [group.schema, group.rows.map((row) => [row.id, row.links.length, row.weight])])).toEqual([
      ["Phone", [["a", 2, 11], ["b", 1, 5]]],
      ["Person", [["c", 1, 1]]],
    ]);
  });
});

describe("an event", () => {
  it("names the other party once, and never the one it is seen from", () => {
    const record = { statements: [statement("callerNumber", "1", { target: "me" }), statement("calleeNumber", "2", { target: "you" }), statement("calleeNumber", "2", { target: "you" }), statement("cell", "9", { target: "cell" })] } as Entity;
    expect(others(record, "me").map((item) => item.target)).toEqual(["you"]);
  });
});

describe("counts", () => {
  it("balance in all", () => {
    expect(total([{ records: 5, mapped: 3 }, { records: 2, mapped: 2 }])).toEqual({ records: 7, mapped: 5, unused: 2 });
  });
});

describe("a job", () => {
  const job = (state: string, done: number, all: number) => ({ state, done, total: all }) as Job;
  it("tells its share, or that it is not known", () => {
    expect([percent(job("running", 1, 3)), percent(job("running", 5, 0)), percent(job("done", 0, 0))]).toEqual([33, null, 100]);
  });
});

describe("a grade", () => {
  const scheme = { axes: [{ codes: { A: {}, B: {} } }, { codes: { 1: {}, 2: {} } }, { optional: true, codes: { C: {} } }] } as unknown as GradeScheme;
  it("is none until a person chose each sign that must be there", () => {
    expect([[], ["A"], ["", "1"], ["", "", "C"], ["A", "", "C"]].map((signs) => codeOf(scheme, signs))).toEqual(["", "", "", "", ""]);
  });
  it("changes one sign and keeps the others", () => {
    const code = (signs: string[], axis: number, sign: string) => codeOf(scheme, withSign(scheme, signs, axis, sign));
    expect([code(["A"], 1, "1"), code(["A", "1"], 1, "2"), code(["B", "2"], 2, "C"), code(["B", "2", "C"], 2, "")]).toEqual(["A1", "A2", "B2C", "B2"]);
  });
  it("is told in words, sign by sign", () => {
    const vocabulary = { grades: { admiralty: { title: { en: "Admiralty" }, axes: [{ codes: { B: { en: "usually reliable" } } }, { codes: { "2": { en: "probably true", ar: "صحيح على الأرجح" } } }] } } } as unknown as Vocabulary;
    expect(new Words(vocabulary, "ar").grade("admiralty:B2")).toEqual({ title: "Admiralty", signs: ["usually reliable", "صحيح على الأرجح"] });
    expect(new Words(vocabulary, "en").grade("other:1")).toBeNull();
  });
});

describe("what a document was read as", () => {
  const vocabulary = {
    mappings: { text: { en: "Text", ar: "نص", ckb: "دەق", "kmr-Arab": "نڤیسین" }, matrix: { en: "Matrix of ties", ar: "مصفوفة روابط", ckb: "ماتریکسی پەیوەندی", "kmr-Arab": "ماتریکس" } },
    formats: [],
  } as unknown as Vocabulary;
  it("is told in the language of the page, part by part, and a name that somebody gave stays", () => {
    const told = (locale: "en" | "ar" | "ckb" | "kmr-Arab", name: string) => new Words(vocabulary, locale).mapping(name);
    expect([told("en", "text, matrix"), told("ar", "text, matrix"), told("ckb", "matrix, text, text"), told("kmr-Arab", "text, mine")]).toEqual(["Text, Matrix of ties", "نص، مصفوفة روابط", "ماتریکسی پەیوەندی، دەق", "نڤیسین، mine"]);
    expect([told("ar", "ours, of May"), told("ar", "matrix")]).toEqual(["ours, of May", "مصفوفة روابط"]);
  });
});

describe("the keyboard", () => {
  const key = (key: string, code = key) => new KeyboardEvent("keydown", { key, code });
  it("steps and stops at both ends, by place on any layout", () => {
    expect([stepped(key("ArrowDown"), -1, 3), stepped(key("ArrowDown"), 2, 3), stepped(key("ArrowUp"), 0, 3), stepped(key("ت", "KeyJ"), 0, 3), stepped(key("x"), 0, 3), stepped(key("ArrowDown"), -1, 0)]).toEqual([0, 2, 0, 1, null, null]);
  });
});

describe("chosen files", () => {
  it("are named by their path; hidden ones stay out; the same name is replaced", () => {
    const file = (name: string) => new File(["x"], name);
    const first = ofInput([file("a.csv"), file(".DS_Store")]);
    expect(first.map((item) => item.name)).toEqual(["a.csv"]);
    expect(added(first, ofInput([file("a.csv"), file("b.csv")])).map((item) => item.name)).toEqual(["a.csv", "b.csv"]);
  });
});

describe("search", () => {
  it("keeps the chosen type among the facets", () => {
    expect(facetsOf({ Person: 2, Phone: 7 }, "Address")).toEqual([["Phone", 7], ["Person", 2], ["Address", 0]]);
  });
  it("says each reason once", () => {
    const why = { field: "name", value: "Ali", kind: "same-name", source: "", source_name: "", place: "", part: 0, part_kind: "file", part_name: "", row: 0, column: 0 };
    expect(reasons([why, { ...why, place: "B2" }, { ...why, value: "علي" }])).toHaveLength(2);
  });
});

describe("asking again", () => {
  it("is for answers that never came, once, and never for a refusal", () => {
    expect([worthAnotherTry(0, new ApiError("unreachable", 0, "", "")), worthAnotherTry(1, new ApiError("unreachable", 0, "", "")), worthAnotherTry(0, new ApiError("x", 403, "", ""))]).toEqual([true, false, false]);
  });
});
