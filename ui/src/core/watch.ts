import { queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import { type SearchKept, type WatchBody } from "./casework";
import type { CaseDocument } from "./documents";

export type News = Bodies["ArrivedBody"];

/** What came in since a moment about anything that answers a search: all its answers, each request sees only what the person may. */
export const arrived = ({ q, type }: SearchKept, since: string): Promise<News> => body(api.GET("/api/v1/search/new", { params: { query: { q, type, since } } }));

/** Whether anything was published since a watch was last looked at; where nothing was, nothing can be new. */
export const worthLooking = (watch: WatchBody, published: readonly string[]): boolean => published.some((at) => at > watch.seen.at);

export const newsQuery = (document: CaseDocument, watch: WatchBody, latest: string) =>
  queryOptions({ queryKey: ["watch", document.id, document.version, latest], queryFn: () => arrived(watch, watch.seen.at) });

/** The body of a watch of which everything up to `until` (the server's clock) counts as seen. */
export const seenUntil = ({ q, type }: SearchKept, until: string): Record<string, unknown> => ({ q, type, seen: { at: until } });
