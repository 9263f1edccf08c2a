import { type QueryClient, queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import { ZONE } from "../format";
import { type CaseDocument, documentQuery } from "../documents";
import { everything, fromBody, type Position } from "./document";
import type { Line } from "./known";
import type { Span } from "./times";

export type Expanded = Bodies["ExpandedBody"];
export type Happened = Bodies["HappenedEvent"];
export type LayoutKind = Bodies["LayoutBody"]["kind"];

/** Names, types and lines of items by id. */
export const draw = (ids: readonly string[]) => body(api.POST("/api/chart/draw", { body: { ids: [...ids] } }));

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

/** Leave to save a picture or table of items outside; refused where a rule or a handling code forbids it; the handling codes that it has to say. */
export const leave = (format: Bodies["LeaveBody"]["format"], ids: readonly string[], sources: readonly string[] = []) => body(api.POST("/api/chart/leave", { body: { format, ids: [...ids], sources: [...sources] } }));

export const BEHIND_AT_ONCE = 50;

/** What stands behind a line of a chart that shows some items: its events, or the values that say it, each with the places of its records. */
export const behindQuery = (line: Line, shown: readonly string[], limit: number, part: Pick<Span, "from" | "until">) =>
  queryOptions({
    queryKey: ["chart", "behind", line.id, line.a, line.records, shown.length, limit, part.from, part.until],
    queryFn: () => body(api.POST("/api/chart/line", { body: { a: line.a, b: line.b, kind: line.kind as Bodies["BehindBody"]["kind"], label: line.label, shown: [...shown], limit, offset: 0, since: part.from, until: part.until, zone: ZONE } })),
  });

/** Several items expanded in one request, in their order, by nothing but `only`; `of` says by which item something came in. */
export const expandEach = ({ ids, shown, only }: { ids: readonly string[]; shown: readonly string[]; only: readonly string[] }) =>
  body(api.POST("/api/chart/expansions", { body: { ids: [...ids], shown: [...shown], types: [], limit: only.length, least: false, only: [...only] } }));

/** By what an item can be expanded, counted. */
export const countsQuery = (id: string, shown: readonly string[]) => queryOptions({ queryKey: ["chart", "counts", id, shown.length, shown.at(-1) ?? ""], queryFn: () => body(api.POST("/api/chart/expand", { body: { id, shown: [...shown], types: [], limit: 0, least: false } })) });

export const EVENTS_MOST = 2000;

export const happenedQuery = (ids: readonly string[]) =>
  queryOptions({ queryKey: ["chart", "events", ...ids], queryFn: () => body(api.POST("/api/chart/events", { body: { ids: [...ids], limit: EVENTS_MOST } })), enabled: ids.length > 0 });

/** Positions of `ids` by the links between them; the server is told numbers only. */
export async function laidOut(kind: LayoutKind, ids: readonly string[], links: Iterable<{ a: string; b: string }>, roots: readonly string[]): Promise<Map<string, Position>> {
  const numbers = new Map(ids.map((id, at) => [id, at]));
  const edges = [...links].flatMap(({ a, b }): [number, number][] => {
    const [from, to] = [numbers.get(a), numbers.get(b)];
    return from === undefined || to === undefined ? [] : [[from, to]];
  });
  const { positions } = await body(api.POST("/api/chart/layout", { body: { kind, count: ids.length, edges, seed: 1, roots: roots.flatMap((id) => numbers.get(id) ?? []) } }));
  return new Map(ids.map((id, at) => [id, [positions[at]?.[0] ?? 0, positions[at]?.[1] ?? 0] as const]));
}

export const wayBetween = (start: string, end: string) => body(api.GET("/api/path", { params: { query: { start, end } } }));
