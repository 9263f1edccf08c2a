import { queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type Found = Bodies["SearchBody"];
export type Hit = Bodies["HitBody"];
export type Why = Bodies["WhyBody"];

export const HITS_AT_ONCE = 25;

/** Entities for a text in any script, the best first. `type` keeps one type only. What one document calls the same is one line, with the others in it. */
export const searchQuery = (q: string, type: string | undefined, page: number) =>
  queryOptions({
    queryKey: ["search", q, type ?? "", page],
    queryFn: ({ signal }) => body(api.GET("/api/v1/search", { params: { query: { q, type: type ?? "", limit: HITS_AT_ONCE, cursor: String((page - 1) * HITS_AT_ONCE), fold: true } }, signal })),
    enabled: q !== "",
  });

/** How many are suggested below a search box, and how many signs are typed at least before anything is. */
export const SUGGESTED = 8;
export const SHORTEST_TYPED = 2;

/** What may be meant while somebody types: the last word may be only begun, and what was typed before is not waited for. */
export const typedQuery = (q: string, type?: string, limit: number = HITS_AT_ONCE) =>
  queryOptions({
    queryKey: ["typed", q, type ?? "", limit],
    queryFn: ({ signal }) => body(api.GET("/api/v1/search", { params: { query: { q, type: type ?? "", limit, begun: true } }, signal })),
    enabled: q !== "",
    staleTime: 5_000,
  });

/** Types with their counts, the fullest first; the chosen one stays even when nothing of it is left. */
export function facetsOf(counts: Readonly<Record<string, number>>, chosen: string | undefined): [string, number][] {
  const all = Object.entries(chosen !== undefined && !(chosen in counts) ? { ...counts, [chosen]: 0 } : counts);
  return all.sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}

/** The ways a hit matched, each field and value once. */
export function reasons(why: readonly Why[]): Why[] {
  return [...new Map(why.map((item) => [`${item.field} ${item.value}`, item])).values()];
}

export type IdleFound = Bodies["IdleFoundBody"];

/** Texts of columns that no mapping uses. */
export const idleQuery = (q: string) =>
  queryOptions({
    queryKey: ["search", "set-aside", q],
    queryFn: () => body(api.GET("/api/v1/search/unused-columns", { params: { query: { q: q.slice(0, 200) } } })),
    enabled: q.trim() !== "",
  });
