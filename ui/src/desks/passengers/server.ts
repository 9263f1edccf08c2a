import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, ApiError, type Bodies, body } from "@/api/client";
import { sealed } from "@/core/sources";
import type { Locale } from "@/i18n/locales";

import { ways } from "./hit_queue/decide";

export type Hit = Bodies["PassengersHitView"];
export type Detail = Bodies["PassengersHitDetailView"];
export type Stands = NonNullable<Bodies["RecordBody"]["stands"]>;

export type Rule = Bodies["PassengersRuleView"];
export type Trial = Bodies["PassengersTrial"];
export type Figures = Bodies["PassengersFiguresView"];
export type Wish = Bodies["DestructionWish"];
export type Watchlist = Bodies["PassengersWatchlistView"];
export type ListedPerson = Bodies["PassengersComparedWatchlistView"];
export type Feed = Bodies["PassengersMessageFeedView"];
export type Aboard = Bodies["PassengersPeopleAboardView"];
export type Screened = Bodies["PassengersFlightScreeningView"];

const KEY = ["desk", "passengers"];
/** What is due changes with every act. */
const INBOX = ["desk", "inbox"];
export const KIND = "passenger-hit";
export const RULE = "passenger-rule";
/** The office's zone. */
export const ZONE = "Asia/Baghdad";

export const queueQuery = queryOptions({ queryKey: [...KEY, "queue"], queryFn: () => body(api.GET("/api/v1/desks/passengers/queue", { params: { query: { most: 200 } } })), staleTime: 0 });

/** Hits at a border post whose answer is awaited. */
export const referredQuery = queryOptions({ queryKey: [...KEY, "queue", "referred"], queryFn: () => body(api.GET("/api/v1/desks/passengers/queue", { params: { query: { most: 200, state: "referred", days: 2000 } } })), staleTime: 0 });

export const feedQuery = queryOptions({ queryKey: [...KEY, "feed"], queryFn: () => body(api.GET("/api/v1/desks/passengers/feed")), staleTime: 0, refetchInterval: 60_000 });

export const hitQuery = (id: string) => queryOptions({ queryKey: [...KEY, "hit", id], queryFn: () => body(api.GET("/api/v1/desks/passengers/hit", { params: { query: { id } } })), enabled: id !== "" });

export const standsQuery = (kind: typeof KIND | typeof RULE, id: string, locale: Locale) =>
  queryOptions({
    queryKey: [...KEY, "record", kind, id, "", locale],
    queryFn: () => body(api.GET("/api/v1/desks/{desk}/records/{kind}/{record}", { params: { path: { desk: "passengers", kind, record: id }, query: { case: "" } } })),
    enabled: id !== "",
  });

/** Takes a step with a hit, and before it those that lead to it; everything known of the desk is asked for again. */
export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (given: { id: string; state: string; seen: string; step: string; reason: string }) => {
      for (const transition of ways(given.state, given.step))
        await body(
          api.POST("/api/v1/desks/{desk}/records/{kind}/{record}/steps", {
            params: { path: { desk: "passengers", kind: KIND, record: given.id } },
            body: { case: "", transition, seen: given.seen, reason: transition === "take" ? "" : given.reason },
          }),
        );
    },
    onSettled: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** Takes a step with a rule (asking, approving, suspending, ending), with its reason. */
export function useRuleStep(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: { transition: string; seen: string; reason: string }) =>
      body(api.POST("/api/v1/desks/{desk}/records/{kind}/{record}/steps", { params: { path: { desk: "passengers", kind: RULE, record: id } }, body: { case: "", ...given } })),
    onSettled: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** What a rule may ask, in the language of the page, and a rule as lines of the form ("" for a new one). */
export const builderQuery = (rule: string, locale: Locale) => queryOptions({ queryKey: [...KEY, "rules", "builder", rule, locale], queryFn: () => body(api.GET("/api/v1/desks/passengers/rules-builder", { params: { query: { rule } } })), staleTime: 0 });

export type Answer = Bodies["PassengersHitAnswerRequest"];

/** The answer of the border post to a referral, which closes the hit. */
export function useAnswer() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Answer) => body(api.POST("/api/v1/desks/passengers/hit-answer", { body: given })),
    onSettled: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** Enters the duty telephone of the unit, which stands on referral sheets. */
export function useDutyTelephone() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (telephone: string) => body(api.POST("/api/v1/desks/passengers/duty-telephone", { body: { telephone } })),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export const rulesQuery = queryOptions({ queryKey: [...KEY, "rules"], queryFn: () => body(api.GET("/api/v1/desks/passengers/rules-list")), staleTime: 0 });

/** A rule as it is written, tried on the stored past and not kept. */
export const trialQuery = (rule: string) =>
  queryOptions({ queryKey: [...KEY, "trial", rule], queryFn: () => body(api.POST("/api/v1/desks/passengers/rules-test", { body: { rule } })), enabled: rule.includes("\n"), retry: false, staleTime: Infinity });

/** Keeps a rule and its trial, so that a second person can approve it. */
export function useKeepRule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (text: string) => {
      const made = await body(api.POST("/api/v1/desks/passengers/rules-add", { body: { text } }));
      return body(api.POST("/api/v1/desks/passengers/rules-test", { body: { rule: made.id } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [...KEY, "rules"] }),
  });
}

const days = (since: string, until: string) => ({ ...(since === "" ? {} : { since }), ...(until === "" ? {} : { until }) });

export const reportQuery = (since: string, until: string) => queryOptions({ queryKey: [...KEY, "report", since, until], queryFn: () => body(api.GET("/api/v1/desks/passengers/report", { params: { query: days(since, until) } })), staleTime: 0 });

export const boardQuery = (since: string, until: string) => queryOptions({ queryKey: [...KEY, "board", since, until], queryFn: () => body(api.GET("/api/v1/desks/passengers/flights-board", { params: { query: days(since, until) } })), staleTime: 0 });

export const aboardQuery = (flight: string) => queryOptions({ queryKey: [...KEY, "aboard", flight], queryFn: () => body(api.GET("/api/v1/desks/passengers/flights-people", { params: { query: { flight } } })) });

export const travelQuery = (id: string) => queryOptions({ queryKey: [...KEY, "travel", id], queryFn: () => body(api.GET("/api/v1/desks/passengers/travel", { params: { query: { id } } })) });

export const logQuery = (record: string) => queryOptions({ queryKey: [...KEY, "log", record], queryFn: () => body(api.GET("/api/v1/desks/passengers/unmask-log", { params: { query: { record } } })), staleTime: 0 });

export const listsQuery = queryOptions({ queryKey: [...KEY, "lists"], queryFn: () => body(api.GET("/api/v1/desks/passengers/lists-list")), staleTime: 0 });

export const destructionQuery = queryOptions({ queryKey: [...KEY, "destruction"], queryFn: () => body(api.GET("/api/v1/desks/passengers/destruction-due")), staleTime: 0 });

export function useEndList() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ one, reason }: { one: Watchlist; reason: string }) => body(api.POST("/api/v1/desks/passengers/lists-expire", { body: { id: one.id, version: one.version, reason } })),
    onSettled: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** An act with a watchlist; the lists and what is due are asked for again. */
function useListAct<G, A extends Watchlist>(act: (given: G) => Promise<A>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))) });
}

export const useListPerson = () => useListAct((given: Bodies["PassengersListedPersonRequest"]) => body(api.POST("/api/v1/desks/passengers/lists-person", { body: given })));
export const useAgree = () => useListAct(({ one, reason }: { one: Watchlist; reason: string }) => body(api.POST("/api/v1/desks/passengers/lists-agree", { body: { id: one.id, version: one.version, reason } })));

/** The desk's own file, in which lists and messages are sealed. */
const FILE = "desk-passengers";

/** What somebody said of a table: its columns, and the flight, the day and the order of dates of all rows. */
export type TableTerms = Pick<Bodies["PassengersPassengerFileRequest"], "columns" | "flight" | "day" | "order">;
export const UNSAID: TableTerms = { columns: [], flight: "", day: null, order: "" };

/** Imports and screens a table of passengers, once somebody said what its columns do not. */
export function useTable(source: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (said: TableTerms) => body(api.POST("/api/v1/desks/passengers/check", { body: { source, ...said } })),
    onSettled: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** Seals a file of an airline, imports and screens it, and has it read into the store; `unread` is why that could not be asked for (null: it was, or there is nothing to read: it is no message, or it was here before). */
export function useImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => {
      const [source] = await sealed(FILE, [file], ZONE);
      const id = source?.id ?? "";
      const came = await body(api.POST("/api/v1/desks/passengers/check", { body: { source: id, ...UNSAID } }));
      if (came.what !== "message" || came.before != null) return { source: id, came, unread: null };
      const read = body(api.POST("/api/v1/sources/{source}/read", { params: { path: { source: id } }, body: { mapping: "", reason: "", zone: ZONE, order: "", target: "", country: "" } }));
      const unread: unknown = await read.then(() => null, (error: unknown) => (error instanceof ApiError && error.code === "reason-needed" ? null : error));
      return { source: id, came, unread };
    },
    onSettled: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

/** Seals the file of a watchlist (and that of further names), and takes it into use. */
export function useAddList() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, aliases, ...terms }: { file: File; aliases: File | null; name: string; basis: string; owner: string; until: string }) => {
      const [source] = await sealed(FILE, [file], ZONE);
      const [beside] = aliases === null ? [] : await sealed(FILE, [aliases], ZONE);
      return body(api.POST("/api/v1/desks/passengers/lists-add", { body: { ...terms, source: source?.id ?? "", aliases: beside?.id ?? "" } }));
    },
    onSettled: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export const requestsQuery = (record: string) => queryOptions({ queryKey: [...KEY, "unmaskings", record], queryFn: () => body(api.GET("/api/v1/desks/passengers/unmask-list", { params: { query: { record } } })), staleTime: 0 });

/** What was masked, while a second person's consent holds; each look is in the audit log. */
export const useUnmasked = () => useMutation({ mutationFn: (id: string) => body(api.POST("/api/v1/desks/passengers/unmask-look", { body: { id } })) });
