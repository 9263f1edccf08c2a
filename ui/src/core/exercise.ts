import { queryOptions } from "@tanstack/react-query";

import { api, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

/** The results of an exercise, for its trainer: read off the records whenever the screen opens. */
export const exerciseResultsQuery = (locale: Locale) =>
  queryOptions({ queryKey: ["exercise-results", locale], queryFn: () => body(api.GET("/api/v1/exercise/results")), staleTime: 0 });

/** The address of the same results as a table. */
export const resultsAddress = (form: "csv" | "xlsx"): string => `/api/v1/exercise/results/sheet?form=${form}`;
