import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type OriginOf = Bodies["OriginBody"];

export const originQuery = (id: string) => queryOptions({ queryKey: ["sources", id, "origin"], queryFn: () => body(api.GET("/api/v1/sources/{source}/origin", { params: { path: { source: id } } })) });

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
      const given = { params: { path: { source } }, body: { origin, reason } };
      return kind === "derived" ? body(api.POST("/api/v1/sources/{source}/declare-copy", given)) : body(api.POST("/api/v1/sources/{source}/declare-independent", given));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sources", shown, "origin"] }),
  });
}
