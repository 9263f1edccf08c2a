import { KINDS, type LogFilter } from "@/core/audit";
import type { CardFilter } from "@/core/cards";
import { readAt } from "@/core/place";

/** What stands behind the question mark of each view's address: every view can be linked to, and a broken address falls back to the plain view. */

/** A tab that a desk adds: its desk and its key. */
export type DeskTab = `${string}:${string}`;
export type EntityTab = "values" | "conversations" | "neighbours" | "events" | "map" | "identity" | "notes" | DeskTab;

export type ChartPane = "items" | "lines" | "timeline" | "map" | "none";

export interface SignInSearch {
  next?: string | undefined;
}
export interface SearchSearch {
  q: string;
  type?: string | undefined;
  page?: number | undefined;
}
export interface EntitySearch {
  tab?: EntityTab | undefined;
  at?: string | undefined;
}
/** Two things to be decided about; the queue when there is none. */
/** The one pair asked about, or the filter of the queue; `show` opens the list of decisions. */
export interface ReviewSearch extends CardFilter {
  left?: string | undefined;
  right?: string | undefined;
  show?: "decisions" | undefined;
}
export interface SourceSearch {
  at?: string | undefined;
  page?: number | undefined;
  /** Problems of this kind only. */
  kind?: string | undefined;
}
/** `sel` and `add` are ids with dots between them; `cam` is where the camera looks and how far (x, y, ratio); `off` what the filter leaves out. */
export interface ChartSearch {
  case?: string | undefined;
  id?: string | undefined;
  sel?: string | undefined;
  add?: string | undefined;
  pane?: ChartPane | undefined;
  /** The panel of analyses beside the chart, as it would stand behind `/analyse?`; `open` = the list of analyses. */
  an?: string | undefined;
  cam?: string | undefined;
  off?: string | undefined;
  find?: string | undefined;
}

/** Which analysis, asked how (`set`: values as JSON), about which thing; or what it found: a kept result, beside an earlier one, with a row and a place of an original. */
export interface AnalyseSearch {
  case?: string | undefined;
  analysis?: string | undefined;
  set?: string | undefined;
  about?: string | undefined;
  result?: string | undefined;
  with?: string | undefined;
  view?: string | undefined;
  row?: string | undefined;
  at?: string | undefined;
}

/** What stands behind the question mark, as text: numbers in it are identifiers and must not lose a digit. */
export const read = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search));

/** The reverse of `read`; what has no value is left out. */
export function write(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given.map(([name, value]) => [name, text(value)])).toString()}`;
}

type Given = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const page = (value: unknown): number | undefined => (Number.isInteger(Number(value)) && Number(value) > 1 ? Number(value) : undefined);
const place = (value: unknown): string | undefined => (readAt(value) === null ? undefined : text(value));
/*
 * Every reader below names all its keys, those without a value as undefined: the router lays what a view reads over what the address says, so a key
 * that was left out would come back as it stands in the address.
 */

/** Only an address of this page is returned to after signing in: one path, with nothing in it that a browser would drop or turn round. */
export const inside = (next: unknown): string | undefined => (/^\/(?!\/)[^\\\p{Cc}\s]*$/u.test(text(next)) ? text(next) : undefined);

export const signInSearch = (given: Given): SignInSearch => ({ next: inside(given["next"]) });
export const searchSearch = (given: Given): SearchSearch => ({ q: text(given["q"]), type: text(given["type"]) || undefined, page: page(given["page"]) });
const ENTITY_TABS = ["conversations", "neighbours", "events", "map", "identity", "notes"] as const satisfies readonly EntityTab[];
const deskTab = (value: unknown): DeskTab | undefined => (/^[a-z][a-z0-9-]{0,39}:[a-z][a-z0-9-]{0,39}$/.test(text(value)) ? (text(value) as DeskTab) : undefined);
export const entitySearch = (given: Given): EntitySearch => ({ tab: ENTITY_TABS.find((tab) => tab === given["tab"]) ?? deskTab(given["tab"]), at: place(given["at"]) });
export const sourceSearch = (given: Given): SourceSearch => ({ at: place(given["at"]), page: page(given["page"]), kind: /^[a-z0-9-]{1,80}$/.test(text(given["kind"])) ? text(given["kind"]) : undefined });

const ids = (value: unknown): string | undefined => (/^[0-9a-f]{32}(\.[0-9a-f]{32})*$/.test(text(value)) ? text(value) : undefined);
const PANES: readonly string[] = ["lines", "timeline", "map", "none"];

export const chartSearch = (given: Given): ChartSearch =>
  ({
    case: /^[0-9a-f]{12}$/.test(text(given["case"])) ? text(given["case"]) : undefined,
    id: /^[0-9a-f]{16}$/.test(text(given["id"])) ? text(given["id"]) : undefined,
    sel: ids(given["sel"]),
    add: ids(given["add"]),
    pane: PANES.includes(text(given["pane"])) ? (text(given["pane"]) as ChartPane) : undefined,
    an: text(given["an"]).slice(0, 4000) || undefined,
    cam: /^-?\d{1,7}(\.\d{1,4})?(_-?\d{1,7}(\.\d{1,4})?)(_\d{1,4}(\.\d{1,4})?)$/.test(text(given["cam"])) ? text(given["cam"]) : undefined,
    off: /^[\w:-]{1,60}(\.[\w:-]{1,60}){0,80}$/.test(text(given["off"])) ? text(given["off"]) : undefined,
    find: text(given["find"]).slice(0, 100) || undefined,
  });

const id = (value: unknown): string | undefined => (/^[0-9a-f]{32}$/.test(text(value)) ? text(value) : undefined);

const like = (pattern: RegExp, value: unknown): string | undefined => (pattern.test(text(value)) ? text(value) : undefined);

export const analyseSearch = (given: Given): AnalyseSearch =>
  ({
    case: like(/^[0-9a-f]{12}$/, given["case"]),
    analysis: like(/^[a-z0-9-]{1,60}$/, given["analysis"]),
    set: like(/^\{.{0,4000}\}$/s, given["set"]),
    about: id(given["about"]),
    result: like(/^[0-9a-f]{16}$/, given["result"]),
    with: like(/^[0-9a-f]{16}$/, given["with"]),
    view: like(/^[a-z]{1,20}$/, given["view"]),
    row: like(/^\d{1,7}$/, given["row"]),
    at: place(given["at"]),
  });

export const reviewSearch = (given: Given): ReviewSearch => {
  const both = id(given["left"]) !== undefined && id(given["right"]) !== undefined;
  const word = (value: unknown) => like(/^[A-Za-z]{1,60}$/, value);
  return {
    left: both ? id(given["left"]) : undefined,
    right: both ? id(given["right"]) : undefined,
    show: given["show"] === "decisions" ? "decisions" : undefined,
    type: word(given["type"]),
    source: like(/^[0-9a-f]{12,16}$/, given["source"]),
    evidence: word(given["evidence"]),
    sureness: word(given["sureness"]),
    state: word(given["state"]),
    order: given["order"] === "sure" ? "sure" : undefined,
  };
};

/** Ids of documents with dots between them. */
export interface IntakeSearch {
  ids?: string | undefined;
}
/** Which table of a document, counted from 0; or that of the part `of` of the original, and the column that is looked at. */
export interface MappingSearch {
  part?: number | undefined;
  of?: number | undefined;
  column?: string | undefined;
}

export const intakeSearch = (given: Given): IntakeSearch => ({ ids: /^[0-9a-f]{4,16}(\.[0-9a-f]{4,16})*$/.test(text(given["ids"])) ? text(given["ids"]) : undefined });
export const mappingSearch = (given: Given): MappingSearch => ({
  part: Number.isInteger(Number(given["part"])) && Number(given["part"]) > 0 ? Number(given["part"]) : undefined,
  of: /^\d{1,9}$/.test(text(given["of"])) ? Number(given["of"]) : undefined,
  column: text(given["column"]) || undefined,
});

const CASE_TABS = ["notes", "sources", "charts", "analyses", "products", "searches", "members", "decisions", "activity"] as const;
export type CaseTab = (typeof CASE_TABS)[number] | DeskTab;

/** Which documents a table of them shows: those whose name or kind holds a text, those with problems, those that somebody has to do something about. */
export interface DocumentsSearch {
  docs?: string | undefined;
  show?: "problems" | "todo" | undefined;
}

export interface CaseSearch extends DocumentsSearch {
  tab?: CaseTab | undefined;
}

const SHOWN: readonly NonNullable<DocumentsSearch["show"]>[] = ["problems", "todo"];

export const documentsSearch = (given: Given): DocumentsSearch => ({ docs: text(given["docs"]).slice(0, 200) || undefined, show: SHOWN.find((item) => item === given["show"]) });

export const caseSearch = (given: Given): CaseSearch => ({ ...documentsSearch(given), tab: CASE_TABS.find((tab) => tab === given["tab"]) ?? deskTab(given["tab"]) });

/** A briefing that is kept in the case; without one a new one begins. */
export interface BriefingSearch {
  doc?: string | undefined;
}

export const briefingSearch = (given: Given): BriefingSearch => ({ doc: like(/^[0-9a-f]{16}$/, given["doc"]) });

/** A new record: its type; for a link one end; or the thing that more is said about. */
export interface RecordSearch {
  type?: string | undefined;
  from?: string | undefined;
  about?: string | undefined;
}

export const recordSearch = (given: Given): RecordSearch => ({ type: /^[A-Z][A-Za-z]{1,40}$/.test(text(given["type"])) ? text(given["type"]) : undefined, from: id(given["from"]), about: id(given["about"]) });

/** `layers` and `hide` (kinds left out) with dots between them, `sel` marks; `area` is what was drawn, with | between areas; `now` and `span` (hours) the time slider; `at` where it looks. */
export interface MapSearch {
  case?: string | undefined;
  item?: string | undefined;
  layers?: string | undefined;
  hide?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  sel?: string | undefined;
  area?: string | undefined;
  now?: string | undefined;
  span?: number | undefined;
  /** A set of rules in force: its case and its id. */
  rules?: string | undefined;
  at?: string | undefined;
  pane?: MapPane | undefined;
}

const MAP_PANES = ["marks", "moves", "area"] as const;
export type MapPane = (typeof MAP_PANES)[number] | "none";
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SPANS = [1, 6, 24, 168];

export const mapSearch = (given: Given): MapSearch =>
  ({
    case: like(/^[0-9a-f]{12}$/, given["case"]),
    item: id(given["item"]),
    layers: like(/^[a-z-]{1,40}(\.[a-z-]{1,40}){0,30}$/, given["layers"]),
    hide: like(/^[A-Za-z]{1,40}(\.[A-Za-z]{1,40}){0,60}$/, given["hide"]),
    since: like(DAY, given["since"]),
    until: like(DAY, given["until"]),
    sel: like(/^[0-9a-f]{16}(\.[0-9a-f]{16}){0,19}$/, given["sel"]),
    area: like(/^[-0-9. ;|]{5,6000}$/, given["area"]),
    now: like(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/, given["now"]),
    span: SPANS.find((hours) => String(hours) === text(given["span"])),
    rules: like(/^[0-9a-f]{12}\.[0-9a-f]{16}$/, given["rules"]),
    at: like(/^-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?,\d{1,2}(\.\d{1,3})?$/, given["at"]),
    pane: MAP_PANES.find((pane) => pane === given["pane"]),
  });

const day = (value: unknown): string | undefined => (/^\d{4}-\d{2}-\d{2}$/.test(text(value)) ? text(value) : undefined);

/** Which entries of the log are shown to the auditor. */
export const verifySearch = (given: Given): LogFilter =>
  ({
    person: /^[0-9a-f]{16}$/.test(text(given["person"])) ? text(given["person"]) : undefined,
    act: /^[a-z-]{1,60}$/.test(text(given["act"])) ? text(given["act"]) : undefined,
    case: /^[0-9a-f]{12}$/.test(text(given["case"])) ? text(given["case"]) : undefined,
    since: day(given["since"]),
    until: day(given["until"]),
    text: text(given["text"]).slice(0, 100) || undefined,
    kind: KINDS.find((kind) => kind === given["kind"]),
  });

/** A question: a kept one by its case and id, or one that is written out as JSON. */
export interface QuerySearch {
  case?: string | undefined;
  id?: string | undefined;
  set?: string | undefined;
}

export const querySearch = (given: Given): QuerySearch =>
  ({
    case: /^[0-9a-f]{12}$/.test(text(given["case"])) ? text(given["case"]) : undefined,
    id: /^[0-9a-f]{16}$/.test(text(given["id"])) ? text(given["id"]) : undefined,
    set: /^\{.{0,4000}\}$/s.test(text(given["set"])) ? text(given["set"]) : undefined,
  });

/** A conversation: of whom, with whom (or which group), whose side is near, what is looked for in it, and a place of an original beside it. */
export interface TalkSearch {
  own?: string | undefined;
  party?: string | undefined;
  side?: string | undefined;
  words?: string | undefined;
  print?: string | undefined;
  at?: string | undefined;
}

export const talkSearch = (given: Given): TalkSearch =>
  ({
    own: id(given["own"]),
    party: id(given["party"]),
    side: id(given["side"]),
    words: text(given["words"]).slice(0, 200) || undefined,
    print: given["print"] === "1" ? "1" : undefined,
    at: place(given["at"]),
  });

/** What a screen of a desk keeps behind its question mark: names in small letters, values as text. */
export const deskSearch = (given: Given): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, /^[a-z][a-z0-9_-]{0,39}$/.test(name) ? text(value).slice(0, 2000) || undefined : undefined]));
