import { describe, expect, it } from "vitest";

import { pluralText } from "./format";
import { pseudo } from "./pseudo";
import { ENGLISH, load } from "./text";

describe("the pseudo-language", () => {
  it("marks, lengthens and brackets, and keeps what is filled in", () => {
    expect(pseudo("Open {name} now")).toBe("⟦Öpéñ {name} ñöŵ~~~~~⟧");
  });

  it("keeps the forms of a counted sentence", () => {
    expect(pluralText(pseudo("one: {n} file | other: {n} files"), "one")).toMatch(/^⟦\{n\} fíļé~+⟧$/);
  });

  it("has every key of the page", async () => {
    const catalogue = await load("qps");
    expect(Object.keys(catalogue)).toEqual(Object.keys(ENGLISH));
    expect(Object.values(catalogue).every((text) => text.includes("⟦"))).toBe(true);
  });
});
