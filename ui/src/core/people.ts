import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import { useLocale } from "@/i18n/LocaleContext";

export type Account = Bodies["PersonBody"];
export type Member = Bodies["MemberBody"];

export const ROLES = ["analyst", "supervisor", "auditor", "administrator", "backup"] as const;
export type Role = (typeof ROLES)[number];

/** Every role that a person can have here and what it is called: the program's own and those that installed packages add. */
export function useRoles(): { names: readonly string[]; said: (role: string) => string } {
  const { t, locale } = useLocale();
  const added = useQuery({ queryKey: ["roles", locale], queryFn: () => body(api.GET("/api/v1/roles")), staleTime: Infinity });
  const own = (role: string): role is Role => ROLES.some((known) => known === role);
  return {
    names: [...ROLES, ...(added.data ?? []).map((item) => item.name)],
    said: (role) => (own(role) ? t(`role.${role}`) : (added.data?.find((item) => item.name === role)?.title ?? role)),
  };
}

/** Whether an account must be made before anybody can sign in. */
export const firstStartQuery = queryOptions({ queryKey: ["first-start"], queryFn: () => body(api.GET("/api/v1/first-start")), staleTime: Infinity });

/** Makes the first account. What was known of the first start is forgotten by the sign-in that follows. */
export function useFirstAccount() {
  return useMutation({ mutationFn: (given: Bodies["FirstAccount"]) => body(api.POST("/api/v1/first-start", { body: given })) });
}

/** Everybody who may sign in; refused to all but administrators. */
export const peopleQuery = queryOptions({ queryKey: ["people"], queryFn: () => body(api.GET("/api/v1/people")) });

/** The policies in force. */
export const rulesQuery = queryOptions({ queryKey: ["rules"], queryFn: () => body(api.GET("/api/v1/rules")), staleTime: Infinity });

function usePeopleChange<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: peopleQuery.queryKey }) });
}

export const useAddPerson = () => usePeopleChange((given: Bodies["NewPerson"]) => body(api.POST("/api/v1/people", { body: given })));
export const useClosePerson = () => usePeopleChange((login: string) => body(api.DELETE("/api/v1/people/{login}", { params: { path: { login } } })));
export const useReopenPerson = () => usePeopleChange((login: string) => body(api.POST("/api/v1/people/{login}/reopen", { params: { path: { login } } })));
export const useSetRoles = () =>
  usePeopleChange(({ login, roles }: { login: string; roles: string[] }) => body(api.PUT("/api/v1/people/{login}/roles", { params: { path: { login } }, body: { roles } })));
export const useHandOver = () =>
  usePeopleChange(({ login, to }: { login: string; to: string }) => body(api.POST("/api/v1/people/{login}/hand-over", { params: { path: { login } }, body: { login: to } })));
export const useSetPassword = () =>
  usePeopleChange(({ login, password, old }: { login: string; password: string; old: string }) => body(api.PUT("/api/v1/people/{login}/password", { params: { path: { login } }, body: { password, old } })));
