import { useSyncExternalStore } from "react";

/**
 * What an answer on another panel points at on the chart: shown in the colour of warnings until it is cleared, beside the selection and without changing
 * it. It is no part of the chart: never saved, never in the history, gone when the chart is left.
 */
export interface Highlighted {
  /** Public ids of items. Those that are not on the chart are kept all the same, and light up when they come. */
  readonly ids: ReadonlySet<string>;
  /** Ids of lines as `POST /api/v1/chart/draw` names them, or two ids of items with a space between them for whatever lies between the two. */
  readonly lines: ReadonlySet<string>;
  /** What it is, in the reader's language: shown on the chart with how many of the items are on it. */
  readonly label: string;
}

export const NOTHING_HIGHLIGHTED: Highlighted = { ids: new Set(), lines: new Set(), label: "" };

let now: Highlighted = NOTHING_HIGHLIGHTED;
const listeners = new Set<() => void>();

function tell(next: Highlighted): void {
  now = next;
  for (const listener of listeners) listener();
}

/** Lights up items and lines on the chart that is open, in place of what was lit before: `highlight(result.things, [], "Most connected")`. */
export function highlight(ids: Iterable<string>, linkIds: Iterable<string>, label: string): void {
  tell({ ids: new Set(ids), lines: new Set(linkIds), label });
}

/** Nothing is lit up any more. */
export function clearHighlight(): void {
  if (now !== NOTHING_HIGHLIGHTED) tell(NOTHING_HIGHLIGHTED);
}

export const highlighted = (): Highlighted => now;

export function onHighlight(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** What is lit up, for a component that shows it. */
export const useHighlight = (): Highlighted => useSyncExternalStore(onHighlight, highlighted);
