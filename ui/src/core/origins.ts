import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type OriginOf = Bodies["OriginBody"];

export const originQuery = (id: string) => queryOptions({ queryKey: ["sources", id, "origin"], queryFn: () => body(api.GET("/api/sources/{source_id}/origin", { params: { path: { source_id: id } } })) });

export interface Declaration {
  kind: "derived" | "independent";
  source: string;
  origin: string;
  reason: string;
}

/** Declares that a source repeats another, or is independent of it; what is known of the document shown is asked again. */
export function useDeclare(shown: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, source, origin, reason }: Declaration) => {
      const given = { params: { path: { source_id: source } }, body: { origin, reason } };
      return kind === "derived" ? body(api.POST("/api/sources/{source_id}/derived", given)) : body(api.POST("/api/sources/{source_id}/independent", given));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sources", shown, "origin"] }),
  });
}
