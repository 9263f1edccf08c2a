import { describe, expect, it } from "vitest";

import { chosen, dayBegins, type SurveyedKind, taken } from "./survey";

const kind = (schema: string, fits: number): SurveyedKind => ({ schema, total: fits, hidden: fits, fits, ids: Array.from({ length: Math.min(fits, 2000) }, (_, at) => `${schema}${at}`), strongest: [] });

describe("an expansion", () => {
  const many = [kind("PhoneNumber", 300), kind("Person", 2)];
  it("takes all of few and the first of many, where nobody said", () => {
    expect([...taken([kind("Person", 12), kind("Call", 3)], new Map())]).toEqual([["Person", 12], ["Call", 3]]);
    expect([...taken(many, new Map())]).toEqual([["PhoneNumber", 5], ["Person", 2]]);
    expect([...taken(many, new Map(), ["PhoneNumber"])]).toEqual([["PhoneNumber", 20], ["Person", 0]]);
  });

  it("takes what a person said, never more than there are", () => {
    expect([...taken(many, new Map([["PhoneNumber", 5000], ["Person", 0]]))]).toEqual([["PhoneNumber", 300], ["Person", 0]]);
  });

  it("leaves out what was unticked", () => {
    expect(chosen(many, taken(many, new Map([["PhoneNumber", 3]])), new Set(["PhoneNumber1", "Person0"]))).toEqual(["PhoneNumber0", "PhoneNumber2", "Person1"]);
  });

  it("counts days as this browser does, both included", () => {
    expect(dayBegins("")).toBeNull();
    const [from, until] = [dayBegins("2026-03-01"), dayBegins("2026-03-01", 1)];
    expect(new Date(from ?? "").getHours()).toBe(0);
    expect(Date.parse(until ?? "") - Date.parse(from ?? "")).toBe(86_400_000);
  });
});
