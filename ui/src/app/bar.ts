import { useSyncExternalStore } from "react";

/** Whether the side bar shows words or icons only; screens that take the whole window (chart, map) have a choice of their own. */
export type BarWidth = "words" | "icons";

const key = (whole: boolean): string => (whole ? "tahqiq.bar.whole" : "tahqiq.bar");
const listeners = new Set<() => void>();

/** What was kept in this browser; a screen that takes the whole window begins with icons. */
export function readBar(kept: string | null, whole: boolean): BarWidth {
  return kept === "icons" || kept === "words" ? kept : whole ? "icons" : "words";
}

/** Whether an address is one of those that take the whole window. */
export const takesWindow = (path: string): boolean => /^\/(chart|map)\/?$/.test(path);

export function keepBar(width: BarWidth, whole: boolean): void {
  window.localStorage.setItem(key(whole), width);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useBar = (whole: boolean): BarWidth => useSyncExternalStore(subscribe, () => readBar(window.localStorage.getItem(key(whole)), whole));

/** The element that gets the focus next among `count`, for a key of the bar: arrows step, Home and End go to the ends; null for any other key. */
export function step(pressed: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (pressed === "ArrowDown") return Math.min(count - 1, at + 1);
  if (pressed === "ArrowUp") return Math.max(0, at - 1);
  if (pressed === "Home") return 0;
  if (pressed === "End") return count - 1;
  return null;
}
