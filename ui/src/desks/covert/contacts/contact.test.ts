import { describe, expect, it } from "vitest";

import { EMPTY, EMPTY_ITEM, opened, reported } from "./contact";
import { BASES } from "../server";

describe("a contact report as it is typed", () => {
  it("comes back from its draft as it was", () => {
    const typed = { ...EMPTY, started: "2026-03-01T10:00:00+03:00", welfare: "بخير", items: [{ ...EMPTY_ITEM, text: "سمع", basis: "own" as const, grade: "uk-3x5x2:1A", names: "السوق\nالمخزن" }] };
    expect(opened(JSON.stringify(typed), BASES)).toEqual(typed);
  });

  it("leaves empty what a draft cannot say", () => {
    expect(opened("no draft", BASES)).toEqual(EMPTY);
    expect(opened("[]", BASES)).toEqual(EMPTY);
    expect(opened('{"welfare": 3, "items": [{"text": "x", "basis": "rumour"}, 4]}', BASES)).toEqual({ ...EMPTY, items: [{ ...EMPTY_ITEM, text: "x" }] });
  });

  it("sends items with what they rest on, and none that is empty", () => {
    const sent = reported("ACDE-FGHL", { ...EMPTY, items: [EMPTY_ITEM, { ...EMPTY_ITEM, text: " heard ", basis: "uncorroborated", grade: "uk-3x5x2:1C", names: "mill\n\n" }] }, "d1");
    expect(sent.items).toEqual([{ text: "heard", rests_on: "uncorroborated", official: false, knowable: false, grade: "uk-3x5x2:1C", names: ["mill"] }]);
    expect([sent.code, sent.draft]).toEqual(["ACDE-FGHL", "d1"]);
  });
});
