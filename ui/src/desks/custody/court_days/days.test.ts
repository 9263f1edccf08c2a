import { describe, expect, it } from "vitest";

import { clockAt, shifted } from "./days";

describe("court days", () => {
  it("go on over the end of a month and a year", () => {
    expect([shifted("2024-02-20", 14), shifted("2024-12-25", 14), shifted("2024-03-01", -1)]).toEqual(["2024-03-05", "2025-01-08", "2024-02-29"]);
  });

  it("show the clocks of the house", () => {
    expect([clockAt("2024-03-11T10:30:00+03:00"), clockAt("2024-03-11T21:05:00Z")]).toEqual(["10:30", "00:05"]);
  });
});
