import { DARK as CHART_DARK, type Family, LIGHT as CHART_LIGHT } from "../chart/look";

/** Colours of a map. A layer is told by the shape of its marks first; colour only helps. */
export interface Palette {
  sea: string;
  land: string;
  river: string;
  province: string;
  border: string;
  text: string;
  quiet: string;
  halo: string;
  fill: string;
  families: Record<Family, string>;
}

export const LIGHT: Palette = { sea: "#d7e5ec", land: "#f8f6f0", river: "#8fb6cb", province: "#cfcabd", border: "#857f70", text: "#2b3238", quiet: "#4f5a63", halo: "#f8f6f0", fill: "#ffffff", families: CHART_LIGHT.families };
export const DARK: Palette = { sea: "#17222b", land: "#2a2e31", river: "#41647a", province: "#4a4f52", border: "#8a867c", text: "#dfe6ea", quiet: "#b4bec6", halo: "#23282c", fill: "#22282d", families: CHART_DARK.families };

export type Shape = "triangle" | "circle" | "square" | "disc" | "dot" | "diamond" | "hexagon";

export interface LayerLook {
  family: Family;
  shape: Shape;
}

const LOOKS: Record<string, LayerLook> = {
  "cell-sites": { family: "papers", shape: "triangle" },
  places: { family: "places", shape: "circle" },
  passages: { family: "events", shape: "square" },
  recorded: { family: "reach", shape: "disc" },
  "cells-used": { family: "reach", shape: "disc" },
  route: { family: "people", shape: "dot" },
  meetings: { family: "things", shape: "diamond" },
  "passed-together": { family: "money", shape: "hexagon" },
};

export const lookOf = (layer: string): LayerLook => LOOKS[layer] ?? { family: "papers", shape: "circle" };

/** The corners of a shape around a middle, for shapes that have corners. */
export function corners(shape: Shape, radius: number): (readonly [number, number])[] {
  const r = radius;
  switch (shape) {
    case "triangle":
      return [[0, -r * 1.1], [r, r * 0.8], [-r, r * 0.8]];
    case "square":
      return [[-r * 0.85, -r * 0.85], [r * 0.85, -r * 0.85], [r * 0.85, r * 0.85], [-r * 0.85, r * 0.85]];
    case "diamond":
      return [[0, -r * 1.15], [r * 1.15, 0], [0, r * 1.15], [-r * 1.15, 0]];
    case "hexagon":
      return [[-r * 0.55, -r * 0.95], [r * 0.55, -r * 0.95], [r * 1.1, 0], [r * 0.55, r * 0.95], [-r * 0.55, r * 0.95], [-r * 1.1, 0]];
    default:
      return [];
  }
}
