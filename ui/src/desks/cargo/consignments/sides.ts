import type { ArrivalStatement } from "../server";

export const WHATS = ["weight", "seals", "loaded", "packages", "consignees", "hs"] as const;
export type What = (typeof WHATS)[number];

/** A difference as the desk tells it. */
export interface Differs {
  subject: string;
  number: string;
  what: string;
}

const NAMES: Readonly<Record<string, What>> = { consignee: "consignees", heavy: "weight" };

export interface Row {
  what: What;
  values: readonly string[];
  /** Whether the desk says that it differs (its tolerance knows the weight of a box). */
  differs: boolean;
}

export interface Side {
  /** The container; "" for the bill itself. */
  box: string;
  papers: readonly ArrivalStatement[];
  rows: readonly Row[];
}

const value = (one: ArrivalStatement, what: What): string => {
  const said = one[what];
  return said === null || said === undefined ? "" : Array.isArray(said) ? [...said].sort().join(", ") : String(said);
};

/** What papers say of a bill and of each of its boxes, side by side; what nobody says has no row. */
export function sides(said: readonly ArrivalStatement[], differences: readonly Differs[]): Side[] {
  const told = new Set(differences.map((one) => `${one.subject === "bill" ? "" : one.number}/${NAMES[one.what] ?? one.what}`));
  const boxes = [...new Set(said.map((one) => one.box))].sort();
  return boxes.map((box) => {
    const papers = said.filter((one) => one.box === box);
    const rows = WHATS.map((what) => ({ what, values: papers.map((one) => value(one, what)) })).filter((row) => row.values.some((one) => one !== ""));
    return { box, papers, rows: rows.map((row) => ({ ...row, differs: told.has(`${box}/${row.what}`) })) };
  });
}

/** By how much weights differ, in kilograms; what nobody said counts as nothing. */
export const apart = (values: readonly string[]): number => {
  const weights = values.filter((one) => one !== "").map(Number);
  return weights.length < 2 ? 0 : Math.round((Math.max(...weights) - Math.min(...weights)) * 1000) / 1000;
};
