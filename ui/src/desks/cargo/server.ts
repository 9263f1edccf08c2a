import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Board = Bodies["CargoBoardTold"];
export type BoardLine = Bodies["CargoBoardLine"];
export type Consignment = Bodies["CargoConsignmentTold"];
export type Said = Bodies["CargoArrivalSaid"];
export type ShiftList = Awaited<ReturnType<typeof listed>>;
export type Report = Awaited<ReturnType<typeof reported>>;
export type Rate = Report["all"];
export type Choice = "accept" | "defer" | "override";
export type Asked = { post: string; mode: "" | "sea" | "air" | "road"; day: string; text: string };

const KEY = ["desk", "cargo"];

const listed = (list: string) => body(api.GET("/api/desks/cargo/lists-show", { params: { query: { shift_list: list } } }));
const reported = () => body(api.GET("/api/desks/cargo/report", {}));

export const boardQuery = (asked: Asked, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "board", asked, locale], queryFn: () => body(api.GET("/api/desks/cargo/arrivals-board", { params: { query: asked } })), placeholderData: (before) => before, staleTime: 0 });

export const consignmentQuery = (consignment: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "consignment", consignment, locale], queryFn: () => body(api.GET("/api/desks/cargo/arrivals-show", { params: { query: { consignment } } })), staleTime: 0 });

export const listQuery = (list: string) =>
  queryOptions({ queryKey: [...KEY, "list", list], queryFn: () => listed(list), staleTime: 0 });

export const reportQuery = (locale: Locale) => queryOptions({ queryKey: [...KEY, "report", locale], queryFn: reported, staleTime: 0 });

/** An act at the desk; everything known of the desk is asked for again afterwards. */
function useAct<G, A>(act: (given: G) => Promise<A>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries({ queryKey: KEY }) });
}

export const useMake = () => useAct((given: Bodies["CargoListAskedHere"]) => body(api.POST("/api/desks/cargo/lists-make", { body: given })));
export const useDecide = () => useAct((given: { shift_list: string; version: number; consignment: string; choice: Choice; reason: string }) => body(api.POST("/api/desks/cargo/lists-decide", { body: given })));
export const useSign = () => useAct((given: Bodies["CargoAskedSigning"]) => body(api.POST("/api/desks/cargo/lists-sign", { body: given })));
