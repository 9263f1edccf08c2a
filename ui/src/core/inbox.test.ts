import { expect, it } from "vitest";

import { distance } from "./inbox";

const NOW = "2026-12-01T14:00:00Z";
const of = (end: string) => distance(Date.parse(end), Date.parse(NOW), end.slice(0, 10), NOW.slice(0, 10));

it.each([
  ["2026-12-01T14:40:00Z", { when: "in", unit: "minutes", n: 40 }],
  ["2026-12-01T17:00:00Z", { when: "in", unit: "hours", n: 3 }],
  ["2026-12-02T09:00:00Z", { when: "in", unit: "tomorrow" }],
  ["2026-12-04T09:00:00Z", { when: "in", unit: "days", n: 3 }],
  ["2026-12-01T13:59:40Z", { when: "over", unit: "minutes", n: 1 }],
  ["2026-11-30T20:00:00Z", { when: "over", unit: "yesterday" }],
  ["2026-11-28T20:00:00Z", { when: "over", unit: "days", n: 3 }],
  ["2026-04-01T20:00:00Z", { when: "over", unit: "months", n: 8 }],
  ["2024-03-01T20:00:00Z", { when: "over", unit: "years", n: 2 }],
])("%s is %j", (end, words) => {
  expect(of(end)).toEqual(words);
});
