import { describe, expect, it } from "vitest";

import { asPrecise, clockOf, dayIn, dayOf, knownDay } from "./day";

describe("a day as people write it", () => {
  it.each([
    ["2026-03-01", "2026-03-01"],
    ["2026/3/1", "2026-03-01"],
    ["1/3/2026", "2026-03-01"],
    ["01.03.2026", "2026-03-01"],
    [" ١/٣/٢٠٢٦ ", "2026-03-01"],
    ["۲۰۲۶-۰۳-۰۱", "2026-03-01"],
    ["29/2/2024", "2024-02-29"],
    ["", ""],
  ])("%s is read as %s", (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each(["29/2/2026", "2026-13-01", "3/25/2026", "1/3/26", "yesterday", "2026-03", "0000-00-00", "2026-3-1x"])("%s is no day", (text) => {
    expect(dayOf(text)).toBeNull();
  });
});

describe("a day as far as it is known", () => {
  it.each([
    ["1990", "1990"],
    ["١٩٩٠", "1990"],
    ["2/1990", "1990-02"],
    ["1990-02", "1990-02"],
    ["14/02/1990", "1990-02-14"],
    ["14-02-1990", "1990-02-14"],
    ["٥/٣/١٩٩٠", "1990-03-05"],
    ["", ""],
  ])("%s is read as %s", (text, day) => {
    expect(knownDay(text)).toBe(day);
  });

  it.each(["13/1990", "90", "31/2/1990", "soon"])("%s is none", (text) => {
    expect(knownDay(text)).toBeNull();
  });
});

describe("a time as people write it", () => {
  it.each([["9:05", "09:05"], ["٢١:٣٠", "21:30"], ["00.00", "00:00"], ["23:59", "23:59"], [" ", ""]])("%s is read as %s", (text, clock) => {
    expect(clockOf(text)).toBe(clock);
  });

  it.each(["24:00", "9", "9:5", "12:60", "9:05 pm", "21:30:00"])("%s is no time", (text) => {
    expect(clockOf(text)).toBeNull();
  });
});

describe("the day of a moment", () => {
  it.each([
    ["2026-02-28T21:30:00Z", "Asia/Baghdad", "2026-03-01"],
    ["2026-03-01T01:00:00Z", "America/New_York", "2026-02-28"],
    ["2026-03-08", "America/New_York", "2026-03-08"],
    ["2026-03", "Asia/Baghdad", "2026-03"],
    ["", "Asia/Baghdad", ""],
  ])("%s in %s is %s", (moment, zone, day) => {
    expect(dayIn(moment, zone)).toBe(day);
  });
});

describe("the precision of a moment", () => {
  it.each(["2026-03-01", "١/٣/٢٠٢٦", "20260301", "1 آذار 2026", "1 March 2026"])("is the day where %s was written", (written) => {
    expect(asPrecise("2026-02-28T21:00:00Z", written, "Asia/Baghdad")).toBe("2026-03-01");
  });
  it.each(["2026-03-01 00:00", "2026-03-01 00:00:00", "20260301000000", "1772312400", "1/3/2026 12 AM", ""])("is the moment where %s was written", (written) => {
    expect(asPrecise("2026-02-28T21:00:00Z", written, "Asia/Baghdad")).toBe("2026-02-28T21:00:00Z");
  });
  it("is the moment where it is no midnight", () => {
    expect(asPrecise("2026-03-01T07:15:00Z", "2026-03-01", "Asia/Baghdad")).toBe("2026-03-01T07:15:00Z");
  });
});
