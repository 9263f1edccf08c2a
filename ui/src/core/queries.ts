import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";

import { ApiError } from "@/api/client";

/** A refusal is not asked again; only an answer that never came is, once. */
export const worthAnotherTry = (count: number, error: unknown): boolean => count < 1 && error instanceof ApiError && error.status === 0;

/** One cache for the whole page. Nothing is written to the disk of the browser. `onSignedOut` is called when the server knows the session no more. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof ApiError && error.code === "not-signed-in") onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: worthAnotherTry, retryDelay: 400, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
}
