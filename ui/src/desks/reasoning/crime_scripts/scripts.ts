import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type Script = Bodies["ReasoningScriptView"];
export type ShownAct = Bodies["ReasoningActView"];
export type NewAct = Required<Bodies["ReasoningScriptAct"]>;
export type Stage = Bodies["ReasoningScriptAct"]["stage"];
export type Named = Required<Bodies["ReasoningNamedThing"]>;

export const STAGES = ["preparation", "entry", "doing", "exit", "aftermath"] as const satisfies readonly Stage[];

export const scriptsQuery = (caseId: string) =>
  queryOptions({ queryKey: ["crime-scripts", caseId], queryFn: async () => (await body(api.GET("/api/v1/desks/reasoning/scripts-list", { params: { query: { case: caseId } } }))).sheets });

export const scriptQuery = (caseId: string, script: string) =>
  queryOptions({ queryKey: ["crime-scripts", caseId, script], queryFn: () => body(api.GET("/api/v1/desks/reasoning/scripts-show", { params: { query: { case: caseId, script } } })) });

export function useBeginScript(caseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (title: string) => body(api.POST("/api/v1/desks/reasoning/scripts-begin", { body: { case: caseId, title, note: "", acts: [] } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["crime-scripts", caseId] }),
  });
}

export function useSaveScript(caseId: string, script: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (next: Omit<Bodies["ReasoningScriptChangeRequest"], "case" | "script">) => body(api.POST("/api/v1/desks/reasoning/scripts-change", { body: { case: caseId, script, ...next } })),
    onSuccess: (made) => { queries.setQueryData(scriptQuery(caseId, script).queryKey, made); },
    onError: () => queries.invalidateQueries({ queryKey: ["crime-scripts", caseId, script] }),
  });
}

/** An act as it is sent: names without what they are called. */
export const plainAct = (act: ShownAct): NewAct => ({
  key: act.key,
  stage: act.stage,
  title: act.title,
  text: act.text,
  gaps: act.gaps,
  prevention: act.prevention,
  actors: act.actors.map(plainName),
  tools: act.tools.map(plainName),
  places: act.places.map(plainName),
  rests: act.rests.map(({ entity, statement }) => ({ entity, statement })),
});

const plainName = ({ entity, words }: Named): Named => ({ entity, words });

export const EMPTY_ACT = (stage: Stage): NewAct => ({ key: "", stage, title: "", text: "", gaps: "", prevention: "", actors: [], tools: [], places: [], rests: [] });

/** The acts with one replaced, added (key empty), moved or left out; the server keeps them in the order of their stages. */
export const withAct = (acts: readonly ShownAct[], act: NewAct): NewAct[] => (act.key === "" ? [...acts.map(plainAct), act] : acts.map((item) => (item.key === act.key ? act : plainAct(item))));
export const withoutAct = (acts: readonly ShownAct[], key: string): NewAct[] => acts.filter((item) => item.key !== key).map(plainAct);

/** The acts with one moved a place up or down within its stage; the same when there is no such place. */
export function moved(acts: readonly ShownAct[], key: string, by: -1 | 1): NewAct[] {
  const plain = acts.map(plainAct);
  const at = plain.findIndex((item) => item.key === key);
  const [one, two] = [plain[at], plain[at + by]];
  if (one === undefined || two === undefined || one.stage !== two.stage) return plain;
  plain[at] = two;
  plain[at + by] = one;
  return plain;
}
