import { sought } from "../sought";
import type { Column, Json, Result } from "./server";

/** The cells of a result by the kind of their column; anything that is not what it should be counts as unknown. */
export interface Thing {
  id: string;
  schema: string;
  caption: string;
}

export interface Amount {
  /** For sorting and drawing; what is shown is `written`, the exact amount. */
  amount: number;
  written: string;
  currency: string;
}

/** Where a row rests: a row of an original, a recorded value, or (neither) a document as a whole. */
export interface Spot {
  source: string;
  sourceName: string;
  entity: string;
  statement: string;
  part: number;
  row: number;
}

export type Row = Readonly<Record<string, Json>>;

/** A value that is one text or number, as text; empty for anything else. */
export const plain = (value: unknown): string => (typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "");

const record = (value: unknown): Record<string, unknown> | null => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null);
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const count = (value: unknown): number => (typeof value === "number" ? value : 0);
const several = (cell: unknown): unknown[] => (Array.isArray(cell) ? (cell as unknown[]) : cell === null || cell === undefined ? [] : [cell]);

export const thingsOf = (cell: unknown): Thing[] =>
  several(cell).flatMap((item) => {
    const found = record(item);
    return found === null || text(found["id"]) === "" ? [] : [{ id: text(found["id"]), schema: text(found["schema"]), caption: text(found["caption"]) }];
  });

export const spotsOf = (cell: unknown): Spot[] =>
  several(cell).flatMap((item) => {
    const found = record(item);
    if (found === null || text(found["source"]) === "") return [];
    return [{ source: text(found["source"]), sourceName: text(found["source_name"]), entity: text(found["entity"]), statement: text(found["statement"]), part: count(found["part"]), row: count(found["row"]) }];
  });

/** Names of types, in a cell of one or several. */
export const namesOf = (cell: unknown): string[] => several(cell).map(text).filter((name) => name !== "");

export const sentencesOf = (cell: unknown): string[] => several(cell).map((item) => text(record(item)?.["sentence"])).filter((sentence) => sentence !== "");

export function amountOf(cell: unknown): Amount | null {
  const found = record(cell);
  const amount = Number(found?.["amount"]);
  return found === null || text(found["amount"]) === "" || !Number.isFinite(amount) ? null : { amount, written: text(found["amount"]), currency: text(found["currency"]) };
}

export function rangeOf(cell: unknown): readonly [number, number] | null {
  if (!Array.isArray(cell)) return null;
  const [low, high] = cell as unknown[];
  return typeof low === "number" && typeof high === "number" ? [low, high] : null;
}

export const numberOf = (cell: unknown): number | null => (typeof cell === "number" ? cell : (amountOf(cell)?.amount ?? null));

/** What a cell is sorted by: numbers by size, the rest by its text; null = unknown, which stands last either way. */
export function sortOf(kind: string, cell: Json): number | string | null {
  if (cell === null || cell === undefined) return null;
  if (kind === "range") return rangeOf(cell)?.[0] ?? null;
  if (kind === "money") return amountOf(cell)?.amount ?? null;
  if (kind === "node" || kind === "nodes") return thingsOf(cell).map((thing) => thing.caption).join(" ") || null;
  if (kind === "evidence") return spotsOf(cell).length;
  if (kind === "type") return several(cell).map(text).join(" ") || null;
  if (kind === "word") return sentencesOf(cell).join(" ") || null;
  if (typeof cell === "number") return cell;
  return typeof cell === "boolean" ? Number(cell) : text(cell) || null;
}

export interface Sorting {
  column: string;
  down: boolean;
}

/** The places of the rows in the order of one column, equals and unknowns in the order of the result; as the result has them without a column. */
export function sorted(rows: readonly Row[], columns: readonly Column[], sorting: Sorting | null): number[] {
  const places = rows.map((_, at) => at);
  const kind = columns.find((column) => column.name === sorting?.column)?.kind;
  if (sorting === null || kind === undefined) return places;
  const keys = rows.map((row) => sortOf(kind, row[sorting.column]));
  const sign = sorting.down ? -1 : 1;
  return places.sort((a, b) => {
    const [x, y] = [keys[a] ?? null, keys[b] ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), undefined, { numeric: true }));
  });
}

/** Rows whose texts hold every typed word. */
export function filtered(rows: readonly Row[], columns: readonly Column[], places: readonly number[], typed: string): number[] {
  if (typed.trim() === "") return [...places];
  const fits = sought(typed);
  return places.filter((at) => {
    const row = rows[at] ?? {};
    return fits(columns.map((column) => (column.kind === "evidence" ? spotsOf(row[column.name]).map((spot) => spot.sourceName).join(" ") : String(sortOf(column.kind, row[column.name]) ?? ""))).join(" "));
  });
}

const named = (columns: readonly Column[], ...kinds: string[]): string[] => columns.filter((column) => kinds.includes(column.kind)).map((column) => column.name);

export const spotsIn = (row: Row, columns: readonly Column[]): Spot[] => {
  const found = named(columns, "evidence").flatMap((name) => spotsOf(row[name]));
  return [...new Map(found.map((spot) => [`${spot.source} ${spot.entity} ${spot.statement} ${spot.part} ${spot.row}`, spot])).values()];
};

/** What of some rows lights up on a chart: their things, and the lines between things that stand side by side in a row. */
export function lit({ columns }: Pick<Result, "columns">, rows: readonly Row[]): { ids: string[]; lines: string[] } {
  const names = named(columns, "node", "nodes");
  const ids = new Set<string>();
  const lines = new Set<string>();
  for (const row of rows) {
    const things = names.flatMap((name) => thingsOf(row[name]).map((thing) => thing.id));
    for (const [at, id] of things.entries()) {
      ids.add(id);
      const next = things[at + 1];
      if (next !== undefined && next !== id) lines.add([id, next].sort().join(" "));
    }
  }
  return { ids: [...ids], lines: [...lines] };
}

const SIGNS = /[\s()\-\u200e\u200f\u2066-\u2069]/g;

const alike = (one: string, two: string): boolean => one === two || (/^\+?\d[\d\s()-]*$/.test(two) && one.replace(SIGNS, "") === two.replace(SIGNS, ""));

/** The columns worth a place in the table: a thing that a column of texts names already is folded into it, under the name of that column. */
export interface Shown {
  column: Column;
  /** The column of things behind the texts of this one. */
  thing?: string;
}

export function shown(columns: readonly Column[], rows: readonly Row[]): Shown[] {
  const texts = columns.filter((column) => column.kind === "text");
  const folded = new Map<string, string>();
  for (const column of columns.filter((item) => item.kind === "node")) {
    // A row whose text is no known thing keeps its text; numbers are compared by their digits, however they are written.
    const says = (row: Row, name: string) => {
      const [written, thing] = [text(row[name]), thingsOf(row[column.name])[0]];
      return written === "" || thing === undefined || alike(thing.caption, written);
    };
    const same = texts.find((item) => !folded.has(item.name) && rows.some((row) => text(row[item.name]) !== "" && thingsOf(row[column.name]).length > 0) && rows.every((row) => says(row, item.name)));
    if (same !== undefined) folded.set(same.name, column.name);
  }
  const behind = new Set(folded.values());
  const empty = (column: Column) => rows.length > 0 && rows.every((row) => several(row[column.name]).length === 0);
  return columns
    .filter((column) => !behind.has(column.name) && column.kind !== "evidence" && !empty(column))
    .map((column) => {
      const thing = folded.get(column.name);
      return thing === undefined ? { column } : { column, thing };
    });
}
