import { afterEach, expect, test } from "vitest";

import { bring, broughtBy, selectThere, tellChart } from "./beside";

afterEach(() => {
  tellChart(null);
});

const columns = [{ name: "thing", kind: "node", label: "Item" }, { name: "links", kind: "integer", label: "Links" }, { name: "share", kind: "number", label: "Share" }, { name: "note", kind: "text", label: "Note" }];

test("the figures of an answer become columns by the thing of each row", () => {
  const rows = [{ thing: { id: "a" }, links: 4, share: 0.5, note: "x" }, { thing: { id: "b" }, links: null, share: 1, note: "" }, { thing: { id: "a" }, links: 9, share: 9, note: "" }];
  expect(broughtBy({ columns, rows }).map(({ name, values }) => [name, [...values]])).toEqual([["Links", [["a", 4]]], ["Share", [["a", 0.5], ["b", 1]]]]);
});

test("an answer about no things brings nothing", () => {
  expect(broughtBy({ columns: columns.slice(1), rows: [{ links: 1 }] })).toEqual([]);
});

test("only what stands on the chart is selected there, and nothing once it is left", () => {
  const chosen: (readonly string[])[] = [];
  tellChart({ items: ["a", "b"], selection: [] }, (ids) => { chosen.push(ids); });
  bring([]);
  selectThere(["b", "elsewhere"]);
  tellChart(null);
  selectThere(["a"]);
  expect(chosen).toEqual([["b"]]);
});
