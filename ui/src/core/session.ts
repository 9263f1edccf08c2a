import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";

import { ApiError, type Bodies, body, doorApi, keepProof } from "@/api/client";
import { noteAnswer } from "@/api/sessionEnd";

export type Person = Bodies["SessionPerson"];

/** Who is signed in; null = nobody. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () =>
    body(doorApi.GET("/api/v1/session")).catch((error: unknown): Person | null => {
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
    mutationFn: (given: Bodies["SignIn"]) => body(doorApi.POST("/api/v1/session", { body: given })),
    onSuccess: ({ proof, ...person }) => {
      keepProof(proof);
      noteAnswer();
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, person);
    },
  });
}

/** Who is signed in now, as the server knows it; null = nobody. */
export const whoIsSignedIn = (): Promise<Person | null> => body(doorApi.GET("/api/v1/session")).catch(() => null);

/** Signs the same person in again, on a page that stays as it is: nothing that was read is forgotten. */
export function useSignInAgain() {
  return useMutation({
    mutationFn: (given: Bodies["SignIn"]) => body(doorApi.POST("/api/v1/session", { body: given })),
    onSuccess: ({ proof }) => {
      keepProof(proof);
      noteAnswer();
    },
  });
}

/** Ends the session and forgets everything that was read. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => body(doorApi.DELETE("/api/v1/session")),
    onSuccess: () => {
      keepProof("");
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
    },
  });
}
