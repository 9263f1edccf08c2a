import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

import { expect, it } from "vitest";

const SOURCE = join(import.meta.dirname, "..");
/** What shows a moment in the zone or the words of the browser, which nobody set. */
const OF_THE_BROWSER = /resolvedOptions\(\)\.timeZone|\.toLocale(?:Date|Time)?String\(/;
const files = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: "utf-8" }).filter((name) => /(?<!\.test)\.tsx?$/.test(name)).map((name) => join(folder, name));

it("no screen shows a moment as the browser would: the person's zone and our own words are used", () => {
  const found = files(SOURCE).filter((file) => OF_THE_BROWSER.test(readFileSync(file, "utf-8"))).map((file) => relative(SOURCE, file));
  expect(found).toEqual([]);
});
