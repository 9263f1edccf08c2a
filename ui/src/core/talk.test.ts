import { describe, expect, it } from "vitest";

import { beginOf, dayOf, lengthOf, sideOf, timeOf } from "./talk";

describe("an event of a conversation", () => {
  it("belongs to the day of the page's zone", () => {
    expect(dayOf({ at: "2026-02-28T22:30:00Z" }, "Asia/Baghdad")).toBe("2026-03-01");
    expect(timeOf({ at: "2026-02-28T22:30:00Z" }, "Asia/Baghdad")).toBe("01:30");
    expect(dayOf({ at: "" }, "Asia/Baghdad")).toBe("");
  });

  it("stays on the day that was written alone, in every zone, without a time", () => {
    for (const zone of ["Asia/Baghdad", "America/New_York"]) {
      expect(dayOf({ at: "2026-03-08" }, zone)).toBe("2026-03-08");
      expect(timeOf({ at: "2026-03-08" }, zone)).toBe("");
    }
  });

  it("stands on the side of whoever sent it", () => {
    expect(sideOf({ sender: "a" }, "a")).toBe("mine");
    expect(sideOf({ sender: "b" }, "a")).toBe("other");
    expect(sideOf({ sender: "" }, "")).toBe("other");
  });

  it("is found from the beginning of a day in its zone", () => {
    expect(beginOf("2026-03-01", "Asia/Baghdad")).toBe("2026-02-28T21:00:00.000Z");
    expect(beginOf("2026-03-01", "America/New_York")).toBe("2026-03-01T05:00:00.000Z");
  });

  it("says how long a call was", () => {
    expect(lengthOf(65)).toBe("1:05");
  });
});
