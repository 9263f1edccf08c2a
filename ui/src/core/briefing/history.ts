import { useCallback, useReducer } from "react";

const MEMORY = 200;

/** What is edited now, and what can be taken back and done again. Changes with the same `merge` directly after one another are one. */
export interface History<T> {
  readonly now: T;
  readonly past: readonly { readonly made: T; readonly merge: string }[];
  readonly future: readonly T[];
}

export type Step<T> = { do: "change"; change: (made: T) => T; merge?: string } | { do: "undo" | "redo" };

export function stepped<T>(state: History<T>, step: Step<T>): History<T> {
  if (step.do === "change") {
    const made = step.change(state.now);
    if (made === state.now) return state;
    const merge = step.merge ?? "";
    const joined = merge !== "" && state.past.at(-1)?.merge === merge && state.future.length === 0;
    return { now: made, past: joined ? state.past : [...state.past, { made: state.now, merge }].slice(-MEMORY), future: [] };
  }
  if (step.do === "undo") {
    const before = state.past.at(-1);
    return before === undefined ? state : { now: before.made, past: state.past.slice(0, -1), future: [...state.future, state.now] };
  }
  const after = state.future.at(-1);
  return after === undefined ? state : { now: after, past: [...state.past, { made: state.now, merge: "" }], future: state.future.slice(0, -1) };
}

/** An edited thing with its history. */
export function useHistory<T>(start: T) {
  const [state, act] = useReducer(stepped<T>, { now: start, past: [], future: [] });
  const change = useCallback((made: (before: T) => T, merge = "") => { act({ do: "change", change: made, merge }); }, []);
  const undo = useCallback(() => { act({ do: "undo" }); }, []);
  const redo = useCallback(() => { act({ do: "redo" }); }, []);
  return { now: state.now, change, undo, redo, canUndo: state.past.length > 0, canRedo: state.future.length > 0 };
}
