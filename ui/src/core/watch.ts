import { queryOptions } from "@tanstack/react-query";

import { api, body } from "@/api/client";

import { type SearchKept, type WatchBody } from "./casework";
import type { CaseDocument } from "./documents";

/** How much is recorded about one thing that answers a watch: values and events, as `12/3`. */
export interface Mark {
  entity: string;
  mark: string;
}

const LOOKED_AT = 10;

export interface Found extends Mark {
  caption: string;
}

/** What answers a watch now, the best ten; each request sees only what the person may. */
export async function found({ q, type }: SearchKept): Promise<Found[]> {
  const { hits } = await body(api.GET("/api/search", { params: { query: { q, type, limit: LOOKED_AT } } }));
  return await Promise.all(
    hits.map(async ({ id, caption }) => {
      const entity = await body(api.GET("/api/entities/{id}", { params: { path: { id } } }));
      const events = entity.key === "" ? 0 : (await body(api.GET("/api/entities/{id}/events", { params: { path: { id }, query: { limit: 1 } } }))).total;
      return { entity: id, caption, mark: `${entity.statements.length}/${events}` };
    }),
  );
}

export interface News {
  /** Things that did not answer before. */
  fresh: Found[];
  /** Things about which something else is recorded now. */
  more: Found[];
  now: Found[];
}

export function news(seen: readonly Mark[], now: Found[]): News {
  const before = new Map(seen.map((item) => [item.entity, item.mark]));
  return { now, fresh: now.filter((item) => !before.has(item.entity)), more: now.filter((item) => before.has(item.entity) && before.get(item.entity) !== item.mark) };
}

/** Whether anything was published since a watch was last looked at; where nothing was, nothing can be new. */
export const worthLooking = (watch: WatchBody, published: readonly string[]): boolean => published.some((at) => at > watch.seen.at);

export const newsQuery = (document: CaseDocument, watch: WatchBody) =>
  queryOptions({ queryKey: ["watch", document.id, document.version], queryFn: async () => news(watch.seen.marks, await found(watch)) });

/** The body of a watch whose present answers count as seen. */
export const seenNow = (kept: SearchKept, now: readonly Mark[], at: string): Record<string, unknown> => ({ ...kept, seen: { at, marks: now.map(({ entity, mark }) => ({ entity, mark })) } });
