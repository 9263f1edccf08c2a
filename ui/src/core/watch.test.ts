import { describe, expect, it } from "vitest";

import { watchBody } from "./casework";
import { seenUntil, worthLooking } from "./watch";

describe("a watch", () => {
  const watch = watchBody({ body: seenUntil({ q: "0790", type: "" }, "2026-11-24T20:00:00Z") });

  it("remembers what it asks and until when everything was seen", () => {
    expect(watch).toEqual({ q: "0790", type: "", seen: { at: "2026-11-24T20:00:00Z" } });
  });

  it("is looked at again only when something was published since", () => {
    expect(worthLooking(watch, ["2026-11-24T19:00:00Z"])).toBe(false);
    expect(worthLooking(watch, ["2026-11-24T19:00:00Z", "2026-11-24T20:00:01Z"])).toBe(true);
  });

  it("kept by an older program asks from then on", () => {
    expect(watchBody({ body: { q: "x", seen: { at: "2026-01-01", marks: [{ entity: "a", mark: "1/0" }] } } }).seen).toEqual({ at: "2026-01-01" });
  });
});
