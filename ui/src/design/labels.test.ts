import { describe, expect, it } from "vitest";

import { firstStrong } from "./direction";
import { drawLabel, shortened, Written } from "./labels";

/** A canvas that remembers what was asked of it. */
function remembered() {
  const drawn: { text: string; x: number; y: number; direction: string; align: string }[] = [];
  const context = {
    direction: "inherit",
    textAlign: "start",
    save: () => undefined,
    restore: () => undefined,
    strokeText: () => undefined,
    measureText: (text: string) => ({ width: text.length * 7 }),
    fillText(text: string, x: number, y: number) {
      drawn.push({ text, x, y, direction: this.direction, align: this.textAlign });
    },
  };
  return { context: context as unknown as CanvasRenderingContext2D, drawn };
}

const STYLE = { font: "sans-serif", size: 13, colour: "#000", halo: "#fff" };

describe("a label", () => {
  it.each([
    ["نافع", "rtl"],
    ["ڕێبین کاروان (Rebin)", "rtl"],
    ["Rebin (ڕێبین)", "ltr"],
    ["+9647901234567", "ltr"],
    ["2 هەولێر", "rtl"],
    ["٣٠٩", "ltr"],
  ] as const)("%s is drawn %s in any page, in the middle below its item", (text, direction) => {
    const { context, drawn } = remembered();
    drawLabel(context, text, { x: 10, y: 20, size: 8 }, STYLE);
    expect(drawn).toEqual([{ text, x: 10, y: 31, direction, align: "center" }]);
    expect(firstStrong(text)).toBe(direction);
  });

  it("is cut by letters, not by halves of them", () => {
    expect(shortened("ab😀cd", 4)).toBe("ab😀…");
    expect(shortened("هەولێر", 10)).toBe("هەولێر");
  });

  it("gives way where something is written already", () => {
    const { context, drawn } = remembered();
    const written = new Written();
    const at = (x: number) => drawLabel(context, "name", { x, y: 0, size: 0 }, STYLE, 30, written);
    expect([at(0), at(10), at(200)]).toEqual([true, false, true]);
    expect(drawn).toHaveLength(2);
    written.clear();
    expect(at(10)).toBe(true);
  });
});
