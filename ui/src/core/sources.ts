import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, apiError, ApiError, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Source = Bodies["SourceBody"];
export type Problem = Bodies["ProblemBody"];
export type Rows = Bodies["RowsBody"];
export type Case = Bodies["CaseBody"];

export const sourcesQuery = queryOptions({ queryKey: ["sources"], queryFn: () => body(api.GET("/api/sources")) });

export const sourceQuery = (id: string) => queryOptions({ queryKey: ["sources", id], queryFn: () => body(api.GET("/api/sources/{source_id}", { params: { path: { source_id: id } } })) });

export const PROBLEMS_AT_ONCE = 200;

export const problemsQuery = (id: string, offset: number, locale: Locale) =>
  queryOptions({
    queryKey: ["sources", id, "problems", offset, locale],
    queryFn: () => body(api.GET("/api/sources/{source_id}/problems", { params: { path: { source_id: id }, query: { limit: PROBLEMS_AT_ONCE, offset } } })),
  });

export const custodyQuery = (id: string) => queryOptions({ queryKey: ["sources", id, "custody"], queryFn: () => body(api.GET("/api/sources/{source_id}/custody", { params: { path: { source_id: id } } })) });

/** Rows of one part of an original; null = nothing stands there. */
export const rowsQuery = (id: string, part: number, first: number, count: number) =>
  queryOptions({
    queryKey: ["sources", id, "rows", part, first, count],
    queryFn: () => body(api.GET("/api/sources/{source_id}/rows", { params: { path: { source_id: id }, query: { part, first, count } } })),
    staleTime: Infinity, // an original never changes
  });

export const originalAddress = (id: string): string => `/api/sources/${id}/original`;

export const casesQuery = queryOptions({ queryKey: ["cases"], queryFn: () => body(api.GET("/api/cases")) });

/** What is said of files when they are deposited. */
export interface Said {
  case: string;
  grade: string;
  handling: string;
  zone: string;
  received_from: string;
  received_how: string;
}

export interface Chosen {
  name: string;
  file: File;
}

/** Sends files to be sealed and read; the answer is the job. The name of each file is its path inside the folder that was dropped. */
export function useDeposit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ files, said }: { files: Chosen[]; said: Said }): Promise<Bodies["JobBody"]> => {
      const form = new FormData();
      for (const [name, value] of Object.entries(said)) form.append(name, value as string);
      for (const item of files) form.append("files", item.file, item.name);
      const headers = { "X-Language": document.documentElement.lang || "en" };
      const answer = await window.fetch("/api/sources", { method: "POST", body: form, headers, credentials: "same-origin" }).catch(() => {
        throw new ApiError("unreachable", 0, "", "");
      });
      const told: unknown = await answer.json().catch(() => null);
      if (!answer.ok) throw apiError(told, answer.status);
      return told as Bodies["JobBody"];
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
}
