import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type DocumentHead = Bodies["CaseDocumentHead"];
export type CaseDocument = Bodies["CaseDocument"];
export type Kind = "chart" | "snapshot" | "note" | "task" | "saved-search" | "watch" | "query" | "briefing" | "rules" | "frame" | "comment" | "translation";

/** The documents of a case of one kind, the last changed first. */
export const documentsQuery = (caseId: string, kind: Kind) =>
  queryOptions({
    queryKey: ["documents", caseId, "list", kind],
    queryFn: () => body(api.GET("/api/v1/cases/{case}/documents", { params: { path: { case: caseId }, query: { kind } } })),
    enabled: caseId !== "",
  });

export const documentQuery = (caseId: string, id: string, version?: number) =>
  queryOptions({
    queryKey: ["documents", caseId, id, version ?? 0],
    queryFn: () => body(api.GET("/api/v1/cases/{case}/documents/{document}", { params: { path: { case: caseId, document: id }, query: version === undefined ? {} : { version } } })),
    gcTime: 0,
    staleTime: Infinity,
  });

export interface ToSave {
  case: string;
  /** Empty for a document that is to begin. */
  id: string;
  version: number;
  kind: Kind;
  title: string;
  body: Record<string, unknown>;
}

/** Begins a document or saves its next version; refused when somebody else saved one in between. */
export const saved = ({ case: caseId, id, version, kind, title, body: content }: ToSave): Promise<CaseDocument> =>
  id === ""
    ? body(api.POST("/api/v1/cases/{case}/documents", { params: { path: { case: caseId } }, body: { kind, title, body: content } }))
    : body(api.PUT("/api/v1/cases/{case}/documents/{document}", { params: { path: { case: caseId, document: id } }, body: { version, title, body: content } }));

export function useSaveDocument() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: saved, onSuccess: (made) => queries.invalidateQueries({ queryKey: ["documents", made.case, "list"] }) });
}

export function useDeleteDocument() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ case: caseId, id, version }: DocumentHead) => body(api.DELETE("/api/v1/cases/{case}/documents/{document}", { params: { path: { case: caseId, document: id }, query: { version } } })),
    onSuccess: (gone) => queries.invalidateQueries({ queryKey: ["documents", gone.case, "list"] }),
  });
}

export const readDocument = (caseId: string, id: string): Promise<CaseDocument> => body(api.GET("/api/v1/cases/{case}/documents/{document}", { params: { path: { case: caseId, document: id }, query: {} } }));

/** The heads of all versions of a document, the latest first. */
export const versionsOf = (caseId: string, id: string): Promise<DocumentHead[]> => body(api.GET("/api/v1/cases/{case}/documents/{document}/versions", { params: { path: { case: caseId, document: id } } }));
