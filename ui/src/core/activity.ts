import { infiniteQueryOptions } from "@tanstack/react-query";

import { api, type Bodies, body, nextCursor } from "@/api/client";

export type Happened = Bodies["DoneBody"];
export type Decided = Bodies["DecidedBody"];

export const VERDICTS = ["same", "different", "unsure", "undo"] as const;
export type Verdict = (typeof VERDICTS)[number];

const AT_ONCE = 50;

/** What was done in a case, from the server's log, page by page; `by` a sign-in name, `act` the name of an act, "" = all. */
export const activityQuery = (caseId: string, by: string, act: string) =>
  infiniteQueryOptions({
    queryKey: ["cases", caseId, "activity", by, act],
    queryFn: ({ pageParam }) => body(api.GET("/api/v1/cases/{case}/activity", { params: { path: { case: caseId }, query: { by, act, cursor: pageParam, limit: AT_ONCE } } })),
    initialPageParam: "",
    getNextPageParam: nextCursor,
    staleTime: 0,
  });

/** Identity decisions that rest on a case, page by page. */
export const decisionsQuery = (caseId: string, verdict: Verdict | "") =>
  infiniteQueryOptions({
    queryKey: ["cases", caseId, "decisions", verdict],
    queryFn: ({ pageParam }) => body(api.GET("/api/v1/cases/{case}/decisions", { params: { path: { case: caseId }, query: { verdict, cursor: pageParam, limit: AT_ONCE } } })),
    initialPageParam: "",
    getNextPageParam: nextCursor,
    staleTime: 0,
  });
