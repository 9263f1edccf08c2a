import type { Desk, OpenDesk } from "./open";
import { may } from "./open";
import type { DeskLine, Fetched } from "./page";
import type { IconName } from "@/design/Icon";

/** Somewhere a person can go within a desk, in the words of the page. */
export interface Place {
  /** An address below `/desks/NAME/`. */
  to: string;
  title: string;
  help: string;
  icon: IconName;
  /** How many lines wait there: as many as the inbox has of the desk, or as the desk's own part says. */
  waits?: "inbox" | Fetched<object>;
}

/** Everything a person may open at a desk. */
export interface DeskPlaces {
  desk: Desk;
  icon: IconName;
  screens: readonly Place[];
  registers: readonly Place[];
  forms: readonly Place[];
  reports: readonly Place[];
  actions: readonly Place[];
  buttons: readonly Place[];
}

/** A desk without screens of its own shows as many of its registers and forms in the bar. */
const SEVEN = 7;

/** Where the declarations of a desk let somebody with these roles go; `todo` is what the line of the desk's own inbox is called. */
export function placesOf({ desk, page, say }: OpenDesk, roles: readonly string[], todo: string): DeskPlaces {
  const mine = (line: { shows: string; roles?: readonly string[] }) => may(desk, line.shows) && (line.roles === undefined || line.roles.some((role) => roles.includes(role)));
  const place = ({ to, name, icon, waits }: DeskLine): Place => ({ to, title: say(name), help: "", icon, ...(waits === undefined ? {} : { waits }) });
  const lines = (page?.menu ?? []).filter(mine);
  const part = (folder: string, icon: IconName, parts: Desk["registers"]) => parts.filter((one) => one.may).map((one): Place => ({ to: `${folder}/${one.name}`, title: one.title, help: one.help, icon }));
  const registers = part("registers", "table", desk.registers);
  const forms = part("forms", "document", desk.forms);
  const own = lines.filter((line) => line.place === undefined).map(place);
  const home: Place[] = desk.inbox && !(page?.routes ?? []).some((route) => route.path === "") ? [{ to: "", title: todo, help: "", icon: "todo", waits: "inbox" }] : [];
  return {
    desk,
    icon: page?.icon ?? "box",
    screens: [...home, ...(own.length > 0 || page !== null ? own : [...registers, ...forms].slice(0, SEVEN - home.length))],
    registers,
    forms,
    reports: lines.filter((line) => line.place === "reports").map(place),
    actions: desk.operations.filter((one) => one.may).map((one) => ({ to: `operations/${one.name}`, title: one.title, help: one.help, icon: "pencil" })),
    buttons: (page?.buttons ?? []).filter(mine).map(({ to, name }) => ({ to, title: say(name), help: "", icon: "add" })),
  };
}

/** The screen of a desk at which a person is: that with the longest address that theirs begins with. */
export function currentOf(places: readonly Place[], address: string): Place | undefined {
  const path = address.replace(/^\/+|\/+$/g, "");
  return places.filter(({ to }) => (to === "" ? path === "" || path === "inbox" : path === to || path.startsWith(`${to}/`))).toSorted((a, b) => b.to.length - a.to.length)[0];
}
