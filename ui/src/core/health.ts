import { queryOptions } from "@tanstack/react-query";

import { api, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

const EVERY = 30_000;

/** Whether the server works; an error says what is wrong. */
export const healthQuery = (locale: Locale) =>
  queryOptions({
    queryKey: ["health", locale],
    queryFn: () => body(api.GET("/api/v1/health")),
    refetchInterval: EVERY,
    retry: false,
    staleTime: 0,
  });
