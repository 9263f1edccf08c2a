import { expect, test } from "vitest";

import { leftOf } from "./PartRows";

test("what is left is exact, and unknown where something was not weighed", () => {
  expect(leftOf("12.5000", [{ name: "9/1-أ", grams: "0.5" }, { name: "9/1-ب", grams: "0.3" }], "0.1")).toBe("11.6");
  expect(leftOf("12.5", [{ name: "9/1-أ", grams: "" }], "")).toBe("");
  expect(leftOf("", [{ name: "9/1-أ", grams: "1" }], "")).toBe("");
  expect(Number(leftOf("1", [{ name: "9/1-أ", grams: "2" }], ""))).toBeLessThan(0);
});
