import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

import { ways } from "./decide";

export type Hit = Bodies["tahqiq__desks__passengers__screen_tool__ToldHit"];
export type Detail = Bodies["ToldDetail"];
export type Stands = NonNullable<Bodies["RecordBody"]["stands"]>;

const KEY = ["desk", "passengers"];
export const KIND = "passenger-hit";

export const queueQuery = queryOptions({ queryKey: [...KEY, "queue"], queryFn: () => body(api.GET("/api/desks/passengers/queue", { params: { query: { most: 200 } } })), staleTime: 0 });

export const hitQuery = (id: string) => queryOptions({ queryKey: [...KEY, "hit", id], queryFn: () => body(api.GET("/api/desks/passengers/hit", { params: { query: { id } } })), enabled: id !== "" });

export const standsQuery = (id: string, locale: Locale) =>
  queryOptions({
    queryKey: [...KEY, "record", KIND, id, "", locale],
    queryFn: () => body(api.GET("/api/desks/{name}/records/{kind}/{record}", { params: { path: { name: "passengers", kind: KIND, record: id }, query: { case: "" } } })),
    enabled: id !== "",
  });

/** Takes a step with a hit, and before it those that lead to it; everything known of the desk is asked for again. */
export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (given: { id: string; state: string; seen: string; step: string; reason: string }) => {
      for (const transition of ways(given.state, given.step))
        await body(
          api.POST("/api/desks/{name}/records/{kind}/{record}/steps", {
            params: { path: { name: "passengers", kind: KIND, record: given.id } },
            body: { case: "", transition, seen: given.seen, reason: transition === "take" ? "" : given.reason },
          }),
        );
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
