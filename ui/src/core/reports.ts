import { queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import type { Source } from "./sources";

export type WrittenReport = Bodies["WrittenReportBody"];

/** The most lines of a document that is a report. */
const LINES = 20;

/** Whether a document may be a report that was written into the case. */
export const mayBeReport = (source: Source): boolean => source.format === "ftm" && source.state === "published" && source.grade !== null && source.records <= LINES;

/** The report that a document is; null for every other one. */
export const reportQuery = (source: string) =>
  queryOptions({ queryKey: ["sources", source, "report"], queryFn: async () => (await body(api.GET("/api/v1/sources/{source}/report", { params: { path: { source } } }))).report, staleTime: Infinity });

export const reportPaper = (source: string, language: string): string => `/api/v1/sources/${source}/report/paper?language=${encodeURIComponent(language)}`;
