import { describe, expect, it } from "vitest";

import { alone, type Askable, type Conditions, freeName, NOTHING, wrongLine, written } from "./ruleForm";

const FIELDS: Askable[] = [
  { name: "lead-days", label: "Days", type: "number", weak: false },
  { name: "paid-cash", label: "Cash", type: "yes-no", weak: false },
  { name: "destination", label: "To", type: "airport", weak: false },
  { name: "sex", label: "Sex", type: "sex", weak: true },
];
const KNOWN = new Map(FIELDS.map((one) => [one.name, one]));
const cash = { field: "paid-cash", op: "eq", value: "true" };
const man = { field: "sex", op: "eq", value: "M" };
const all = (...parts: Conditions["parts"]): Conditions => ({ join: "all", parts });

describe("a rule that is made by clicks", () => {
  it("is written as the server reads it", () => {
    const text = written({ name: "rule-1", titles: { ar: "حجز متأخر: «نقداً»" }, basis: "Law 50", offence: "trafficking-drugs", since: "", until: "2099-01-01", when: all([{ field: "lead-days", op: "le", value: "3" }], [cash, { field: "destination", op: "in", value: "ist، dxb" }]), unless: NOTHING }, KNOWN);
    expect(text.split("\n")).toEqual(["rule: rule-1", 'title: "حجز متأخر: «نقداً»"', 'basis: "Law 50"', "offence: trafficking-drugs", "until: 2099-01-01", 'when: {all: [{le: [lead-days, 3]}, {any: [{eq: [paid-cash, true]}, {in: [destination, ["IST", "DXB"]]}]}]}', "unless: {all: []}", ""]);
  });

  it("gives every language a name where one has it", () => {
    const text = written({ name: "rule-1", titles: { en: "Late", ar: "متأخر" }, basis: "", offence: "", since: "", until: "", when: NOTHING, unless: NOTHING }, KNOWN);
    expect(text).toContain('title: {en: "Late", ar: "متأخر", ckb: "Late", kmr-Arab: "Late"}');
  });

  it("says what is wrong with a line, in the kind of its value", () => {
    expect(wrongLine({ field: "lead-days", op: "le", value: "three" }, KNOWN)).toBe("number");
    expect(wrongLine({ field: "destination", op: "eq", value: "IST, DXB" }, KNOWN)).toBe("code");
    expect(wrongLine({ field: "destination", op: "in", value: "IST, DXB" }, KNOWN)).toBe(null);
    expect(wrongLine({ ...cash, value: "" }, KNOWN)).toBe("choice");
    expect(wrongLine({ field: "religion", op: "eq", value: "x" }, KNOWN)).toBe("field");
  });

  it("knows where sex alone would name somebody", () => {
    expect(alone(all([man]), KNOWN)).toBe(true);
    expect(alone(all([man], [cash]), KNOWN)).toBe(false);
    expect(alone(all([man, cash]), KNOWN)).toBe(true);
    expect(alone({ join: "any", parts: [[man], [cash]] }, KNOWN)).toBe(true);
    expect(alone({ join: "any", parts: [[man, cash]] }, KNOWN)).toBe(false);
  });

  it("finds a free name", () => {
    expect(freeName(["courier", "rule-3"])).toBe("rule-4");
  });
});
