import { infiniteQueryOptions, queryOptions, useMutation, useQuery } from "@tanstack/react-query";

import { api, type Bodies, body, nextCursor } from "@/api/client";
import { type Desk, desksQuery } from "@/core/desks/open";
import { useLocale } from "@/i18n/LocaleContext";
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
  "exercise", "exercise-result", "exercise-sheet", "make-exercise", "sign-out", "look", "adopt-policies", "fact-rows", "sources", "custody", "problems", "audit-head", "cases", "people", "jobs", "members",
  "compartments", "inside", "erasures", "mappings", "set-aside", "arrived", "sign-in", "first-start", "init", "add-person", "close-person",
  "rescue-administrator", "hand-over", "set-roles", "reopen-person", "set-password", "issue-token", "keep-preferences", "open-case", "add-member",
  "remove-member", "invite", "set-zone", "join-case", "decline-case", "invitations", "open-compartment", "admit", "ask-in", "enter-compartment",
  "decline-compartment", "dismiss", "deposit", "publish", "read-again", "withdraw", "save-mapping", "fact-file", "retract", "reinstate", "release", "take-back",
  "request-erasure", "withdraw-erasure", "approve-erasure", "proposed-words", "leave-words", "close-due", "reopen-due", "sweep-original",
  "strike-words", "mask", "unmask", "record", "save-record", "erase", "derive", "independent", "judge-identity", "save-document", "analyse",
  "export", "export-audit", "export-file", "link", "verify", "backup", "restore", "audit", "activity", "decisions", "search", "show", "show-retracted", "events",
  "mentions", "neighbours", "path", "draw", "expand", "happened", "source", "original", "recognise", "preview", "documents", "document",
  "document-history", "held", "result", "results", "review-queue", "review-pair", "explain-identity", "identity-hints", "origin", "query",
  "conversation", "conversations", "read-audit", "manage-people", "see-who-acted", "see-openings", "judge", "map", "take-step", "write-case",
  "read-case", "view", "vault-break", "vault-review", "vault-decide", "vault-ask", "vault-check", "vault-keep", "vault-signs", "vault-register",
  "vault-read", "vault-known", "vault-history", "vault-field", "vault-erase", "vault-amend", "vault-act", "upgrade", "roles", "review-together",
  "review-card", "retention", "replay-erasure", "records-about", "records", "passengers-case-list", "record-openings", "record-history", "read", "read-product", "products",
  "product", "new-signing-key", "map-layer", "identity-decisions", "identity-alike", "dossier", "open-desk", "desks", "preview-briefing",
  "briefing-figures", "behind", "fact-keys", "backup-settings", "backup-expired", "back-up",
] as const;

/** An act in words; null for one that a newer program has written. Acts of desks have the titles of their operations. */
export function actWords(act: string, t: (key: TextKey) => string, desks: readonly Desk[] = []): string | null {
  const known = ACTS.find((item) => item === act);
  if (known !== undefined) return t(`act.${known}`);
  const [of = "", name = ""] = act.split(".", 2);
  const desk = desks.find((item) => item.name === of);
  if (desk === undefined || name === "") return null;
  const general = (["inbox", "rules", "clock"] as const).find((item) => item === name);
  return `${desk.title}: ${desk.operations.find((item) => item.name === name)?.title ?? (general === undefined ? name : t(`act.of-desk.${general}`))}`;
}

/** How an act is called in the language of the page. */
export function useActWords(): (act: string) => string | null {
  const { t, locale } = useLocale();
  const { data } = useQuery(desksQuery(locale));
  return (act) => actWords(act, t, data);
}
