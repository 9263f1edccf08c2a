import type { ChartDocument, LegendEdit } from "./document";
import type { Known } from "./known";
import { entityOf, leaderOf, type Seen } from "./seen";

export interface Counted {
  /** How many entities of a type are on the chart, and how many of them are drawn now. */
  readonly all: number;
  readonly shown: number;
}

/** Entities by type: fragments that were judged to be one count once, those of a collapsed group each, and what a filter or a part of the time leaves out is not shown. */
export function typesOf(chart: ChartDocument, known: Known, seen: Seen): Map<string, Counted> {
  const met = new Set<string>();
  const found = new Map<string, Counted>();
  for (const [id, item] of chart.items) {
    const one = item.apart === true ? id : entityOf(id, known);
    const schema = known.items.get(id)?.schema;
    if (schema === undefined || met.has(one)) continue;
    met.add(one);
    const { all, shown } = found.get(schema) ?? { all: 0, shown: 0 };
    found.set(schema, { all: all + 1, shown: shown + (seen.chart.items.has(leaderOf(seen, id)) ? 1 : 0) });
  }
  return found;
}

/** The entries of a legend that are told, in their order (`tahqiq.products.paper.legend_edit` does the same on paper). */
export function kept<Entry extends { readonly of: string }>(entries: readonly Entry[], { hidden, order }: LegendEdit): Entry[] {
  const place = (one: Entry): number => { const at = order.indexOf(one.of); return at < 0 ? order.length : at; };
  return entries.filter((one) => !hidden.includes(one.of)).sort((a, b) => place(a) - place(b));
}

/** What an entry is called; its usual name where nobody wrote another. */
export const called = (of: string, usual: string, { names }: LegendEdit): string => names[of] ?? usual;

export const hide = (edit: LegendEdit, of: string, away: boolean): LegendEdit => ({ ...edit, hidden: away ? [...edit.hidden.filter((one) => one !== of), of] : edit.hidden.filter((one) => one !== of) });

export function rename(edit: LegendEdit, of: string, name: string): LegendEdit {
  const { [of]: before, ...names } = edit.names;
  return name === "" ? (before === undefined ? edit : { ...edit, names }) : { ...edit, names: { ...names, [of]: name } };
}

/** An entry put before the one above it, among `all` in their order now. */
export function up(edit: LegendEdit, all: readonly string[], of: string): LegendEdit {
  const at = all.indexOf(of);
  return at < 1 ? edit : { ...edit, order: [...all.slice(0, at - 1), of, ...all.slice(at - 1, at), ...all.slice(at + 1)] };
}

export const untouched = (edit: LegendEdit): boolean => edit.hidden.length + edit.order.length + Object.keys(edit.names).length === 0;

