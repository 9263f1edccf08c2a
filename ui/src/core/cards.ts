import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body, nextCursor } from "@/api/client";
import type { Locale } from "@/i18n/locales";

import type { Verdict } from "./identity";

export type Card = Bodies["CardBody"];
export type Opened = Bodies["OpenedBody"];
export type Cards = Bodies["CardsBody"];
export type Preview = Bodies["AlikePreviewBody"];
export type Holders = Bodies["HoldersPage"];
export type Decided = Bodies["IdentityDecision"];

/** Which cards of the queue; what is absent is not asked for. */
export interface CardFilter {
  type?: string | undefined;
  source?: string | undefined;
  evidence?: string | undefined;
  sureness?: string | undefined;
  state?: string | undefined;
  order?: "sure" | undefined;
}

export const FILTERS = ["type", "source", "evidence", "sureness", "state"] as const;

const AT_ONCE = 50;
const HOLDERS = 50;
const DECISIONS = 200;

export const idsOf = (card: Card): string[] => card.entities.map((item) => item.id);

type Given = { [name in keyof CardFilter]?: NonNullable<CardFilter[name]> };

const given = (filter: CardFilter): Given => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));

/** The queue, page after page. Asked once for a sitting: what is decided meanwhile must not move under the reviewer's fingers. */
export const cardsQuery = (filter: CardFilter, locale: Locale) =>
  infiniteQueryOptions({
    queryKey: ["review", "cards", given(filter), locale],
    queryFn: ({ pageParam }) => body(api.GET("/api/v1/review/cards", { params: { query: { ...given(filter), limit: AT_ONCE, cursor: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: nextCursor,
    staleTime: Infinity,
    gcTime: 0,
  });

/** How many cards wait, for home. */
export const cardCountQuery = queryOptions({ queryKey: ["identity", "cards"], queryFn: () => body(api.GET("/api/v1/review/cards/count")) });

/** A card with all its values side by side, as it is now. */
export const openCard = (entities: string[]): Promise<Opened> => body(api.POST("/api/v1/review/cards/open", { body: { entities } }));

export const openedQuery = (card: Card, locale: Locale) => queryOptions({ queryKey: ["review", "card", card.digest, locale], queryFn: () => openCard(idsOf(card)), staleTime: Infinity });

export interface CardDecision {
  card: Card;
  verdict: Verdict;
  reason: string;
  chosen: string[];
}

/** What shows entities is asked again after a decision; the cards of the sitting stay. */
function useShownAgain() {
  const queries = useQueryClient();
  return () => {
    // two fragments side by side are as they were recorded, whatever is decided
    void queries.invalidateQueries({ queryKey: ["identity"], predicate: (one) => one.queryKey[1] !== "pair" });
    for (const name of ["entities", "search"]) void queries.invalidateQueries({ queryKey: [name] });
  };
}

export function useDecide() {
  const after = useShownAgain();
  return useMutation({
    mutationFn: ({ card, verdict, reason, chosen }: CardDecision) => body(api.POST("/api/v1/review/cards/decide", { body: { entities: idsOf(card), digest: card.digest, verdict, reason, chosen } })),
    onSuccess: after,
  });
}

/** Takes everything that one act decided back, in one act. */
export function useUndoRun() {
  const after = useShownAgain();
  return useMutation({ mutationFn: ({ run, reason }: { run: string; reason: string }) => body(api.POST("/api/v1/judgements/runs/{run}/undo", { params: { path: { run } }, body: { reason } })), onSuccess: after });
}

/** Strong identifiers that two or more things of the queue state, page after page; asked anew each time. */
export const holdersQuery = infiniteQueryOptions({
  queryKey: ["review", "alike"],
  queryFn: ({ pageParam }) => body(api.GET("/api/v1/review/strong-identifiers", { params: { query: { limit: HOLDERS, cursor: pageParam } } })),
  initialPageParam: "",
  getNextPageParam: nextCursor,
  gcTime: 0,
  staleTime: 0,
});

/** Exactly what would be joined for some strong identifiers; asked anew each time. */
export const previewQuery = (identifiers: string[]) =>
  queryOptions({ queryKey: ["review", "preview", identifiers], queryFn: () => body(api.POST("/api/v1/review/strong-identifiers/preview", { body: { identifiers } })), gcTime: 0, staleTime: Infinity, retry: false });

export function useJudgeAlike() {
  const after = useShownAgain();
  return useMutation({ mutationFn: (asked: { identifiers: string[]; digest: string; reason: string }) => body(api.POST("/api/v1/judgements/strong-identifiers", { body: asked })), onSuccess: after });
}

export const decisionsQuery = (mine: boolean) => queryOptions({ queryKey: ["identity", "decisions", mine], queryFn: () => body(api.GET("/api/v1/review/decisions", { params: { query: { mine, limit: DECISIONS } } })) });

/** Where the same decisions are as a table. */
export const decisionsAddress = (mine: boolean): string => `/api/v1/review/decisions/csv${mine ? "?mine=true" : ""}`;

/** The cards of a sitting, each once: those decided before the queue was asked again, then those of the pages, each replaced by what it became and followed by what a decision left over. */
export function sitting(kept: readonly Card[], pages: readonly Cards[], replaced: ReadonlyMap<string, Card>, left: ReadonlyMap<string, Card>): Card[] {
  const listed = (card: Card): Card[] => {
    const now = replaced.get(card.digest);
    const rest = left.get(card.digest);
    return [...(now === undefined ? [card] : listed(now)), ...(rest === undefined ? [] : listed(rest))];
  };
  const found = [...kept, ...pages.flatMap((page) => page.cards)].flatMap(listed);
  return [...new Map(found.map((card) => [card.digest, card])).values()];
}
