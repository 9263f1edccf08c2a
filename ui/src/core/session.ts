import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";

import { api, ApiError, type Bodies, body, keepProof } from "@/api/client";

export type Person = Bodies["SessionPerson"];

/** Who is signed in; null = nobody. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () =>
    body(api.GET("/api/v1/session")).catch((error: unknown): Person | null => {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }),
  staleTime: Infinity,
});

/** The signed-in person; only below the views that need one. */
export function usePerson(): Person {
  const { data } = useSuspenseQuery(sessionQuery);
  if (data === null) throw new ApiError("not-signed-in", 401, "", "");
  return data;
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Bodies["SignIn"]) => body(api.POST("/api/v1/session", { body: given })),
    onSuccess: ({ proof, ...person }) => {
      keepProof(proof);
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, person);
    },
  });
}

/** Ends the session and forgets everything that was read. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.DELETE("/api/v1/session")),
    onSuccess: () => {
      keepProof("");
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
    },
  });
}
