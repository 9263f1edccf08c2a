import { describe, expect, it } from "vitest";

import { share } from "./line";

describe("a span on a line of time", () => {
  const [since, until] = ["2026-01-01T00:00:00Z", "2026-01-11T00:00:00Z"] as const;

  it("lies where it begins and is as long as it lasts", () => {
    expect(share("2026-01-02T00:00:00Z", "2026-01-04T00:00:00Z", since, until)).toEqual([10, 20]);
    expect(share("2026-01-06T00:00:00Z", "2026-01-06T00:00:00Z", since, until)).toEqual([50, 0]);
  });

  it("is cut at both ends, and a moment in another zone is the same moment", () => {
    expect(share("2025-06-01T00:00:00Z", "2027-01-01T00:00:00Z", since, until)).toEqual([0, 100]);
    expect(share("2026-01-02T03:00:00+03:00", "2026-01-20T00:00:00Z", since, until)).toEqual([10, 90]);
  });
});
