import type { Bodies } from "@/api/client";

type PlaceBody = Bodies["PlaceBody"];

/** A cell, row or part of one source's original; what stands in an address as `at=3f2a9c.0.12.3`. `row` and `column` 0 = the part, the row as a whole. */
export interface At {
  source: string;
  part: number;
  row: number;
  column: number;
}

export const writeAt = ({ source, part, row, column }: At): string => `${source}.${part}.${row}.${column}`;

/** The reverse of `writeAt`; null for anything else. */
export function readAt(text: unknown): At | null {
  const found = typeof text === "string" ? /^([0-9a-f]{4,16})\.(\d{1,9})\.(\d{1,12})\.(\d{1,6})$/.exec(text) : null;
  if (found === null) return null;
  const [part = 0, row = 0, column = 0] = found.slice(2).map(Number);
  return { source: found[1] ?? "", part, row, column };
}

export const atOf = (item: { source: string; place: PlaceBody }): At => ({ source: item.source, part: item.place.part, row: item.place.row, column: item.place.column });

/** The place of a search hit's reason or of a problem, which come flat. */
export const placed = (told: { place: string; part: number; part_kind: string; part_name: string; row: number; column: number }): PlaceBody => ({
  part: told.part,
  part_name: told.part_name,
  kind: told.part_kind,
  row: told.row,
  column: told.column,
  label: told.place,
});

/** The letters of a sheet's column: 1 is A, 27 is AA; empty for 0. */
export function letters(column: number): string {
  let text = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

export type PlaceWord = "page" | "line" | "entry" | "field";

/** A place in pieces: `name` as it stands in the file, `code` in Latin letters, `word` what the language calls `number`. */
export type PlacePiece = { kind: "name"; text: string } | { kind: "code"; text: string } | { kind: "word"; word: PlaceWord; number: number };

/** How a place is told, piece by piece; empty for the whole file. */
export function pieces(place: PlaceBody): PlacePiece[] {
  const told: PlacePiece[] = [];
  if (place.kind === "page") told.push({ kind: "word", word: "page", number: Number(place.part_name) || place.part + 1 });
  else if (place.part_name !== "") told.push({ kind: "name", text: place.part_name });
  if (place.kind === "sheet") {
    const code = letters(place.column) + (place.row > 0 ? String(place.row) : "");
    return code === "" ? told : [...told, place.column > 0 ? { kind: "code", text: code } : { kind: "word", word: "line", number: place.row }];
  }
  if (place.row > 0) told.push({ kind: "word", word: place.kind === "file" || place.kind === "page" ? "line" : "entry", number: place.row });
  if (place.column > 0) told.push({ kind: "word", word: "field", number: place.column });
  return told;
}

/** Rows to show around a place: `before` of them above where there are so many. */
export const windowAround = (row: number, before = 6): number => Math.max(1, row - before);
