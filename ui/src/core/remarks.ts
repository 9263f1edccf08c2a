import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, body } from "@/api/client";

import { type CaseDocument, saved } from "./documents";

export type RemarkKind = "comment" | "translation";

/** What is said of: a thing, one recorded value of it, or an event it has part in. */
export interface Of {
  readonly entity: string;
  readonly statement?: string;
  readonly event?: string;
}

/** Comments of the people of a case about a thing, or translations of what is recorded of it, what was written last at the end. */
export const remarksQuery = (caseId: string, id: string, kind: RemarkKind) =>
  queryOptions({
    queryKey: ["documents", caseId, "about", id, kind],
    queryFn: () => body(api.GET("/api/v1/cases/{case}/entities/{entity}/remarks", { params: { path: { case: caseId, entity: id }, query: { kind } } })),
    enabled: caseId !== "" && id !== "",
  });

const TITLE_MOST = 200;

/** Says something of a thing: a document of the case like any other, so it is scoped, in the log and kept in every version. */
export function useRemark(caseId: string, id: string, kind: RemarkKind) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ of: { entity, statement, event }, text, more = {} }: { of: Of; text: string; more?: Record<string, string> }): Promise<CaseDocument> =>
      saved({ case: caseId, id: "", version: 0, kind, title: text.trim().replace(/\s+/g, " ").slice(0, TITLE_MOST), body: { of: { entity, ...(statement === undefined ? {} : { statement }) }, text: text.trim(), ...(event === undefined ? {} : { event }), ...more } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["documents", caseId, "about", id, kind] }),
  });
}

/** A text of a remark's body, "" where it has none of that name. */
export const said = (remark: CaseDocument, name: string): string => (typeof remark.body[name] === "string" ? remark.body[name] : "");

/** Whether a remark is of this value or event. */
export function isOf(remark: CaseDocument, { statement, event }: Of): boolean {
  const of = remark.body["of"];
  const told = typeof of === "object" && of !== null && "statement" in of ? of.statement : undefined;
  return event === undefined ? statement !== undefined && told === statement : remark.body["event"] === event;
}
