import type { TextKey } from "@/i18n/text";
import { BESIDE } from "@/i18n/separator";
import { folded } from "./sought";

/**
 * Every command of the page, once: palette, shortcuts, menus and the help page are made from this list. `words` are other names people look for, among
 * them those of i2 Analyst's Notebook. Keys are places on the keyboard (`KeyboardEvent.code`), so that they work on Arabic and Kurdish layouts.
 */
export interface Key {
  code: string;
  ctrl?: true;
  shift?: true;
  /** The sign that the key makes, for layouts that have it elsewhere. */
  sign?: string;
}

export type CommandGroup = "go" | "chart" | "select" | "look" | "page";

interface Described {
  group: CommandGroup;
  words: readonly string[];
  keys: readonly Key[];
}

export interface PageCommand extends Described {
  id: CommandId;
  name: TextKey;
}

/** A command that a desk brings, called so in the language of the page. */
export interface DeskCommand extends Described {
  id: DeskCommandId;
  said: string;
}

export type Command = PageCommand | DeskCommand;
export type DeskCommandId = `desk.${string}`;

const key = (code: string, more: Omit<Key, "code"> = {}): Key => ({ code, ...more });
const CTRL = { ctrl: true } as const;
const SHIFT = { shift: true } as const;

const LIST = {
  "page.palette": ["page", ["command palette", "run command"], [key("KeyK", CTRL)]],
  "page.search": ["page", ["Visual Search", "find", "search"], [key("Slash", { sign: "/" })]],
  "page.help": ["page", ["keys", "shortcuts", "glossary", "help"], [key("Slash", { shift: true, sign: "?" })]],
  "page.copy": ["page", ["copy address", "share", "copy link"], []],
  "page.theme": ["page", ["dark mode", "light mode", "colours"], []],
  "go.home": ["go", ["start page", "sources", "documents"], []],
  "go.cases": ["go", ["cases", "members", "tasks", "notes"], []],
  "go.charts": ["go", ["open chart", "charts", "Analyst's Notebook chart"], []],
  "go.map": ["go", ["map", "Analyst's Notebook Maps", "Esri Maps", "Google Earth", "locations", "cell sites", "route"], []],
  "go.analyse": ["go", ["analyse", "analysis", "Social Network Analysis", "Activity View", "Find Matching"], [key("KeyQ", SHIFT)]],
  "go.deposit": ["go", ["import", "upload", "new source", "deposit"], []],
  "go.new": ["go", ["Create Entity", "New Entity", "Insert Link", "new record", "new link", "type in"], []],
  "go.settings": ["go", ["settings", "options", "preferences", "language", "digits", "calendar"], []],
  "go.query": ["go", ["Visual Search", "Visual Query", "Query builder", "Find Matching Entities", "ask", "pattern"], []],
  "query.run": ["page", ["Run query", "Search", "Find"], []],
  "query.keep": ["page", ["Save query", "Save search"], []],
  "talk.search": ["page", ["Find text", "search conversation"], []],
  "talk.print": ["page", ["Print"], []],
  "go.review": ["go", ["resolve", "merge", "match", "duplicates", "who is who"], []],
  "go.people": ["go", ["users", "accounts", "policies", "roles", "administrator"], []],
  "go.verify": ["go", ["verify", "integrity", "check"], []],
  "go.log": ["go", ["audit log", "audit trail", "log", "journal", "who did what", "سجل التدقيق", "السجل", "من فعل ماذا", "تۆماری وردبینی", "تۆمارگە", "تۆمارگەه", "تۆمارا هویربینیێ"], []],
  "chart.add": ["chart", ["Visual Search", "Add Entity", "insert", "add items"], [key("KeyA")]],
  "chart.expand": ["chart", ["Expand", "Find Linked", "Expand with", "neighbours"], [key("KeyE")]],
  "chart.expand-by": ["chart", ["Expand by type", "Expand Options", "Find Linked"], [key("KeyE", SHIFT)]],
  "chart.path": ["chart", ["Find Path", "Find Connecting Network", "shortest path"], [key("KeyP", SHIFT)]],
  "chart.hide": ["chart", ["Hide Items", "Delete", "remove from chart"], [key("Delete"), key("Backspace")]],
  "chart.show": ["chart", ["Reveal Hidden", "Show Hidden", "unhide"], [key("KeyH", SHIFT)]],
  "chart.only": ["chart", ["Hide Unselected", "Copy to New Chart", "keep only"], [key("KeyO", SHIFT)]],
  "chart.pin": ["chart", ["Lock", "Fix position", "pin"], [key("KeyP")]],
  "chart.group": ["chart", ["Group", "Combine", "Set"], [key("KeyG")]],
  "chart.set": ["select", ["Sets", "Save selection", "Named selection"], [key("KeyB")]],
  "chart.ungroup": ["chart", ["Ungroup"], [key("KeyG", SHIFT)]],
  "chart.faces": ["chart", ["Show pictures", "Hide pictures", "Photographs", "Icons only", "faces"], []],
  "chart.photo": ["chart", ["Picture", "Photograph", "Insert picture", "Icon picture", "face"], []],
  "chart.collapse": ["chart", ["Combine", "Collapse", "Group items as one", "aggregate"], []],
  "chart.open-group": ["chart", ["Expand group", "Open", "Uncombine"], []],
  "chart.clusters": ["chart", ["Find Clusters", "communities", "Collapse"], []],
  "chart.layout.force": ["chart", ["Organic Layout", "Force-directed", "Network Layout", "Compact Peacock", "Arrange"], [key("KeyL")]],
  "chart.layout.circle": ["chart", ["Circular Layout", "Arrange"], []],
  "chart.layout.hierarchy": ["chart", ["Hierarchy Layout", "Arrange"], []],
  "chart.layout.grid": ["chart", ["Grid Layout", "Minimize Crossed Links", "Arrange"], []],
  "chart.layout.groups": ["chart", ["Circular Layout", "Grouped Layout", "clusters", "Arrange"], []],
  "chart.layout.peacock": ["chart", ["Peacock Layout", "radial", "fan", "Arrange"], []],
  "chart.layout.organisation": ["chart", ["Organization Layout", "tree", "org chart", "Arrange"], []],
  "chart.layout.attribute": ["chart", ["Grouped Layout", "by type", "by attribute", "Arrange"], []],
  "chart.layout.themes": ["chart", ["Theme Line", "Ordered Timeline", "Proportional Timeline", "Arrange"], []],
  "chart.layout.map": ["chart", ["geographic", "Esri Maps", "by place", "Arrange"], []],
  "chart.layout.compare": ["chart", ["Layout", "preview", "Arrange"], []],
  "chart.compare": ["chart", ["Compare Charts", "difference", "snapshots", "versions"], []],
  "chart.rules": ["chart", ["Conditional Formatting", "Styles", "colour", "size by", "legend"], []],
  "chart.legend": ["chart", ["Chart Legend", "Legend Definition", "rename", "Key"], []],
  "chart.frame": ["chart", ["Page Setup", "Chart Template", "Header and Footer", "Logo", "Frame", "Border"], []],
  "chart.count": ["select", ["Histogram", "Bar Charts and Histograms", "Visual Search", "Sets", "filter by attribute"], []],
  "chart.label.all": ["chart", ["Link Labels", "Show Labels"], []],
  "chart.label.count": ["chart", ["Link Labels", "Occurrence count"], []],
  "chart.label.sum": ["chart", ["Link Labels", "Sum", "amounts"], []],
  "chart.label.period": ["chart", ["Link Labels", "Date and time"], []],
  "chart.label.none": ["chart", ["Hide Link Labels"], []],
  "chart.ways.one": ["chart", ["Link multiplicity", "Single", "Connection style"], []],
  "chart.ways.ways": ["chart", ["Link multiplicity", "Directed", "Connection style", "arrows"], []],
  "chart.ways.each": ["chart", ["Link multiplicity", "Multiple", "Connection style", "every event"], []],
  "chart.says.holder": ["chart", ["Show subscriber", "Attributes on chart", "Show Labels"], []],
  "chart.says.nickname": ["chart", ["Show alias", "Attributes on chart"], []],
  "chart.says.period": ["chart", ["Show dates", "Attributes on chart"], []],
  "chart.says.grade": ["chart", ["Show grades", "Attributes on chart"], []],
  "chart.says.amount": ["chart", ["Show amounts", "Attributes on chart"], []],
  "chart.undo": ["chart", ["Undo"], [key("KeyZ", CTRL)]],
  "chart.same": ["chart", ["Merge Entities", "Combine", "Smart Matching", "Find Matching Entities", "same", "different", "unsure"], [key("KeyY")]],
  "chart.parts": ["chart", ["Unmerge", "Split Entity", "Disassociate", "Show Cards", "fragments"], [key("KeyY", SHIFT)]],
  "chart.apart": ["chart", ["Unmerge", "Open Set", "Close Set", "fragments"], [key("KeyU")]],
  "chart.possible": ["chart", ["Find Matching Entities", "Duplicate Finder", "duplicates", "may be the same"], [key("KeyD")]],
  "chart.item": ["chart", ["Insert Entity", "New Entity", "Add Icon", "draw"], [key("KeyI"), key("Insert")]],
  "chart.text": ["chart", ["Insert Text Block", "Label", "Title", "Annotation", "note", "callout"], [key("KeyT")]],
  "chart.link": ["chart", ["Insert Link", "New Link", "Add Link", "connect", "draw"], [key("KeyK")]],
  "chart.redo": ["chart", ["Redo"], [key("KeyZ", { ctrl: true, shift: true }), key("KeyY", CTRL)]],
  "chart.snapshot": ["chart", ["Save Chart As", "Snapshot", "version", "Bookmark"], [key("KeyS", CTRL)]],
  "chart.export.png": ["chart", ["Save as Picture", "export picture", "png"], []],
  "chart.export.svg": ["chart", ["Save as Picture", "vector", "svg"], []],
  "chart.export.csv": ["chart", ["List Items", "export table", "csv", "Report"], []],
  "chart.export.html": ["chart", ["Save as Page", "offline page", "html", "Report"], []],
  "chart.export.pdf": ["chart", ["Print", "pdf", "paper", "A4"], []],
  "chart.export.pdf-a3": ["chart", ["Print", "pdf", "poster", "A3"], []],
  "chart.export.pptx": ["chart", ["Slides", "presentation", "PowerPoint", "pptx"], []],
  "chart.export.anx": ["chart", ["Save as XML", "Analyst's Notebook", "i2", "anx"], []],
  "chart.export.xlsx": ["chart", ["List Items", "workbook", "Excel", "xlsx"], []],
  "chart.export.graphml": ["chart", ["GraphML", "yEd", "network file"], []],
  "chart.export.gexf": ["chart", ["GEXF", "Gephi", "network file"], []],
  "chart.export.ftm": ["chart", ["FollowTheMoney", "ftm", "Aleph"], []],
  "chart.new": ["chart", ["New Chart"], []],
  "select.all": ["select", ["Select All"], [key("KeyA", CTRL)]],
  "select.none": ["select", ["Clear Selection", "deselect"], [key("Escape")]],
  "select.linked": ["select", ["Find Linked", "Select Linked", "Select Neighbours"], [key("KeyN")]],
  "select.invert": ["select", ["Invert Selection"], [key("KeyI", SHIFT)]],
  "select.lasso": ["select", ["Lasso", "Select by Area", "Marquee"], [key("KeyS")]],
  "select.most": ["select", ["List Most Connected", "most connected", "degree", "hubs"], [key("KeyM")]],
  "map.in-sight": ["select", ["area search", "who was there", "tower dump area", "recorded in sight"], []],
  "chart.cards": ["look", ["Show Cards", "Item Properties", "Edit Cards", "records behind"], [key("Enter")]],
  "look.open": ["look", ["Open record", "details"], [key("Enter", SHIFT)]],
  "look.fit": ["look", ["Fit Chart in Window", "zoom all"], [key("Digit0"), key("KeyF")]],
  "look.in": ["look", ["Zoom In"], [key("Equal"), key("NumpadAdd")]],
  "look.out": ["look", ["Zoom Out"], [key("Minus"), key("NumpadSubtract")]],
  "look.items": ["look", ["List Items", "table"], [key("Digit1")]],
  "look.lines": ["look", ["List Links", "links table"], [key("Digit2")]],
  "look.timeline": ["look", ["Timeline", "Theme Line", "Event chart", "Activity View"], [key("Digit3")]],
  "look.pane": ["look", ["Histograms and Heat Matrix", "hide table", "larger chart"], [key("Digit4")]],
  "look.analyse": ["look", ["Analysis pane", "Social Network Analysis pane", "Activity View"], [key("KeyQ")]],
  "look.time": ["look", ["Time bar", "Bar Chart and Histogram filter", "Time Wheel", "play", "histogram", "filter by date"], [key("Digit5")]],
  "look.legend": ["look", ["Legend", "Chart Legend"], []],
} as const satisfies Record<string, readonly [CommandGroup, readonly string[], readonly Key[]]>;

export type CommandId = keyof typeof LIST;

export const COMMANDS: readonly PageCommand[] = (Object.entries(LIST) as [CommandId, readonly [CommandGroup, readonly string[], readonly Key[]]][]).map(([id, [group, words, keys]]) => ({
  id,
  name: `command.${id}`,
  group,
  words,
  keys,
}));

const BY_ID = new Map(COMMANDS.map((command) => [command.id, command]));

export function commandOf(id: CommandId): PageCommand {
  const found = BY_ID.get(id);
  if (found === undefined) throw new Error(`no command ${id}`);
  return found;
}

type Pressed = Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Whether a press is this key with exactly its modifiers. */
export const matches = (event: Pressed, wanted: Key): boolean =>
  event.code === wanted.code && (event.ctrlKey || event.metaKey) === (wanted.ctrl === true) && event.shiftKey === (wanted.shift === true) && !event.altKey;

const signs = (event: Pressed, wanted: Key): boolean => event.key === wanted.sign && !event.ctrlKey && !event.metaKey && !event.altKey;

/** What a command is called. */
export const nameOf = (command: Command, t: (key: TextKey) => string): string => ("said" in command ? command.said : t(command.name));

/** The command of a key press, one of the page or of desks: by the sign it makes where a command has one, else by its place. */
export function commandFor(event: Pressed, ofDesks: readonly DeskCommand[] = []): Command["id"] | undefined {
  const all: readonly Command[] = [...COMMANDS, ...ofDesks];
  const found = all.find((command) => command.keys.some((wanted) => signs(event, wanted))) ?? all.find((command) => command.keys.some((wanted) => matches(event, wanted)));
  return found?.id;
}

const SIGNS: Record<string, string> = { Equal: "+", Minus: "−", Delete: "Del", Backspace: "Bksp", Escape: "Esc", Enter: "Enter", NumpadAdd: "+", NumpadSubtract: "−" };

/** A key as it is printed: `Ctrl+Shift+Z`. */
export function keyName(wanted: Key): string {
  if (wanted.sign !== undefined) return wanted.sign;
  const sign = SIGNS[wanted.code] ?? wanted.code.replace(/^(Key|Digit)/, "");
  return [wanted.ctrl === true ? "Ctrl" : "", wanted.shift === true ? "Shift" : "", sign].filter((part) => part !== "").join("+");
}

/** Commands (or what else is looked up by its names) whose name in the page's language or other words hold every typed word; names before words, the order of the list otherwise. */
export function matching<T extends { id: string; words: readonly string[] }>(typed: string, commands: readonly T[], said: (command: T) => string): T[] {
  const parts = folded(typed).split(/\s+/).filter((part) => part !== "");
  const scored = commands.flatMap((command) => {
    const name = folded(said(command));
    const other = folded([...command.words, command.id].join(BESIDE));
    if (!parts.every((part) => name.includes(part) || other.includes(part))) return [];
    const first = parts[0] ?? "";
    const score = name.startsWith(first) ? 0 : parts.every((part) => name.includes(part)) ? 1 : 2;
    return [{ command, score }];
  });
  return scored.sort((a, b) => a.score - b.score).map((item) => item.command);
}
