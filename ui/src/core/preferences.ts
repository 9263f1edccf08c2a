import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import { officeZone } from "./zone";

export type Preferences = Bodies["PreferencesBody"];

const UNSENT = "tahqiq.unsent";

/** What the signed-in person chose, on whatever machine. */
export const preferencesQuery = queryOptions({ queryKey: ["preferences"], queryFn: () => body(api.GET("/api/v1/preferences")), staleTime: Infinity, retry: false });

/** What somebody chose in this browser and the server has not confirmed, because it was left or could not be reached; null when there is nothing. */
export function unsent(person: string): Preferences | null {
  const [whose, chosen] = (window.localStorage.getItem(UNSENT) ?? "").split(/ (.*)/s);
  return whose === person && chosen !== undefined ? (JSON.parse(chosen) as Preferences) : null;
}

/** Keeps what a person chose; where the server cannot be reached, this browser has it and sends it later. */
export function useKeepPreferences(person: string) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: "preferences" }, // one after the other, so that the last choice is the one that is kept
    mutationFn: (chosen: Preferences) => body(api.PUT("/api/v1/preferences", { body: chosen })),
    onMutate: (chosen) => { window.localStorage.setItem(UNSENT, `${person} ${JSON.stringify(chosen)}`); },
    onSuccess: (_, chosen) => {
      if (window.localStorage.getItem(UNSENT) !== `${person} ${JSON.stringify(chosen)}`) return;
      window.localStorage.removeItem(UNSENT);
      queries.setQueryData(preferencesQuery.queryKey, { ...chosen, chosen: true, office_zone: officeZone() });
    },
  });
}
