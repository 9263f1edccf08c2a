import { expect, it } from "vitest";

import { consonants, sought } from "./sought";

it.each([
  ["hasan", "حسن كريم"], ["Hassan", "حسن"], ["حسن", "Hasan Karim"], ["khalid qasim", "قاسم محمد خالد"], ["fatimah", "فاطمة"], ["muhammad", "مُحَمَّد"], ["shaikh", "شيخ"], ["خالد", "Khaled"], ["احمد", "أحمد"], ["علي", "على"],
  ["0770", "٠٧٧٠١٢٣"], ["zaynab", "زينب"], ["ahmad 41", "أحمد · ٤١"], ["نازەنین", "Nazanin"],
])("%s finds %s", (typed, text) => {
  expect(sought(typed)(text)).toBe(true);
});

it.each([["ali", "علاء كريم"], ["41", "حسن"], ["karim hasan", "حسن"], ["sn", "حسن"], ["hsn", "hasan"]])("%s does not find %s", (typed, text) => {
  expect(sought(typed)(text)).toBe(false);
});

it("an empty box finds everything", () => {
  expect(sought("  ")("x")).toBe(true);
  expect(consonants("أبو")).toBe("b");
});
