import { QueryClient } from "@tanstack/react-query";

/** One cache for the whole page. Nothing is written to the disk of the browser, and a refusal is not asked again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}
