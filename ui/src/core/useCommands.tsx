import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from "react";

import { type Command, commandFor, COMMANDS, type DeskCommand } from "./commands";
import { typing } from "./keys";

/** What a command does on the present screen; `able` false = it is known but cannot be done now. */
export interface Handler {
  run: () => void;
  able?: boolean;
}

type Id = Command["id"];
export type Handlers = Partial<Record<Id, Handler>>;

/** Who answers which command now. The screen opened last answers first. */
class Registry {
  private layers: Handlers[] = [];
  private desks: readonly DeskCommand[] = [];
  private listeners = new Set<() => void>();
  private version = 0;

  put(handlers: Handlers): () => void {
    this.layers = [...this.layers, handlers];
    this.changed();
    return () => {
      this.layers = this.layers.filter((item) => item !== handlers);
      this.changed();
    };
  }

  /** The commands that open desks bring, instead of those before. */
  bring(commands: readonly DeskCommand[]): void {
    this.desks = commands;
    this.changed();
  }

  ofDesks(): readonly DeskCommand[] {
    return this.desks;
  }

  handler(id: Id): Handler | undefined {
    for (const layer of this.layers.toReversed()) if (layer[id] !== undefined) return layer[id];
    return undefined;
  }

  available(): Command[] {
    return [...COMMANDS, ...this.desks].filter((command) => {
      const found = this.handler(command.id);
      return found !== undefined && found.able !== false;
    });
  }

  run(id: Id): boolean {
    const found = this.handler(id);
    if (found === undefined || found.able === false) return false;
    found.run();
    return true;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): number => this.version;

  private changed(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}

const Context = createContext<Registry>(new Registry());

/** Around the page: keys run the commands that the present screens answer, and never while somebody types. */
export function CommandProvider({ children }: { children: ReactNode }) {
  const registry = useMemo(() => new Registry(), []);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      const id = commandFor(event, registry.ofDesks());
      if (id === undefined || (typing(event.target) && id !== "page.palette") || inDialog(event.target, id) || onControl(event)) return;
      if (registry.run(id)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
    };
  }, [registry]);
  return <Context value={registry}>{children}</Context>;
}

/** Enter and Escape belong to the button, link or row that has the focus. */
function onControl(event: KeyboardEvent): boolean {
  return event.code === "Enter" && event.target instanceof HTMLElement && event.target.closest("button, a, [role=row], [role=option], [role=menuitem]") !== null;
}

/** While a dialog is open, keys belong to it; only the palette may be called. */
function inDialog(target: EventTarget | null, id: Id): boolean {
  if (id === "page.palette") return false;
  return document.querySelector("[role=dialog]") !== null || (target instanceof HTMLElement && target.closest("[role=menu], [role=listbox]") !== null);
}

/** Answers commands while the component is shown, from the moment it is seen. Handlers may be new at every render. */
export function useCommands(handlers: Handlers): void {
  const registry = useContext(Context);
  const latest = useRef(handlers);
  const able = Object.entries(handlers)
    .map(([id, handler]) => `${id}:${handler?.able !== false}`)
    .join();
  useLayoutEffect(() => {
    latest.current = handlers;
  });
  useLayoutEffect(() => {
    const steady: Handlers = {};
    for (const pair of able.split(",").filter((item) => item !== "")) {
      const [id, can] = pair.split(":") as [Id, string];
      steady[id] = { able: can === "true", run: () => latest.current[id]?.run() };
    }
    return registry.put(steady);
  }, [registry, able]);
}

/** Makes commands of desks known, as long as the component is shown. */
export function useDeskCommands(commands: readonly DeskCommand[]): void {
  const registry = useContext(Context);
  useLayoutEffect(() => {
    registry.bring(commands);
    return () => { registry.bring([]); };
  }, [registry, commands]);
}

/** The commands that can be run now, those of open desks, and how to run one. */
export function useCommandList(): { available: Command[]; ofDesks: readonly DeskCommand[]; run: (id: Id) => boolean; able: (id: Id) => boolean } {
  const registry = useContext(Context);
  const version = useSyncExternalStore(registry.subscribe, registry.snapshot);
  return useMemo(
    () => ({ available: registry.available(), ofDesks: registry.ofDesks(), run: (id) => registry.run(id), able: (id) => registry.available().some((command) => command.id === id), version }),
    [registry, version],
  );
}
