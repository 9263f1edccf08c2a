import { infiniteQueryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type Happened = Bodies["DoneBody"];
export type Decided = Bodies["DecidedBody"];

export const VERDICTS = ["same", "different", "unsure", "undo"] as const;
export type Verdict = (typeof VERDICTS)[number];

const AT_ONCE = 50;

/** What was done in a case, from the server's log, page by page; `by` a sign-in name, `act` the name of an act, "" = all. */
export const activityQuery = (caseId: string, by: string, act: string) =>
  infiniteQueryOptions({
    queryKey: ["cases", caseId, "activity", by, act],
    queryFn: ({ pageParam }) => body(api.GET("/api/cases/{case}/activity", { params: { path: { case: caseId }, query: { by, act, before: pageParam, limit: AT_ONCE } } })),
    initialPageParam: "",
    getNextPageParam: (last) => (last.more ? last.lines.at(-1)?.at : undefined),
    staleTime: 0,
  });

/** Identity decisions that rest on a case, page by page. */
export const decisionsQuery = (caseId: string, verdict: Verdict | "") =>
  infiniteQueryOptions({
    queryKey: ["cases", caseId, "decisions", verdict],
    queryFn: ({ pageParam }) => body(api.GET("/api/cases/{case}/decisions", { params: { path: { case: caseId }, query: { verdict, offset: pageParam, limit: AT_ONCE } } })),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, page) => sum + page.decisions.length, 0);
      return shown < last.total ? shown : undefined;
    },
    staleTime: 0,
  });
