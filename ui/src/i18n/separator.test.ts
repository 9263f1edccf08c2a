import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, it } from "vitest";

const SOURCES = path.join(import.meta.dirname, "..");
/** A place as the server writes it, and what is only searched. */
const OTHERWISE = ["core/commands.ts", "desks/lab/words.ts", "i18n/separator.ts", "core/map/mercator.ts"];

it("no middle dot is written outside of the one place that knows the script", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).map((name) => name.split(path.sep).join("/"));
  const shown = files.filter((name) => /\.tsx?$|(ar|ckb|kmr-Arab)\.json$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith("api/") && !OTHERWISE.includes(name));
  expect(shown.length).toBeGreaterThan(300);
  expect(shown.filter((name) => readFileSync(path.join(SOURCES, name), "utf8").includes("·"))).toEqual([]);
});
