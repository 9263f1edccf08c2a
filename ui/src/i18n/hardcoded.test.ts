import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import ts from "typescript";
import { expect, it } from "vitest";

const SOURCES = path.resolve(import.meta.dirname, "..");
const SHOWN = new Set(["label", "title", "aria-label", "placeholder", "description", "alt"]);
const LETTERS = /\p{L}{2,}/u;

/** Words that a person would read and that no catalogue holds: text between tags, and attributes that are shown or read aloud. */
function hardcoded(name: string): string[] {
  const file = ts.createSourceFile(name, readFileSync(path.join(SOURCES, name), "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node) && LETTERS.test(node.text)) found.push(node.text.trim());
    if (ts.isJsxAttribute(node) && SHOWN.has(node.name.getText()) && node.initializer !== undefined && ts.isStringLiteral(node.initializer) && LETTERS.test(node.initializer.text)) found.push(node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.map((text) => `${name}: ${text}`);
}

it("every word on the page comes from a catalogue", () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx") && !name.endsWith(".test.tsx"));
  expect(files.length).toBeGreaterThan(50);
  expect(files.flatMap(hardcoded)).toEqual([]);
});
