import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { afterEach, expect, it } from "vitest";

import { BESIDE, separateAs } from "./separator";

const SOURCES = path.resolve(import.meta.dirname, "..");
/** A dot in the middle of a line that would be shown: between tags, in quotes, or in a template. */
const WRITTEN = /^(?!\s*(?:\/?\*|\/\/)).*·/m;

afterEach(() => { separateAs("en"); });

it("stands between two things as the language separates them, never as a sign that looks like a digit", () => {
  expect(BESIDE).toBe(" · ");
  for (const locale of ["ar", "ckb", "kmr-Arab"] as const) {
    separateAs(locale);
    expect(BESIDE).toBe("، ");
  }
});

it("no screen writes the dot itself", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !/[/\\]separator\.ts$/.test(name));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((name) => WRITTEN.test(readFileSync(path.join(SOURCES, name), "utf8")))).toEqual([]);
});
