import { expect, test } from "vitest";

const FILES: Record<string, string> = import.meta.glob<string>("./**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
const IMPORT = /^(?:import|export)\s(?:[^;"']*?\sfrom\s)?"([^"]+)"/gm;

/** The file of the page that a name in an import means; undefined for packages, styles and data. */
function meant(from: string, name: string): string | undefined {
  const base = name.startsWith("@/") ? `./${name.slice(2)}` : name.startsWith(".") ? new URL(name, `http://page/${from.slice(2)}`).pathname.replace(/^\//, "./") : undefined;
  return base === undefined ? undefined : [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find((path) => path in FILES);
}

/** Every circle of files that import one another, types too: from the first file on, back to it. */
function circles(files: Record<string, string>): string[][] {
  const next = new Map(Object.entries(files).map(([path, text]) => [path, [...text.matchAll(IMPORT)].flatMap((match) => meant(path, match[1] ?? "") ?? [])]));
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) found.push([...way.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    for (const other of next.get(path) ?? []) walk(other, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) walk(path, []);
  return found;
}

test("no files of the page import one another in a circle", () => {
  expect(Object.keys(FILES).length).toBeGreaterThan(200);
  expect(circles(FILES)).toEqual([]);
});

test("a circle would be noticed, of types too", () => {
  const a = "./core/chart/known.ts", b = "./core/chart/seen.ts";
  expect(circles({ [a]: 'import type { X } from "./seen";', [b]: 'import { Y } from "@/core/chart/known";' })).toEqual([[a, b, a]]);
});
