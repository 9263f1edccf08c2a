import { describe, expect, it } from "vitest";

import { corrected, CORRECTED, corrections } from "./correction";

describe("a correction", () => {
  const before = { name: "سلام", born: "1985-03-12", injuries: "no", property_items: "ساعة", order: "7/2026" };

  it("sends what was changed and nothing else, and empties nothing", () => {
    const { changed, emptied } = corrections(before, { ...before, name: "سلام جاسم", injuries: "yes", order: " " });
    expect([changed, emptied]).toEqual([{ name: "سلام جاسم", injuries: "yes" }, ["order"]]);
    expect(corrected(changed)).toMatchObject({ name: "سلام جاسم", injuries: true, born: null, order: "", sex: null, property_items: [] });
  });

  it("reaches who the person is, and files are chosen", () => {
    const fields = CORRECTED.flatMap((one) => one.fields);
    expect(fields.map((one) => one.name)).toEqual(expect.arrayContaining(["name", "born", "mother", "sex", "document", "order_original", "injuries_chart"]));
    expect(fields.filter((one) => one.file === "seal").map((one) => one.name)).toEqual(["fingerprints", "order_original", "injuries_chart"]);
  });
});
