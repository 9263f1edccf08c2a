import { expect, it } from "vitest";

import { glossary } from "./glossary";
import { LOCALE_CODES } from "./locales";

it.each(LOCALE_CODES)("every word has a paragraph in %s", async (locale) => {
  const [english, words] = [await glossary("en"), await glossary(locale)];
  expect(Object.keys(words)).toEqual(Object.keys(english));
  for (const { term, text } of Object.values(words)) {
    expect(term.trim()).not.toBe("");
    expect(text.length).toBeGreaterThan(60);
  }
  if (locale !== "en") for (const [key, { text }] of Object.entries(words)) expect(text, key).toMatch(/[\u0600-\u06ff]{3}/);
});
