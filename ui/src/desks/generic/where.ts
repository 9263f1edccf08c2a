import type { Given } from "./server";

type One = Given[string];

/** The conditions that an address holds; none where it cannot be read. */
export function whereIn(text: string | undefined): Given {
  try {
    const found: unknown = JSON.parse(text ?? "{}");
    return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Given) : {};
  } catch {
    return {};
  }
}

/** The conditions with one column's changed (undefined takes it off), as an address holds them. */
export function whereWith(where: Given, column: string, value: One | undefined): string | undefined {
  const rest = Object.entries(where).filter(([name]) => name !== column);
  const next = value === undefined ? rest : [...rest, [column, value] as const];
  return next.length === 0 ? undefined : JSON.stringify(Object.fromEntries(next));
}

/** One end of a range, as it stands in the conditions; "" where there is none. */
export function endIn(where: Given, column: string, end: "from" | "to"): string {
  const found = where[column];
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found[end] ?? "") : "";
}

/** A range with one end changed; undefined where nothing is left of it. */
export function rangeWith(where: Given, column: string, end: "from" | "to", value: string): One | undefined {
  const other = end === "from" ? "to" : "from";
  const range: Record<string, string> = {};
  const kept = endIn(where, column, other);
  if (kept !== "") range[other] = kept;
  if (value !== "") range[end] = value;
  return Object.keys(range).length === 0 ? undefined : range;
}

/** Whether a column's condition is just this value. */
export const isJust = (where: Given, column: string, value: string | null): boolean => {
  if (!(column in where)) return false;
  const found = where[column];
  return value === null ? found === null : (typeof found === "string" || typeof found === "boolean" || typeof found === "number") && String(found) === value;
};
