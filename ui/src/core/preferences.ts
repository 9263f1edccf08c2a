import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type Preferences = Bodies["PreferencesBody"];

/** What the signed-in person chose, on whatever machine. */
export const preferencesQuery = queryOptions({ queryKey: ["preferences"], queryFn: () => body(api.GET("/api/preferences")), staleTime: Infinity, retry: false });

/** Keeps what the person chose; where the server cannot be reached, this browser still has it. */
export function useKeepPreferences() {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: "preferences" }, // one after the other, so that the last choice is the one that is kept
    mutationFn: (chosen: Preferences) => body(api.PUT("/api/preferences", { body: chosen })),
    onSuccess: (_, chosen) => { queries.setQueryData(preferencesQuery.queryKey, { ...chosen, chosen: true }); },
  });
}
