import { describe, expect, it } from "vitest";

import { momentOf, shownNow, zones } from "./moment";

describe("a moment with its zone", () => {
  it("keeps the offset of the zone it was given in", () => {
    expect(momentOf("2026-03-01T10:00", "Asia/Baghdad")).toBe("2026-03-01T10:00:00+03:00");
    expect(momentOf("2026-03-01T10:00", "UTC")).toBe("2026-03-01T10:00:00+00:00");
    expect(momentOf("2026-01-01T23:30", "America/St_Johns")).toBe("2026-01-01T23:30:00-03:30");
    expect(momentOf("no time", "UTC")).toBe("");
  });

  it("follows the clocks of a zone through the year", () => {
    expect(momentOf("2026-01-15T12:00", "Europe/Berlin")).toBe("2026-01-15T12:00:00+01:00");
    expect(momentOf("2026-07-15T12:00", "Europe/Berlin")).toBe("2026-07-15T12:00:00+02:00");
    expect(momentOf("2026-10-25T02:30", "Europe/Berlin")).toBe("2026-10-25T02:30:00+02:00");
    expect(momentOf("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T02:30:00+01:00");
  });

  it("is the same moment for every zone it is told in", () => {
    for (let hour = 0; hour < 24 * 366; hour += 53) {
      const moment = new Date(Date.UTC(2026, 0, 1, hour));
      for (const zone of ["Asia/Baghdad", "Asia/Tehran", "Pacific/Apia", "Africa/Cairo"]) {
        const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(moment).replace(" ", "T");
        const twice = Math.abs(Date.parse(momentOf(shown, zone)) - moment.getTime());
        expect([0, 3_600_000]).toContain(twice);
      }
    }
  });

  it("offers the browser's zone, the country's and UTC, each once, and knows what the clock shows", () => {
    expect(new Set(zones()).size).toBe(zones().length);
    expect(zones()).toContain("Asia/Baghdad");
    expect(shownNow()).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
  });
});
