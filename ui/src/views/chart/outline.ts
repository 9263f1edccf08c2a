import type { Shape } from "./signs";

const polygon = (corners: readonly (readonly [number, number])[], radius: number): string => corners.map(([x, y]) => `${(x * radius).toFixed(1)},${(y * radius).toFixed(1)}`).join(" ");

/** The outline of an item around the origin, as SVG without colours. */
export function outline(shape: Shape, radius: number): string {
  switch (shape) {
    case "circle":
      return `<circle r="${radius}"/>`;
    case "square":
      return `<rect x="${-radius * 0.92}" y="${-radius * 0.92}" width="${radius * 1.84}" height="${radius * 1.84}" rx="2.5"/>`;
    case "pill":
      return `<rect x="${-radius * 1.3}" y="${-radius * 0.82}" width="${radius * 2.6}" height="${radius * 1.64}" rx="${radius * 0.82}"/>`;
    case "diamond":
      return `<polygon points="${polygon([[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]], radius)}"/>`;
    case "hexagon":
      return `<polygon points="${polygon([[-0.55, -0.95], [0.55, -0.95], [1.1, 0], [0.55, 0.95], [-0.55, 0.95], [-1.1, 0]], radius)}"/>`;
    case "triangle":
      return `<polygon points="${polygon([[0, -1.15], [1.15, 0.92], [-1.15, 0.92]], radius)}"/>`;
  }
}
