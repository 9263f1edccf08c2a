import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, it } from "vitest";

import { LOCALE_CODES, preferred } from "./locales";
import { ENGLISH, fill, load } from "./text";

const SOURCES = path.resolve(import.meta.dirname, "..");

function sources(folder = SOURCES): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), "utf8"));
}

/** A key is used as a whole or, where it is put together, by its group: t(`status.${state}`). */
function used(code: string, key: string): boolean {
  const groups = [...key.matchAll(/\./g)].map((dot) => "`" + key.slice(0, dot.index + 1) + "${");
  return code.includes(`"${key}"`) || groups.some((group) => code.includes(group));
}

// A counted sentence repeats its number in every form, and languages have different numbers of forms.
/** The sentences of each desk by language, as they lie in its folder. */
function ofDesks(): [string, string, Record<string, string>][] {
  const folder = path.join(SOURCES, "desks");
  const desks = readdirSync(folder).filter((desk) => existsSync(path.join(folder, desk, "words"))); // the kit of all desks has no words
  return desks.flatMap((desk) =>
    LOCALE_CODES.map((locale): [string, string, Record<string, string>] => [desk, locale, JSON.parse(readFileSync(path.join(folder, desk, "words", `${locale}.json`), "utf8")) as Record<string, string>]),
  );
}

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
    expect(Object.keys(ENGLISH).filter((key) => !used(code, key))).toEqual([]);
  });
});

describe("the words of desks", () => {
  const english = Object.fromEntries(ofDesks().filter(([, locale]) => locale === "en").map(([desk, , words]) => [desk, words]));

  it.each(ofDesks())("%s has every word in %s, each with the same placeholders", (desk, _, words) => {
    expect(Object.keys(words).sort()).toEqual(Object.keys(english[desk] ?? {}).sort());
    for (const [key, text] of Object.entries(english[desk] ?? {})) {
      expect((words[key] ?? "").trim(), key).not.toBe("");
      expect(placeholders(words[key] ?? ""), key).toEqual(placeholders(text));
    }
  });

  it.each(Object.entries(english))("%s has no word that nobody uses", (desk, words) => {
    const code = sources(path.join(SOURCES, "desks", desk)).join("\n");
    expect(Object.keys(words).filter((key) => !used(code, key))).toEqual([]);
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
