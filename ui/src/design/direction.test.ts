import { expect, it } from "vitest";

import { directionOf } from "./direction";

it.each([
  [["علي", "ڕێبین", "A1"], "rtl"],
  [["Ali", "07901", null], "ltr"],
  [["123", null], "ltr"],
])("%j is laid out %s", (texts, direction) => {
  expect(directionOf(texts)).toBe(direction);
});
