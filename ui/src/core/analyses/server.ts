import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body, fetched } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Analysis = Bodies["AnalysisBody"];
export type Parameter = Bodies["ParameterBody"];
export type Column = Bodies["ResultColumn"];
export type View = Bodies["ViewBody"];
export type Result = Bodies["ResultBody"];
export type ResultHead = Bodies["ListedResult"];
export type Rerun = Bodies["RerunBody"];
export type Compared = Bodies["ComparedBody"];
export type Json = Bodies["JsonValue"];

/** Every analysis of the program with its words: the same until the program changes. */
export const analysesQuery = (locale: Locale) => queryOptions({ queryKey: ["analyses", locale], queryFn: () => body(api.GET("/api/v1/analyses")), staleTime: Infinity });

/** A kept result never changes; its sentences are in the language of the page. */
export const resultQuery = (id: string, locale: Locale) =>
  queryOptions({ queryKey: ["results", "one", id, locale], queryFn: () => body(api.GET("/api/v1/results/{result}", { params: { path: { result: id } } })), enabled: id !== "", staleTime: Infinity });

export const RESULTS_AT_ONCE = 200;

/** Kept results, newest first: of a case, of an analysis, or all that the person may see. */
export const resultsQuery = (caseId: string, analysis: string) =>
  queryOptions({ queryKey: ["results", "list", caseId, analysis], queryFn: () => body(api.GET("/api/v1/results", { params: { query: { case: caseId, analysis, limit: RESULTS_AT_ONCE } } })) });

export const comparedQuery = (before: string, after: string, locale: Locale) =>
  queryOptions({
    queryKey: ["results", "compared", before, after, locale],
    queryFn: () => body(api.GET("/api/v1/results/{result}/compare/{other}", { params: { path: { result: before, other: after } } })),
    enabled: before !== "" && after !== "",
    staleTime: Infinity,
  });

export interface Run {
  analysis: string;
  values: Record<string, Json>;
  case: string;
  /** The items of a chart that it is asked about alone; none for everything. */
  items?: readonly string[];
}

/** Queues a run; the answer is the job that does it. */
export function useRun() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ analysis, values, case: caseId, items = [] }: Run) => body(api.POST("/api/v1/analyses/{analysis}/jobs", { params: { path: { analysis } }, body: { values, seed: 1, items: [...items], ...(caseId === "" ? {} : { case: caseId }) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
}

/** Runs a result's recipe again: the same bytes, or what changed. */
export function useRerun() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (result: string) => body(api.POST("/api/v1/results/{result}/rerun", { params: { path: { result } } })),
    onSettled: () => Promise.all([["results", "list"], ["jobs"]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export type FileForm = Bodies["CarryBody"]["format"];

/** A result as a file, with its name; refused where a rule or a handling code forbids that it leaves. */
export async function resultFile(id: string, format: FileForm): Promise<{ name: string; data: Blob }> {
  const answer = await fetched(`/api/v1/results/${id}/file`, { method: "POST", body: JSON.stringify({ format }) });
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
  return { name: name ?? `result-${id}.${format}`, data: await answer.blob() };
}
