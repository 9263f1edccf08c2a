import type { Basis, NewItem, NewReport } from "../server";

/** What is typed of a contact report, as the draft keeps it; a basis that nobody chose is "". */
export interface TypedItem {
  text: string;
  basis: Basis | "";
  grade: string;
  official: boolean;
  names: string;
  knowable: boolean;
}

export const TEXTS = ["persons", "welfare", "tasking", "demands", "offers", "handed", "risk"] as const;
type TextName = (typeof TEXTS)[number];

export type TypedReport = Record<TextName | "started" | "ended" | "means" | "place", string> & { items: TypedItem[]; first: boolean };

export const EMPTY_ITEM: TypedItem = { text: "", basis: "", grade: "", official: false, names: "", knowable: false };
export const EMPTY: TypedReport = { started: "", ended: "", means: "", place: "", persons: "", welfare: "", tasking: "", demands: "", offers: "", handed: "", risk: "", items: [], first: false };

const said = (value: unknown): string => (typeof value === "string" ? value : "");
const isThing = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** A draft as it was kept; what cannot be read of it is left empty. */
export function opened(text: string, bases: readonly Basis[]): TypedReport {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return EMPTY;
  }
  if (!isThing(found)) return EMPTY;
  const own = found;
  const items = Array.isArray(own["items"]) ? own["items"].filter(isThing) : [];
  const texts = Object.fromEntries(Object.keys(EMPTY).filter((name) => name !== "items" && name !== "first").map((name) => [name, said(own[name])]));
  return {
    ...EMPTY,
    ...texts,
    first: own["first"] === true,
    items: items.map((one) => ({ text: said(one["text"]), basis: bases.find((basis) => basis === one["basis"]) ?? "", grade: said(one["grade"]), official: one["official"] === true, names: said(one["names"]), knowable: one["knowable"] === true })),
  };
}

/** The report that is sent; items nobody typed anything into are none. */
export function reported(code: string, typed: TypedReport, draft: string): Omit<NewReport, "typing"> {
  const items = typed.items.flatMap((one): NewItem[] =>
    one.text.trim() === "" || one.basis === "" ? [] : [{ text: one.text.trim(), rests_on: one.basis, official: one.official, knowable: one.knowable, grade: one.grade, names: one.names.split("\n").map((name) => name.trim()).filter((name) => name !== "") }],
  );
  return { ...typed, code, draft, items };
}
