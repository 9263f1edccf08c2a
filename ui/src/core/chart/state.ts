import type { TextKey } from "@/i18n/text";

import { type ChartDocument, EMPTY } from "./document";
import { type Known, learned, NOTHING, relearned } from "./known";
import { merged } from "./merged";

/**
 * What the server did together with a change, so that undo takes it back there too: identity decisions by the rows that say so (the last one first to be
 * taken back), or what was drawn here and sealed as a note, by its recorded values.
 */
export type Act =
  | { readonly kind: "judged"; readonly rows: readonly string[] }
  | { readonly kind: "drawn"; readonly entity: string; readonly statements: readonly string[]; readonly retracted: boolean };

/** One change that can be taken back: what it is called, and the chart before it. */
export interface Step {
  readonly label: TextKey;
  readonly count: number;
  readonly chart: ChartDocument;
  /** Changes with the same key directly after one another are one (a drag, key after key). */
  readonly merge: string | undefined;
  readonly act: Act | undefined;
}

/** The three kinds of state, never mixed: `chart` is saved, `known` comes from the server, `selection` is only seen here (and in the address). */
export interface ChartState {
  readonly chart: ChartDocument;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  readonly selection: ReadonlySet<string>;
  readonly known: Known;
}

export const initial: ChartState = { chart: EMPTY, past: [], future: [], selection: new Set(), known: NOTHING };

type Drawn = Parameters<typeof learned>[1];

export type Action =
  | { do: "open"; chart: ChartDocument; selection?: readonly string[] }
  | { do: "edit"; label: TextKey; count?: number; merge?: string; change: (chart: ChartDocument) => ChartDocument; select?: readonly string[]; act?: Act }
  | { do: "undo" | "redo"; act?: Act | undefined }
  | { do: "join"; base: ChartDocument; theirs: ChartDocument }
  | { do: "forget"; way: "undo" | "redo" }
  | ({ do: "learn"; whole?: boolean } & Drawn)
  | { do: "select"; ids: Iterable<string>; how?: "only" | "add" | "toggle" };

const MEMORY = 200;

/** Only what is on the chart can be selected. */
function kept(selection: Iterable<string>, chart: ChartDocument): ReadonlySet<string> {
  return new Set([...selection].filter((id) => chart.items.has(id)));
}

function edited(state: ChartState, action: Extract<Action, { do: "edit" }>): ChartState {
  const chart = action.change(state.chart);
  const selection = kept(action.select ?? state.selection, chart);
  if (chart === state.chart && action.act === undefined) return action.select === undefined ? state : { ...state, selection };
  const last = state.past.at(-1);
  const merged = action.merge !== undefined && last?.merge === action.merge && state.future.length === 0;
  const step: Step = { label: action.label, count: action.count ?? 1, chart: state.chart, merge: action.merge, act: action.act };
  return { ...state, chart, selection, past: merged ? state.past : [...state.past, step].slice(-MEMORY), future: [] };
}

function selected(state: ChartState, ids: Iterable<string>, how: "only" | "add" | "toggle"): ChartState {
  const next = new Set(how === "only" ? [] : state.selection);
  for (const id of ids) {
    if (how === "toggle" && next.has(id)) next.delete(id);
    else next.add(id);
  }
  return { ...state, selection: kept(next, state.chart) };
}

/** Somebody else's changes since `base` come in, into every state that undo and redo know as well, so that those take back mine alone. */
function joined(state: ChartState, base: ChartDocument, theirs: ChartDocument): ChartState {
  const whole = (chart: ChartDocument): ChartDocument => merged(base, chart, theirs).chart;
  const step = (one: Step): Step => ({ ...one, chart: whole(one.chart) });
  const chart = whole(state.chart);
  return { ...state, chart, selection: kept(state.selection, chart), past: state.past.map(step), future: state.future.map(step) };
}

/** One reducer for everything that happens to a chart. `undo` and `redo` of a step with an act are told after the server did its part, with what would take that back. */
export function reduce(state: ChartState, action: Action): ChartState {
  switch (action.do) {
    case "open":
      return { ...initial, known: state.known, chart: action.chart, selection: kept(action.selection ?? [], action.chart) };
    case "edit":
      return edited(state, action);
    case "undo": {
      const step = state.past.at(-1);
      if (step === undefined) return state;
      const forward: Step = { ...step, chart: state.chart, act: action.act };
      return { ...state, chart: step.chart, selection: kept(state.selection, step.chart), past: state.past.slice(0, -1), future: [...state.future, forward] };
    }
    case "redo": {
      const step = state.future.at(-1);
      if (step === undefined) return state;
      const back: Step = { ...step, chart: state.chart, merge: undefined, act: action.act };
      return { ...state, chart: step.chart, selection: kept(state.selection, step.chart), past: [...state.past, back], future: state.future.slice(0, -1) };
    }
    case "join":
      return joined(state, action.base, action.theirs);
    case "forget":
      return action.way === "undo" ? { ...state, past: state.past.slice(0, -1) } : { ...state, future: state.future.slice(0, -1) };
    case "learn":
      return { ...state, known: action.whole === true ? relearned(state.known, action) : learned(state.known, action) };
    case "select":
      return selected(state, action.ids, action.how ?? "only");
  }
}
