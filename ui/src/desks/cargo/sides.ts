import type { Said } from "./server";

export const WHATS = ["weight", "seals", "loaded", "packages", "consignees", "hs"] as const;
export type What = (typeof WHATS)[number];

export interface Row {
  what: What;
  values: readonly string[];
  /** Whether two of the papers that say something say other things; weights within half a tonne say the same. */
  differs: boolean;
}

export interface Side {
  /** The container; "" for the bill itself. */
  box: string;
  papers: readonly Said[];
  rows: readonly Row[];
}

const told = (one: Said, what: What): string => {
  const value = one[what];
  return value === null || value === undefined ? "" : Array.isArray(value) ? [...value].sort().join(", ") : String(value);
};

/** Kilograms that weights may differ, as the desk's own tolerance begins. */
const SLACK = 500;

const apart = (what: What, values: readonly string[]): boolean => {
  const said = values.filter((one) => one !== "");
  if (what !== "weight") return new Set(said).size > 1;
  const kilos = said.map(Number);
  return kilos.length > 1 && Math.max(...kilos) - Math.min(...kilos) > SLACK;
};

/** What papers say of a bill and of each of its boxes, side by side; what nobody says has no row. */
export function sides(said: readonly Said[]): Side[] {
  const boxes = [...new Set(said.map((one) => one.box))].sort();
  return boxes.map((box) => {
    const papers = said.filter((one) => one.box === box);
    const rows = WHATS.map((what) => ({ what, values: papers.map((one) => told(one, what)) })).filter((row) => row.values.some((value) => value !== ""));
    return { box, papers, rows: rows.map((row) => ({ ...row, differs: apart(row.what, row.values) })) };
  });
}
