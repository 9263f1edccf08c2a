import { createContext, useContext, useSyncExternalStore } from "react";

/** What the pointer or the focus is on: chart, table and timeline light up together, without drawing anything else again. */
export class Hover {
  private now: ReadonlySet<string> = new Set();
  private listeners = new Set<() => void>();

  set(ids: readonly string[]): void {
    if (ids.length === this.now.size && ids.every((id) => this.now.has(id))) return;
    this.now = new Set(ids);
    for (const listener of this.listeners) listener();
  }

  get = (): ReadonlySet<string> => this.now;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export const HoverContext = createContext(new Hover());

/** Whether one of some items is hovered now. */
export function useHovered(ids: readonly string[]): boolean {
  const hover = useContext(HoverContext);
  return useSyncExternalStore(hover.subscribe, () => ids.some((id) => hover.get().has(id)));
}
