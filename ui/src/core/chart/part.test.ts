import { describe, expect, it } from "vitest";

import { onClocks, partIn, partName, touches } from "./times";

const ZONE = "Asia/Baghdad";
const WEEK = { from: "2026-03-01T00:00", until: "2026-03-08T00:00" };

describe("a part of the time", () => {
  it("is the clocks' in the zone, a day the day it is", () => {
    expect(onClocks("2026-02-28T21:30:00Z", ZONE)).toBe("2026-03-01T00:30");
    expect(onClocks("2026-03-01", ZONE)).toBe("2026-03-01T00:00");
  });

  it("of a part leaves no more than both", () => {
    expect(partIn(WEEK, { from: "", until: "" })).toEqual(WEEK);
    expect(partIn({ from: "", until: "" }, WEEK)).toEqual(WEEK);
    expect(partIn(WEEK, { from: "2026-03-03T00:00", until: "2026-04-01T00:00" })).toEqual({ from: "2026-03-03T00:00", until: "2026-03-08T00:00" });
  });

  it("stands in the name of a file", () => {
    expect(partName(WEEK)).toBe(" 2026-03-01T0000–2026-03-08T0000");
    expect(partName({ from: "", until: WEEK.until })).toBe(" –2026-03-08T0000");
    expect([partName(null), partName({ from: "", until: "" })]).toEqual(["", ""]);
  });

  it("is touched by what happened or held in it", () => {
    expect(touches("2026-02-28T20:59:00Z", "2026-02-28T20:59:00Z", WEEK, ZONE)).toBe(false);
    expect(touches("2026-02-28T21:00:00Z", "2026-02-28T21:00:00Z", WEEK, ZONE)).toBe(true);
    expect(touches("2026-02-28", "2026-02-28", WEEK, ZONE)).toBe(false);
    expect(touches("2026-03-07", "2026-03-07", WEEK, ZONE)).toBe(true);
    expect(touches("2026-03-08", "", WEEK, ZONE)).toBe(false);
    expect(touches("2025-01-01", "", WEEK, ZONE)).toBe(true);
    expect(touches("", "", WEEK, ZONE)).toBe(true);
  });
});
