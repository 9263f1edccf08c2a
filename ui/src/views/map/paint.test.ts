import { describe, expect, it } from "vitest";

import { NO_LOOK } from "@/core/chart/document";
import { project } from "@/core/map/mercator";
import type { Mark } from "@/core/map/server";

import { LIGHT } from "./look";
import { caption, paint, type Picture } from "./paint";
import { SvgPen } from "./pen";

const SIZE = { width: 400, height: 300 };
const [x, y] = project(33.3, 44.4);
const VIEW = { x, y, zoom: 8 };

function drawn(look: Picture["look"]): string {
  const mark = { id: "m", lat: 33.3, lon: 44.4, exactness: "coordinates", metres: 0, sector: null, count: 1, kind: "Place", title: "Baghdad", things: [{ id: "a", caption: "a", schema: "Place" }] } as unknown as Mark;
  const clusters = [{ key: "m", x: 200, y: 150, marks: [{ layer: "places", mark, at: project(33.3, 44.4) }] }];
  const pen = new SvgPen();
  paint(pen, VIEW, SIZE, LIGHT, { ground: null, towns: [], countries: [], clusters, ways: [], areas: [], chosen: new Set(), look, count: String });
  return pen.file(SIZE.width, SIZE.height, "t", "a");
}

describe("a mark whose thing passes rules", () => {
  it("has their colour and frame, and its own where it passes none", () => {
    const plain = drawn(() => undefined);
    const ruled = drawn(() => ({ ...NO_LOOK, colour: "#123456", frame: "#654321" }));
    expect(plain).toContain(LIGHT.families.places);
    expect(plain).not.toMatch(/#123456|#654321/);
    expect(ruled).toContain("#123456");
    expect(ruled).toContain("#654321");
    expect(ruled).not.toContain(`stroke="${LIGHT.families.places}"`);
  });

  it("is told in the caption by the words of the legend, below the map", () => {
    const pen = new SvgPen();
    const below = { title: "t", about: "about", layers: [], scale: { pixels: 50, label: "1 km" } };
    const without = caption(new SvgPen(), SIZE, LIGHT, { ...below, rules: [] });
    const high = caption(pen, SIZE, LIGHT, { ...below, rules: [{ name: "سائقون", much: " (٣)", look: { ...NO_LOOK, colour: "#123456" } }] });
    expect(high).toBeGreaterThan(without);
    const file = pen.file(SIZE.width, SIZE.height + high, "t", "a");
    expect(file).toContain("سائقون");
    expect(file).toContain("#123456");
  });
});
