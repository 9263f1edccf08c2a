import type { Row } from "./cells";
import { numberOf, sortOf } from "./cells";
import type { Column, Json } from "./server";

/** Numbers by two properties: the squares of a heat matrix, the rings of a wheel. */
export interface Square {
  value: number;
  /** The row it is of. */
  row: number;
}

export interface Grid {
  across: readonly Json[];
  down: readonly Json[];
  /** By place across and down. */
  at: (across: number, down: number) => Square | undefined;
  /** The largest value without its sign. */
  most: number;
}

const keyOf = (cell: Json): string => JSON.stringify(cell ?? null);

/** In Iraq a week begins on Saturday: 6, 7, 1 … 5. */
const WEEK = [6, 7, 1, 2, 3, 4, 5];

const inOrder = (kind: string | undefined, cells: Json[]): Json[] => {
  if (kind === "weekday") return WEEK.filter((day) => cells.includes(day));
  const key = (cell: Json) => sortOf(kind ?? "text", cell);
  if (kind === "node") return cells;
  return cells.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
  });
};

/** The first `most` of each side; things in the order of the rows (the most important first), all else by size. */
export function gridOf(rows: readonly Row[], columns: readonly Column[], names: { across: string; down: string; value: string }, most: number): Grid & { left: number } {
  const kind = (name: string) => columns.find((column) => column.name === name)?.kind;
  const side = (name: string) => inOrder(kind(name), [...new Map(rows.map((row) => [keyOf(row[name]), row[name]])).values()]).slice(0, most);
  const [across, down] = [side(names.across), side(names.down)];
  const [places, lines] = [new Map(across.map((cell, at) => [keyOf(cell), at])), new Map(down.map((cell, at) => [keyOf(cell), at]))];
  const squares = new Map<string, Square>();
  let left = 0;
  let top = 0;
  for (const [at, row] of rows.entries()) {
    const [x, y, value] = [places.get(keyOf(row[names.across])), lines.get(keyOf(row[names.down])), numberOf(row[names.value])];
    if (x === undefined || y === undefined || value === null || squares.has(`${x} ${y}`)) {
      if (value !== null) left += 1;
      continue;
    }
    squares.set(`${x} ${y}`, { value, row: at });
    top = Math.max(top, Math.abs(value));
  }
  return { across, down, at: (x, y) => squares.get(`${x} ${y}`), most: top, left };
}

/** How dark a square is, from 0 to 1: by the root, so that small numbers are still told from none. */
export const shade = (value: number, most: number): number => (most === 0 ? 0 : Math.sqrt(Math.abs(value) / most));
