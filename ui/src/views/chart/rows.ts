import type { Brought } from "@/core/chart/beside";
import type { ChartDocument } from "@/core/chart/document";
import { away, endsOf, type Known, type Line } from "@/core/chart/known";
import { dayIn } from "@/core/day";
import { ZONE } from "@/core/format";
import { sought } from "@/core/sought";
import type { Words } from "@/core/vocabulary";

import { captionOf } from "./look";

/** A row of a table: `ids` are what it is about, `cells` what is sorted, filtered and shown. */
export interface Row {
  key: string;
  ids: readonly string[];
  cells: readonly (string | number)[];
}

export interface Column {
  name: string;
  kind: "text" | "data" | "number" | "date";
  /** How wide, where the kind does not say it well. */
  width?: string;
}

export interface Sorting {
  column: number;
  down: boolean;
}

export const itemRows = (chart: ChartDocument, known: Known, linked: ReadonlyMap<string, readonly string[]>, words: Words, brought: readonly Brought[] = []): Row[] =>
  [...chart.items].map(([id, place]) => {
    const item = known.items.get(id);
    const here = linked.get(id)?.length ?? 0;
    return { key: id, ids: [id], cells: [captionOf(id, known, place), words.type(item?.schema ?? ""), here, ...brought.map(({ values }) => values.get(id) ?? item?.fragments?.map((part) => values.get(part.id)).find((value) => value !== undefined) ?? ""), away(item, here, place.apart), place.group === undefined ? "" : (chart.groups.get(place.group) ?? "")] };
  });

export const lineRows = (lines: readonly Line[], known: Known, words: Words, said: (strength: string) => string): Row[] =>
  lines.map((line) => ({
    key: line.id,
    ids: [line.a, line.b],
    cells: [known.items.get(line.a)?.caption ?? line.a.slice(0, 8), words.link(line.kind, line.label, endsOf(line, known)), known.items.get(line.b)?.caption ?? line.b.slice(0, 8), line.weight, line.events.out, line.events.in, dayIn(line.first, ZONE), dayIn(line.last, ZONE), said(line.strength)],
  }));

/** Rows that hold every typed word in some cell, in the order of one column; equal ones stay as they were. */
export function arranged(rows: readonly Row[], typed: string, sorting: Sorting): Row[] {
  const fits = sought(typed);
  const found = rows.filter((row) => fits(row.cells.join(" ")));
  const sign = sorting.down ? -1 : 1;
  return found.sort((a, b) => {
    const [x, y] = [a.cells[sorting.column] ?? "", b.cells[sorting.column] ?? ""];
    return sign * (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y)));
  });
}
