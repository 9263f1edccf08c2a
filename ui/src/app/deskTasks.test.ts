import { expect, it } from "vitest";

import { page as cargo } from "@/desks/cargo/page";
import { page as covert } from "@/desks/covert/page";
import { page as custody } from "@/desks/custody/page";
import { page as lab } from "@/desks/lab/page";
import { page as passengers } from "@/desks/passengers/page";
import { LOCALE_CODES } from "@/i18n/locales";

const DESKS = { cargo, covert, custody, lab, passengers };

it.each(Object.entries(DESKS).flatMap(([name, { tasks }]) => LOCALE_CODES.map((locale) => ({ name, locale, tasks }))))("Help explains the desk $name step by step in $locale", async ({ locale, tasks }) => {
  const [english, told] = [await tasks?.("en"), await tasks?.(locale)];
  if (english === undefined || told === undefined) throw new Error("the desk has no tasks");
  expect(Object.keys(told)).toEqual(Object.keys(english));
  expect(Object.keys(told).length).toBeGreaterThan(0);
  for (const [key, { title, steps }] of Object.entries(told)) {
    expect(steps.length, key).toBe(english[key]?.steps.length);
    if (locale !== "en") for (const text of [title, ...steps]) expect(text, key).toMatch(/[\u0600-\u06ff]{3}/);
  }
});
