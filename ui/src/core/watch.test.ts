import { describe, expect, it } from "vitest";

import { watchBody } from "./casework";
import { news, seenNow, worthLooking } from "./watch";

const now = [
  { entity: "a", caption: "A", mark: "2/0" },
  { entity: "b", caption: "B", mark: "3/9" },
  { entity: "c", caption: "C", mark: "1/0" },
];

describe("a watch", () => {
  it("tells what is new and about what more is recorded, and nothing else", () => {
    const told = news([{ entity: "a", mark: "2/0" }, { entity: "b", mark: "3/8" }], now);
    expect(told.fresh.map((item) => item.entity)).toEqual(["c"]);
    expect(told.more.map((item) => item.entity)).toEqual(["b"]);
  });

  it("has no news once it was looked at", () => {
    const watch = watchBody({ body: seenNow({ q: "0790", type: "" }, now, "2026-11-24T20:00:00Z") });
    expect(watch.q).toBe("0790");
    expect(news(watch.seen.marks, now)).toMatchObject({ fresh: [], more: [] });
  });

  it("is looked at again only when something was published since", () => {
    const watch = watchBody({ body: seenNow({ q: "0790", type: "" }, now, "2026-11-24T20:00:00Z") });
    expect(worthLooking(watch, ["2026-11-24T19:00:00Z"])).toBe(false);
    expect(worthLooking(watch, ["2026-11-24T19:00:00Z", "2026-11-24T20:00:01Z"])).toBe(true);
  });
});
