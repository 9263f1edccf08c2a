import { describe, expect, it } from "vitest";

import { hijri, mirrored, readSettings, USUAL } from "./settings";

describe("settings", () => {
  it("are the usual ones where nothing or nonsense was kept", () => {
    expect(readSettings(null)).toEqual(USUAL);
    expect(readSettings("{")).toEqual(USUAL);
    expect(readSettings("null")).toEqual(USUAL);
    expect(readSettings('{"digits":"roman","hijri":"yes","density":"dense"}')).toEqual({ ...USUAL, density: "dense" });
  });
});

describe("time", () => {
  it("runs as the page is read, unless somebody wants it from left to right", () => {
    expect([mirrored("rtl", { time: "page" }), mirrored("rtl", { time: "ltr" }), mirrored("ltr", { time: "page" })]).toEqual([true, false, false]);
  });
});

describe("a Hijri day", () => {
  it.each([
    ["2024-07-07", { day: 1, month: 1, year: 1446 }],
    ["2024-03-11T23:30:00Z", { day: 1, month: 9, year: 1445 }],
  ])("of %s", (value, day) => {
    expect(hijri(value)).toEqual(day);
  });

  it("is not made up for a year or a month", () => {
    expect(hijri("2024")).toBeNull();
    expect(hijri("2024-07")).toBeNull();
    expect(hijri("2024-13-45")).toBeNull();
  });
});
