import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

import type { Job } from "./jobs";

export type WaitingPair = Bodies["WaitingPairBody"];
export type Sides = Bodies["SidesBody"];
export type Together = Bodies["TogetherBody"];
export type Judgement = Bodies["JudgementBody"];
export type Judged = Bodies["JudgedBody"];
export type WhyOne = Bodies["WhyOneBody"];
export type Verdict = "same" | "different" | "unsure";

export const sidesQuery = (left: string, right: string, locale: Locale) =>
  queryOptions({ queryKey: ["identity", "pair", left, right, locale], queryFn: () => body(api.GET("/api/v1/review/pair", { params: { query: { left, right } } })) });

/** A pair with everything that hangs together with it by pairs that wait. */
export const togetherQuery = (left: string, right: string) =>
  queryOptions({ queryKey: ["identity", "together", left, right], queryFn: () => body(api.GET("/api/v1/review/cluster", { params: { query: { left, right } } })) });

/** What a linkage run found, kind by kind, and how many pairs it joined. */
export interface LinkRun {
  kinds: { kind: string; records: number; new: number; pairs: { automatic: number; review: number } }[];
  adopted: number;
}

/** The result of a finished linkage run; null of other work and of a run that did not come to an end. */
export function linkRun(job: Job): LinkRun | null {
  const { kinds, adopted } = job.result as Partial<LinkRun>;
  return job.kind === "link" && job.state === "done" && Array.isArray(kinds) && typeof adopted === "number" ? { kinds, adopted } : null;
}

/** Queues a linkage run over all that one may see; with `adopt` the sure pairs are joined in one's name. */
export function useRunLinkage() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (adopt: boolean) => body(api.POST("/api/v1/review/runs", { body: { since: "", adopt } })), onSettled: () => queries.invalidateQueries({ queryKey: ["jobs"] }) });
}

export const whyQuery = (id: string) => queryOptions({ queryKey: ["identity", "why", id], queryFn: () => body(api.GET("/api/v1/entities/{entity}/identity", { params: { path: { entity: id } } })) });

export const possibleQuery = (id: string) => queryOptions({ queryKey: ["identity", "possible", id], queryFn: () => body(api.GET("/api/v1/entities/{entity}/possible-matches", { params: { path: { entity: id } } })) });

/** What shows entities is asked again after a decision; the queue of the sitting stays. */
function useAfter() {
  const queries = useQueryClient();
  return () => Promise.all(["identity", "entities", "search"].map((name) => queries.invalidateQueries({ queryKey: [name] })));
}

export interface Decision {
  left: string;
  right: string;
  verdict: Verdict;
  reason: string;
}

export function useJudge() {
  const after = useAfter();
  return useMutation({ mutationFn: (decision: Decision) => body(api.POST("/api/v1/judgements", { body: decision })), onSuccess: after });
}

export function useUndo() {
  const after = useAfter();
  return useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) => body(api.POST("/api/v1/judgements/{judgement}/undo", { params: { path: { judgement: id } }, body: { reason } })),
    onSuccess: after,
  });
}

export function useSplit() {
  const after = useAfter();
  return useMutation({ mutationFn: ({ id, reason }: { id: string; reason: string }) => body(api.POST("/api/v1/entities/{entity}/split", { params: { path: { entity: id } }, body: { reason } })), onSuccess: after });
}

/** The reasons as bars: where each begins and ends on the scale of the sum, in percent of its whole width, heaviest first. */
export interface Bar {
  label: string;
  sentence: string;
  stands: string;
  weight: number;
  from: number;
  to: number;
}

export function waterfall(reasons: Sides["reasons"]): Bar[] {
  const sums = reasons.reduce<number[]>((found, item) => [...found, (found.at(-1) ?? 0) + item.weight], [0]);
  const low = Math.min(...sums);
  const width = Math.max(...sums) - low || 1;
  const at = (sum: number) => ((sum - low) / width) * 100;
  return reasons.map((item, index) => {
    const ends = [at(sums[index] ?? 0), at(sums[index + 1] ?? 0)];
    return { label: item.label, sentence: item.sentence, stands: item.stands, weight: item.weight, from: Math.min(...ends), to: Math.max(...ends) };
  });
}
