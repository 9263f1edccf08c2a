import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Job = Bodies["JobBody"];

/** What a collection says of one file when it is done. */
export interface CollectedFile {
  path: string;
  sha256: string;
  status: string;
  records: number;
  mapped: number;
}

export const active = (job: Job): boolean => job.state === "queued" || job.state === "running";
export const resumable = (job: Job): boolean => job.state === "failed" || job.state === "cancelled";

/** How far a job is, 0 to 100; null when its total is not known. */
export function percent(job: Job): number | null {
  if (job.state === "done") return 100;
  return job.total > 0 ? Math.min(100, Math.floor((job.done / job.total) * 100)) : null;
}

/** The files of a finished collection; empty for other work and while it runs. */
export function collected(job: Job): CollectedFile[] {
  const files = job.result["sources"];
  return Array.isArray(files) ? (files as CollectedFile[]) : [];
}

/** The person's jobs, newest first; asked every second while one is under way. */
export const jobsQuery = queryOptions({
  queryKey: ["jobs"],
  queryFn: () => body(api.GET("/api/v1/jobs")),
  refetchInterval: (query) => (query.state.data?.some(active) ? 1000 : false),
  staleTime: 0,
});

/** One job; asked twice a second until it ends. */
export const jobQuery = (no: number, locale: Locale) =>
  queryOptions({
    queryKey: ["jobs", no, locale],
    queryFn: () => body(api.GET("/api/v1/jobs/{job}", { params: { path: { job: no } } })),
    refetchInterval: (query) => (query.state.data === undefined || active(query.state.data) ? 500 : false),
    staleTime: 0,
  });

export function useJobAct(act: "cancel" | "resume") {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (no: number) =>
      act === "cancel" ? body(api.POST("/api/v1/jobs/{job}/cancel", { params: { path: { job: no } } })) : body(api.POST("/api/v1/jobs/{job}/resume", { params: { path: { job: no } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
}
