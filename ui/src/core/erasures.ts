import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, body, type Bodies } from "@/api/client";

export type Erasure = Bodies["ErasureBody"];

/** Orders to erase documents of one's cases, oldest first. */
export const erasuresQuery = queryOptions({ queryKey: ["erasures"], queryFn: () => body(api.GET("/api/v1/erasures")) });

/** Asks, as a supervisor, for a document to be erased under an order; another supervisor approves. */
export function useRequestErasure(source: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: string) => body(api.POST("/api/v1/sources/{source}/erasure", { params: { path: { source } }, body: { order } })),
    onSettled: () => queries.invalidateQueries({ queryKey: erasuresQuery.queryKey }),
  });
}

/** Approves what another supervisor asked for, or withdraws what nobody has approved. */
export function useDecideErasure(source: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (decision: "approve" | "withdraw"): Promise<void> => {
      const params = { params: { path: { source } } };
      if (decision === "approve") await body(api.POST("/api/v1/sources/{source}/erasure/approve", params));
      else await body(api.POST("/api/v1/sources/{source}/erasure/withdraw", params));
    },
    onSettled: () => queries.invalidateQueries(),
  });
}
