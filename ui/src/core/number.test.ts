import { expect, it } from "vitest";

import { numberOf } from "./number";

it.each([
  ["12,5", "12.5"], ["12.5", "12.5"], ["١٢٫٥", "12.5"], ["500,000", "500000"], ["٥٠٠", "500"], ["٥٠٠٬٠٠٠", "500000"], ["500 000", "500000"], ["1,234,567.25", "1234567.25"],
  ["0,125", "0.125"], ["-3", "-3"], [" 7 ", "7"], ["", ""],
])("%s is understood", (text, number) => {
  expect(numberOf(text)).toBe(number);
});

it.each(["1.234,5", "1,2,3", "12,", "abc", "1e5", "12 5,000"])("%s is refused: it is no number or could be two", (text) => {
  expect(numberOf(text)).toBeNull();
});
