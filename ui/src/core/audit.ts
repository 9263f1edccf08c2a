import { infiniteQueryOptions, queryOptions, useMutation } from "@tanstack/react-query";

import { api, type Bodies, body, nextCursor } from "@/api/client";
import type { TextKey } from "@/i18n/text";

export type LogEntry = Bodies["LogEntry"];

export const KINDS = ["acts", "reads", "refused", "failed"] as const;

/** Which entries of the log are wanted; days are those of this machine's clock, both included. */
export interface LogFilter {
  person?: string | undefined;
  act?: string | undefined;
  case?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  text?: string | undefined;
  kind?: (typeof KINDS)[number] | undefined;
}

export const headQuery = queryOptions({ queryKey: ["audit", "head"], queryFn: () => body(api.GET("/api/v1/audit/head")), staleTime: 0 });
export const choicesQuery = queryOptions({ queryKey: ["audit", "choices"], queryFn: () => body(api.GET("/api/v1/audit/choices")), staleTime: 0 });

const DAY = 86_400_000;
const moment = (day: string | undefined, more: number): string => (day === undefined || Number.isNaN(Date.parse(day)) ? "" : new Date(new Date(`${day}T00:00:00`).getTime() + more).toISOString());

/** A filter as the server asks for it: moments in UTC, the end not included. */
export const asked = ({ person = "", act = "", case: caseId = "", since, until, text = "", kind }: LogFilter) => ({ person, act, case: caseId, since: moment(since, 0), until: moment(until, DAY), text, kind: kind ?? ("" as const) });

export const logQuery = (filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", "entries", filter],
    queryFn: ({ pageParam }) => body(api.GET("/api/v1/audit/entries", { params: { query: { ...asked(filter), cursor: pageParam, limit: 50 } } })),
    initialPageParam: "",
    getNextPageParam: nextCursor,
    staleTime: 0,
  });

/** Where the same entries are as a table. */
export const csvAddress = (filter: LogFilter): string => `/api/v1/audit/csv?${new URLSearchParams(asked(filter)).toString()}`;

export const useVerify = () => useMutation({ mutationFn: () => body(api.POST("/api/v1/verify")) });

const ACTS = [
  "sign-in", "sign-out", "look", "adopt-policies", "set-aside", "arrived", "fact-rows", "sources", "custody", "problems", "audit-head", "cases", "people", "jobs", "members", "compartments", "inside", "erasures", "mappings", "first-start", "init", "add-person", "close-person", "reopen-person", "set-roles", "hand-over", "rescue-administrator", "set-password", "issue-token", "keep-preferences", "open-case", "add-member", "remove-member", "invite", "join-case", "decline-case", "invitations", "open-compartment", "admit", "ask-in", "enter-compartment", "decline-compartment", "dismiss", "deposit", "publish",
  "read-again", "save-mapping", "fact-file", "retract", "reinstate", "release", "take-back", "request-erasure", "withdraw-erasure", "approve-erasure", "erase", "strike-words", "mask", "unmask", "record", "save-record", "derive", "independent", "judge-identity", "save-document", "analyse",
  "export", "export-audit", "link", "verify", "audit", "activity", "decisions", "search", "show", "show-retracted", "events", "mentions", "neighbours", "path", "draw", "expand", "happened", "source", "original", "recognise", "preview",
  "documents", "document", "document-history", "held", "result", "results", "review-queue", "review-pair", "explain-identity", "identity-hints", "origin", "query", "conversation", "conversations",
] as const;

/** An act in words; null for one that a newer program has written. */
export function actWords(act: string, t: (key: TextKey) => string): string | null {
  const known = ACTS.find((item) => item === act);
  return known === undefined ? null : t(`act.${known}`);
}
