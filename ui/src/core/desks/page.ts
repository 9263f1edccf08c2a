import type { ComponentType } from "react";

import type { CommandGroup, DeskCommandId, Key } from "@/core/commands";
import type { Entity, Statement } from "@/core/entities";
import type { IconName } from "@/design/Icon";
import type { Locale } from "@/i18n/locales";
import type { DeskWords } from "@/i18n/words";

/** A view that is fetched when it is opened. */
export type Fetched<P> = () => Promise<ComponentType<P>>;

/** Where one is within a desk: `params` from the address, `search` from behind its question mark; `go` writes the latter (undefined takes a name off). */
export interface DeskPlace {
  desk: string;
  params: Readonly<Record<string, string>>;
  search: Readonly<Record<string, string | undefined>>;
  go: (search: Readonly<Record<string, string | undefined>>) => void;
}

/** An address below `/desks/NAME/`; a part that begins with `$` is a parameter: `boards/$case/$board`. */
export interface DeskRoute {
  path: string;
  view: Fetched<DeskPlace>;
}

/** What is shown only to who may ask for the operation `shows` of the desk. */
interface Shown<K extends string> {
  name: K;
  shows: string;
}

/** A screen of the desk, declared once: side bar, palette and home are drawn from it. */
export interface DeskLine<K extends string = string> extends Shown<K> {
  /** An address below `/desks/NAME/`. */
  to: string;
  icon: IconName;
  /** The roles in the workspace that see it; without them everybody who may. */
  roles?: readonly string[];
  /** `reports` stands behind Reports, not in the bar itself. */
  place?: "reports";
  /** How many lines wait there: those that the inbox has of the desk, or a number of the desk's own, the same as on the screen. */
  waits?: "inbox" | Fetched<object>;
}

/** What somebody at the desk does most, as a button of the home page: the first of them is the main one. */
export interface DeskButton<K extends string = string> extends Shown<K> {
  to: string;
  roles?: readonly string[];
}

/** Things of the desk that the search of the page finds: the server's finder `lookup` says which, `name` what they are called, `at` below which address of the desk one is opened, and its number where people speak of it by one. */
export interface DeskFind<K extends string = string> extends Shown<K> {
  lookup: string;
  at: (one: { value: string; beside: string }) => { to: string; search?: Record<string, string>; number?: string };
}

/** A tab of a case or of an entity, `NAME:key` in its address; or a line of the home page. */
export interface DeskPanel<P, K extends string = string> extends Shown<K> {
  /** Unique among the desk's own. */
  key: string;
  view: Fetched<P>;
}

/** Something that can be done with a recorded value: a button beside it, and a command of the desk's list. */
export interface ValueAct<K extends string = string> extends DeskPanel<{ statement: Statement; onClose: () => void }, K> {
  command: DeskCommandId;
}

/** A command as in `core/commands`; `to` is where it goes (below `/desks/NAME/`), without one a screen of the desk answers it. */
export interface DeskCommandLine<K extends string = string> {
  id: DeskCommandId;
  name: K;
  group: CommandGroup;
  words: readonly string[];
  keys: readonly Key[];
  to?: string;
}

/** What people do at a desk, with its steps, by a name of its own. */
export type DeskTasks = Readonly<Record<string, { title: string; steps: string[] }>>;

/** Everything that a desk adds to the page. `name` is that of the desk in the program. */
export interface DeskPage<K extends string = string> {
  name: string;
  words: DeskWords<K>;
  icon: IconName;
  routes: readonly DeskRoute[];
  menu: readonly DeskLine<K>[];
  buttons: readonly DeskButton<K>[];
  /** The screen of whom or what something is due about that is no record of the desk, and its name behind the question mark. */
  subject?: { to: string; name: string };
  /** The screens on which records of a kind are worked at, by kind: `$id` stands for the record, `$case` for its case, `queue?hit=$id` writes behind the question mark. A kind without one is opened as a record. */
  records?: Readonly<Record<string, string>>;
  /** The button of a register, by its name: where a new line of it is entered. */
  enters?: Readonly<Record<string, DeskButton<K>>>;
  /** Kinds of these whose steps are taken on that screen alone: a record as such leads to it. */
  steps?: readonly string[];
  finds?: readonly DeskFind<K>[];
  panels: {
    /** Lines among what waits for the person on the home page, list items; nothing where nothing waits. */
    home: readonly DeskPanel<object, K>[];
    case: readonly DeskPanel<{ caseId: string }, K>[];
    entity: readonly DeskPanel<{ entity: Entity }, K>[];
    value: readonly ValueAct<K>[];
  };
  commands: readonly DeskCommandLine<K>[];
  /** What Help explains step by step to whoever works at the desk. */
  tasks?: (locale: Locale) => Promise<DeskTasks>;
}

/** How the pages of desks are fetched, by name. */
export type DeskLoaders = Readonly<Record<string, () => Promise<DeskPage>>>;

/** A part of an address as it was before a link wrote it with `encodeURIComponent`: the router takes off its own signs only, and a part may hold a slash. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The route of an address below `/desks/NAME/` and its parameters; undefined where none has it. */
export function routeOf(routes: readonly DeskRoute[], address: string): { route: DeskRoute; params: Record<string, string> } | undefined {
  const parts = address.split("/").filter((part) => part !== "");
  for (const route of routes) {
    const wanted = route.path.split("/").filter((part) => part !== "");
    const params: Record<string, string> = {};
    const fits = wanted.length === parts.length && wanted.every((want, at) => {
      const part = parts[at] ?? "";
      if (want.startsWith("$")) params[want.slice(1)] = plain(part);
      return want.startsWith("$") || want === part;
    });
    if (fits) return { route, params };
  }
  return undefined;
}
