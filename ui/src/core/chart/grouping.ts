import type { Brought } from "./beside";
import type { Field } from "./styles";

/** How many values of a field are groups; more of them would be no groups any more. */
export const GROUPS_MOST = 24;

/** The group of each item by a field: its first value, or the part that its number lies in; who has none is in no group. `words` says a value, `part` a part. */
export function groupedBy(field: Field, words: (value: string) => string, part: (low: number, high: number) => string): Map<string, string> {
  const found = new Map<string, string>();
  const all = field.bins.length > 0 ? field.bins.map(({ low, high, ids }) => ({ name: part(low, high), ids })) : field.values.slice(0, GROUPS_MOST).map(({ value, ids }) => ({ name: words(value), ids }));
  for (const { name, ids } of all) for (const id of ids) if (!found.has(id)) found.set(id, name);
  return found;
}

/** The same by a column that an analysis brought: each number is a group, as communities are. */
export const groupedByResult = ({ values }: Brought, number: (value: number) => string): Map<string, string> => new Map([...values].map(([id, value]) => [id, number(value)]));
