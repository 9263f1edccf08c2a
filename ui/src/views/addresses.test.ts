import { describe, expect, it } from "vitest";

import { chartSearch, deskSearch, entitySearch, inside, read, reviewSearch, searchSearch, signInSearch, sourceSearch, write } from "./addresses";

it("a reader names all its keys, so that what it refuses does not come back from the address", () => {
  expect("next" in signInSearch({ next: "//evil.example" })).toBe(true);
  expect({ next: "//evil.example", ...signInSearch({ next: "//evil.example" }) }.next).toBeUndefined();
  expect({ left: "x", ...reviewSearch({ left: "x" }) }.left).toBeUndefined();
});

describe("an address", () => {
  it.each([["/search?q=x", "/search?q=x"], ["//evil.example", undefined], ["/\\evil.example", undefined], ["https://evil.example", undefined], ["/\t/evil.example", undefined], ["/a\nb", undefined], ["/a\\b", undefined], ["///evil.example", undefined], [undefined, undefined]])("%s leads after sign-in to %s", (next, led) => {
    expect(inside(next)).toBe(led);
  });

  it("keeps every digit of a number and every letter of a name", () => {
    const search = { q: "89964012345678901234", next: "/search?q=علي & co", page: undefined };
    expect(read(write(search))).toEqual({ q: search.q, next: search.next });
    expect(write({ page: undefined })).toBe("");
  });

  it("falls back to the plain view where it is broken", () => {
    expect(entitySearch({ tab: "nothing", at: "x" })).toEqual({});
    expect([entitySearch({ tab: "lab:exhibits" }).tab, entitySearch({ tab: "lab:<b>" }).tab]).toEqual(["lab:exhibits", undefined]);
    expect(deskSearch({ q: 964, "A b": "x", empty: "" })).toEqual({ q: "964" });
    expect(sourceSearch({ page: "-1", at: "abcd.0.2.1" })).toEqual({ at: "abcd.0.2.1" });
    expect(chartSearch({ case: "x", id: "ab".repeat(8), sel: "ab", add: `${"a".repeat(32)}.${"b".repeat(32)}`, pane: "nothing", cam: "x_y", off: "a b", find: "" })).toEqual({ id: "ab".repeat(8), add: `${"a".repeat(32)}.${"b".repeat(32)}` });
    expect(searchSearch({ q: 964, page: "2", type: "" })).toEqual({ q: "964", page: 2 });
  });

  it("keeps where a chart looks and what its filter leaves out", () => {
    expect(chartSearch({ pane: "map", cam: "0.5_-12.25_1.5", off: "Person.confirmed", find: "علي" })).toEqual({ pane: "map", cam: "0.5_-12.25_1.5", off: "Person.confirmed", find: "علي" });
  });
});
