import { expect, test } from "vitest";

import { capacityOf, shiftOf, USUAL } from "./shift";

test("numbers of examinations become the minutes that they take", () => {
  const made = shiftOf("Umm Qasr", "2026-03-01", 7, { scans: 10, unloadings: 2, drawn: 5, each: 3 });
  expect(made).toContain("shift: umm-qasr-2026-03-01\n");
  expect(made).toContain("hands: {scanner: 60, team: 180}");
  expect(shiftOf("طريبيل", "2026-11-29", 7, USUAL)).toContain("shift: shift-2026-11-29\n");
  expect(made).toContain("random: {share: 0.05, examination: full}");
});

test("a post begins with what it had last, and with the usual numbers where that cannot be read", () => {
  expect(capacityOf("a", { getItem: () => JSON.stringify({ ...USUAL, scans: 12 }) })).toEqual({ ...USUAL, scans: 12 });
  for (const text of [null, "no JSON", '{"scans": -1, "unloadings": "8"}']) expect(capacityOf("a", { getItem: () => text })).toEqual(USUAL);
});
