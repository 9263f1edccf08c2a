import type { Strength } from "@/core/chart/known";

/** The outlines of items; the vocabulary says which type has which. Numbers are those of the shader. */
export const SHAPES = { circle: 0, square: 1, diamond: 2, hexagon: 3, triangle: 4, pill: 5 } as const;
export type Shape = keyof typeof SHAPES;
export const shapeOf = (name: string | undefined): Shape => (name !== undefined && name in SHAPES ? (name as Shape) : "circle");

/** Pixels drawn and left out: solid for confirmed, dashed for unconfirmed, dotted for tentative, as in chart files. */
export const DASHES: Record<Strength, readonly [number, number]> = { confirmed: [1, 0], unconfirmed: [8, 5], tentative: [2, 5] };
/** Longer dashes, in a colour of their own, for what a program proposes to be the same. */
export const POSSIBLE: readonly [number, number] = [11, 6];
