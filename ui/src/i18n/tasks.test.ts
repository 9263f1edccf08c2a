import { expect, it } from "vitest";

import { LOCALE_CODES } from "./locales";
import { tasks } from "./tasks";

it.each(LOCALE_CODES)("ten tasks are explained step by step in %s", async (locale) => {
  const [english, told] = [await tasks("en"), await tasks(locale)];
  expect(Object.keys(told)).toEqual(Object.keys(english));
  expect(Object.keys(told)).toHaveLength(10);
  for (const [key, { title, steps }] of Object.entries(told)) {
    expect(title.trim(), key).not.toBe("");
    expect(steps.length, key).toBe(english[key as keyof typeof english].steps.length);
    for (const step of steps) expect(step.length, key).toBeGreaterThan(15);
    if (locale !== "en") for (const text of [title, ...steps]) expect(text, key).toMatch(/[\u0600-\u06ff]{3}/);
  }
});
