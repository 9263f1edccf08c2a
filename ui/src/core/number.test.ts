import { expect, it } from "vitest";

import { numberOf } from "./number";
import typed from "./typed-numbers.json";

it.each(Object.entries(typed.understood))("%s is understood", (text, number) => {
  expect(numberOf(text)).toBe(number);
});

it.each(typed.refused)("%s is refused: it is no number or could be two", (text) => {
  expect(numberOf(text)).toBeNull();
});
