import { expect, it } from "vitest";

import { clockAt, dayAt, shifted } from "./days";

it("says day and time as the house has them, also between midnight in Baghdad and midnight in UTC", () => {
  expect([dayAt("2026-12-01T21:32:00+00:00"), clockAt("2026-12-01T21:32:00+00:00")]).toEqual(["2026-12-02", "00:32"]);
  expect(dayAt("2026-12-02T00:32:00+03:00")).toBe("2026-12-02");
  expect(shifted("2026-12-31", 1)).toBe("2027-01-01");
});
