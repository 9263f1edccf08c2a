import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, it } from "vitest";

import { LOCALE_CODES, preferred } from "./locales";
import { ENGLISH, fill, load } from "./text";

const SOURCES = path.resolve(import.meta.dirname, "..");

function sources(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join(SOURCES, name), "utf8"));
}

// A counted sentence repeats its number in every form, and languages have different numbers of forms.
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{\w+\}/g)].map((found) => found[0]))].sort();

describe("the catalogue", () => {
  it.each(LOCALE_CODES)("%s has every key, each with the same placeholders", async (locale) => {
    const catalogue = await load(locale);
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(ENGLISH).sort());
    for (const [key, english] of Object.entries(ENGLISH)) {
      const text = (catalogue as Record<string, string>)[key] ?? "";
      expect(text.trim(), key).not.toBe("");
      expect(placeholders(text), key).toEqual(placeholders(english));
    }
  });

  it("has no key that nobody uses", () => {
    const code = sources().join("\n");
    // A key is used as a whole or, where it is put together, by its group: t(`status.${state}`).
    const groups = (key: string) => [...key.matchAll(/\./g)].map((dot) => "`" + key.slice(0, dot.index + 1) + "${");
    const used = (key: string) => code.includes(`"${key}"`) || groups(key).some((group) => code.includes(group));
    expect(Object.keys(ENGLISH).filter((key) => !used(key))).toEqual([]);
  });
});

describe("a sentence", () => {
  it("is filled with plain text and keeps what has no value", () => {
    expect(fill("{name}: {count} of {total}", { name: "<b>", count: 3 })).toBe("<b>: 3 of {total}");
  });
});

describe("the language of the browser", () => {
  it.each([
    [["ar-IQ", "en"], "ar"],
    [["ku"], "ckb"],
    [["kmr"], "kmr-Arab"],
    [["fr", "en-GB"], "en"],
    [[], "en"],
  ] as const)("%j is answered in %s", (languages, locale) => {
    expect(preferred(languages)).toBe(locale);
  });
});
