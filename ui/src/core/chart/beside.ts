import { useSyncExternalStore } from "react";

/** A selected thing with its type; "" where that is not known yet. */
export interface Selected {
  readonly id: string;
  readonly schema: string;
}

/** What stands on the chart that is open: what an analysis beside it can be asked about. Drawn items; with all records that each stands for. */
export interface OnChart {
  readonly items: readonly string[];
  readonly selection: readonly Selected[];
}

/** A column that an answer brought to the table of items: what it says of each, by id. It is no part of the chart and gone when the chart is left. */
export interface Brought {
  readonly name: string;
  readonly values: ReadonlyMap<string, number>;
}

interface State {
  readonly chart: OnChart | null;
  readonly columns: readonly Brought[];
  readonly select: ((ids: readonly string[]) => void) | null;
}

const NONE: State = { chart: null, columns: [], select: null };
let now: State = NONE;
const listeners = new Set<() => void>();

function tell(next: State): void {
  now = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** The chart that is open says what is on it and how it selects; null when it is left. */
export function tellChart(chart: OnChart | null, select: ((ids: readonly string[]) => void) | null = null): void {
  tell(chart === null ? NONE : { ...now, chart, select });
}

/** Columns of an answer beside the items of the chart, in place of those before. */
export function bring(columns: readonly Brought[]): void {
  tell({ ...now, columns });
}

/** Selects items on the chart that is open; those that are not on it are left out. */
export function selectThere(ids: readonly string[]): void {
  const there = new Set(now.chart?.items);
  now.select?.(ids.filter((id) => there.has(id)));
}

export const useOnChart = (): OnChart | null => useSyncExternalStore(subscribe, () => now.chart);
export const useBrought = (): readonly Brought[] => useSyncExternalStore(subscribe, () => now.columns);

/** As many columns as stand beside the items. */
export const BROUGHT_MOST = 4;

interface Noted {
  columns: readonly { name: string; kind: string; label: string }[];
  rows: readonly Readonly<Record<string, unknown>>[];
}

const idOf = (cell: unknown): string | null => (typeof cell === "object" && cell !== null && "id" in cell && typeof cell.id === "string" ? cell.id : null);

/** The figures of an answer by the thing that each of its rows is about first; of two rows about one thing the first counts. */
export function broughtBy({ columns, rows }: Noted): Brought[] {
  const about = columns.find((column) => column.kind === "node")?.name;
  if (about === undefined) return [];
  return columns
    .filter((column) => column.kind === "integer" || column.kind === "number")
    .slice(0, BROUGHT_MOST)
    .map(({ name, label }) => {
      const values = new Map<string, number>();
      for (const row of rows) {
        const [id, value] = [idOf(row[about]), row[name]];
        if (id !== null && typeof value === "number" && !values.has(id)) values.set(id, value);
      }
      return { name: label, values };
    });
}
