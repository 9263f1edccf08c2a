import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import { ZONE } from "../format";
import { type CaseDocument, documentQuery } from "../documents";
import { everything, fromBody, type Position } from "./document";
import type { Line } from "./known";
import type { Span } from "./times";

export type Expanded = Bodies["ExpandedBody"];
export type Happened = Bodies["HappenedEvent"];
/** How much happened when; the cells of a lane are place among the bins and events. */
export type HappenedWhen = Omit<Bodies["HappenedBody"], "lanes"> & { readonly lanes: readonly { readonly id: string; readonly cells: readonly (readonly number[])[] }[] };
export type LayoutKind = Bodies["LayoutBody"]["kind"];

/** Names, types and lines of items by id. */
export const draw = (ids: readonly string[]) => body(api.POST("/api/v1/chart/draw", { body: { ids: [...ids] } }));

const OPENING = 30_000;

/** What is drawn of a saved chart when it opens. */
export const openedQuery = (document: CaseDocument) => queryOptions({ queryKey: ["chart", "opened", document.id, document.version], queryFn: () => draw(everything(fromBody(document.body))), staleTime: OPENING });

/** Asks for a chart and what is drawn of it while the page is still on its way. What it brings is taken once: `ended` when the chart is left. */
export async function begun(queries: QueryClient, caseId: string, id: string): Promise<void> {
  const document = await queries.query({ ...documentQuery(caseId, id), gcTime: OPENING });
  if (everything(fromBody(document.body)).length > 0) await queries.query(openedQuery(document));
}

export const ended = (queries: QueryClient, caseId: string, id: string): void => {
  queries.removeQueries({ queryKey: documentQuery(caseId, id).queryKey });
  queries.removeQueries({ queryKey: ["chart", "opened", id] });
};

/** The handling codes of what stands on a chart, the strictest first; `sources` those that its lines rest on. */
export const handlingQuery = (ids: readonly string[], sources: readonly string[]) =>
  queryOptions({ queryKey: ["chart", "handling", ids, sources], queryFn: () => body(api.POST("/api/v1/chart/handling", { body: { ids: [...ids], sources: [...sources] } })), enabled: ids.length > 0, placeholderData: keepPreviousData });

/** Leave to save a picture or table of items outside; refused where a rule or a handling code forbids it; the handling codes that it has to say. */
export const leave = (format: Bodies["LeaveBody"]["format"], ids: readonly string[], sources: readonly string[] = []) => body(api.POST("/api/v1/chart/permission", { body: { format, ids: [...ids], sources: [...sources] } }));

export const BEHIND_AT_ONCE = 50;

/** What stands behind a line of a chart that shows some items: its events, or the values that say it, each with the places of its records. */
export const behindQuery = (line: Line, shown: readonly string[], limit: number, part: Pick<Span, "from" | "until">) =>
  queryOptions({
    queryKey: ["chart", "behind", line.id, line.a, line.records, shown.length, limit, part.from, part.until],
    queryFn: () => body(api.POST("/api/v1/chart/line", { body: { a: line.a, b: line.b, kind: line.kind as Bodies["BehindBody"]["kind"], label: line.label, shown: [...shown], limit, offset: 0, since: part.from, until: part.until, zone: ZONE } })),
  });

/** Several items expanded in one request, in their order, by nothing but `only`; `of` says by which item something came in. */
export const expandEach = ({ ids, shown, only }: { ids: readonly string[]; shown: readonly string[]; only: readonly string[] }) =>
  body(api.POST("/api/v1/chart/expansions", { body: { ids: [...ids], shown: [...shown], types: [], limit: only.length, least: false, only: [...only] } }));

/** By what an item can be expanded, counted. */
export const countsQuery = (id: string, shown: readonly string[]) => queryOptions({ queryKey: ["chart", "counts", id, shown.length, shown.at(-1) ?? ""], queryFn: () => body(api.POST("/api/v1/chart/expand", { body: { id, shown: [...shown], types: [], limit: 0, least: false } })) });

export const EVENTS_MOST = 2000;

/** Events of items in a part of the time: how many when, item by item, and the first of them one by one. */
export const happenedQuery = (ids: readonly string[], { from, until }: Pick<Span, "from" | "until">) =>
  queryOptions({ queryKey: ["chart", "events", from, until, ids], queryFn: () => body(api.POST("/api/v1/chart/events", { body: { ids: [...ids], since: from, until, zone: ZONE, limit: EVENTS_MOST } })), enabled: ids.length > 0, placeholderData: keepPreviousData });

/** Every arrangement of a chart. */
export const LAYOUTS = ["force", "groups", "circle", "hierarchy", "organisation", "peacock", "attribute", "themes", "map", "grid"] as const satisfies readonly LayoutKind[];

/** What is laid out: which items, the links between them, and what a layout may know beyond them. */
export interface Arrangement {
  readonly ids: readonly string[];
  readonly links: Iterable<{ a: string; b: string }>;
  readonly roots: readonly string[];
  /** Names of groups, dates of first appearance (milliseconds) and places (longitude, latitude), where they are known. */
  readonly groups: ReadonlyMap<string, string>;
  readonly times: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<string, readonly [number, number]>;
  /** Items that stay where they are. */
  readonly fixed: ReadonlyMap<string, Position>;
}

/** Labels are wider than high, so pictures are stretched. */
const STRETCH = [2.3, 1.5] as const;
const NONE = { times: [], places: [] };

/** Positions of items on the chart by a layout; the server is told numbers only. `mirrored`: time runs from right to left, as it does on the person's other drawings of time. */
export async function laidOut(kind: LayoutKind, mirrored: boolean, { ids, links, roots, groups, times, places, fixed }: Arrangement): Promise<Map<string, Position>> {
  const numbers = new Map(ids.map((id, at) => [id, at]));
  const edges = [...links].flatMap(({ a, b }): [number, number][] => {
    const [from, to] = [numbers.get(a), numbers.get(b)];
    return from === undefined || to === undefined ? [] : [[from, to]];
  });
  const across = kind === "themes" && mirrored ? -STRETCH[0] : STRETCH[0];
  const names = [...new Set(groups.values())].toSorted();
  const group = new Map(names.map((name, at) => [name, at]));
  const held = [...fixed].flatMap(([id, [x, y]]): [number, number, number][] => (numbers.has(id) ? [[numbers.get(id) ?? 0, x / across, y / STRETCH[1]]] : []));
  const about = kind === "themes" ? { ...NONE, times: ids.map((id) => times.get(id) ?? null) } : kind === "map" ? { ...NONE, places: ids.map((id): [number, number] | null => { const at = places.get(id); return at === undefined ? null : [at[0], at[1]]; }) } : NONE;
  const { positions } = await body(
    api.POST("/api/v1/chart/layout", {
      body: { kind, count: ids.length, edges, seed: 1, roots: roots.flatMap((id) => numbers.get(id) ?? []), groups: names.length === 0 ? [] : ids.map((id) => group.get(groups.get(id) ?? "") ?? 0), fixed: held, ...about },
    }),
  );
  return new Map(ids.map((id, at) => [id, [(positions[at]?.[0] ?? 0) * across, (positions[at]?.[1] ?? 0) * STRETCH[1]] as const]));
}

export const wayBetween = (start: string, end: string) => body(api.GET("/api/v1/path", { params: { query: { start, end } } }));
