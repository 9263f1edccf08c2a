import { queryOptions, useMutation } from "@tanstack/react-query";

import { api, body, keepProof } from "@/api/client";
import type { Locale } from "@/i18n/locales";

const HIDDEN = "tahqiq.sample.hidden";

/** The accounts of the sample workspace and the guided tasks of the person, or the task of an exercise: empty in every other workspace. What is done is read off the records, so it is asked again whenever the screen opens. */
export const sampleQuery = (locale: Locale) =>
  queryOptions({
    queryKey: ["sample", locale],
    queryFn: () => body(api.GET("/api/v1/session/sample")),
    staleTime: ({ state }) => (state.data?.tasks.length === 0 && state.data.accounts.length === 0 ? Infinity : 0),
  });

/** Goes on as another account of the sample workspace: the page begins anew, so that nothing is left of what the account before read. */
export function useSampleAccount() {
  return useMutation({
    mutationFn: (login: string) => body(api.POST("/api/v1/session/sample", { body: { login } })),
    onSuccess: ({ proof }) => {
      keepProof(proof);
      window.location.assign("/");
    },
  });
}

/** Whether the guided tasks are hidden in this browser. */
export const tasksHidden = (): boolean => window.localStorage.getItem(HIDDEN) === "yes";

export function hideTasks(hidden: boolean): void {
  if (hidden) window.localStorage.setItem(HIDDEN, "yes");
  else window.localStorage.removeItem(HIDDEN);
}
