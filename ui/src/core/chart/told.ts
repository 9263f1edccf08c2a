import type { Bodies } from "@/api/client";

export type Item = Bodies["ItemBody"];
export type Line = Bodies["LineBody"];
export type Strength = "confirmed" | "unconfirmed" | "tentative";

/** What the server said of items and lines: never stored, read again when a chart is opened. */
export interface Known {
  readonly items: ReadonlyMap<string, Item>;
  readonly lines: ReadonlyMap<string, Line>;
}

/** The types of the two ends of a line, as far as they are known: in their words a property between them is told. */
export const endsOf = (line: Line, known: Known): (string | undefined)[] => [known.items.get(line.a)?.schema, known.items.get(line.b)?.schema];

export const NOTHING: Known = { items: new Map(), lines: new Map() };
