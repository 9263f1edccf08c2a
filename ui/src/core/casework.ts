import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import { type CaseDocument, type Kind, readDocument } from "./documents";
import { casesQuery } from "./sources";

/** What a document of a case is about; others than its members never see it where they may not see all of these. */
export interface Reference {
  entity: string;
  name: string;
}

export interface NoteBody {
  text: string;
  about: Reference[];
}

export interface TaskBody {
  done: boolean;
  /** A day, or empty. */
  due: string;
  /** The sign-in name of whom it is for; empty = anybody in the case. */
  to: string;
  about: Reference[];
}

/** A search that is kept; of a watch also until when everything was seen. */
export interface SearchKept {
  q: string;
  type: string;
}

export interface WatchBody extends SearchKept {
  seen: WatchSeen;
}

/** Until when (by the server's clock) everything that answers a watch was seen. */
export interface WatchSeen {
  at: string;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const part = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});
const references = (value: unknown): Reference[] => list(value).map((item) => ({ entity: text(part(item)["entity"]), name: text(part(item)["name"]) })).filter((item) => item.entity !== "");

/** Documents are kept as plain data that others may have written; what is missing is empty. */
export const noteBody = ({ body: given }: Pick<CaseDocument, "body">): NoteBody => ({ text: text(given["text"]), about: references(given["about"]) });
export const taskBody = ({ body: given }: Pick<CaseDocument, "body">): TaskBody => ({ done: given["done"] === true, due: text(given["due"]), to: text(given["to"]), about: references(given["about"]) });
export const searchBody = ({ body: given }: Pick<CaseDocument, "body">): SearchKept => ({ q: text(given["q"]), type: text(given["type"]) });
export const watchBody = (document: Pick<CaseDocument, "body">): WatchBody => {
  const seen = part(document.body["seen"]);
  return { ...searchBody(document), seen: { at: text(seen["at"]) } };
};

const AT_ONCE = 200;

/** The latest documents of a case of one kind with what they hold, the last changed first. */
export const wholeQuery = (caseId: string, kind: Kind) =>
  queryOptions({
    queryKey: ["documents", caseId, "list", kind, "whole"],
    queryFn: async () => {
      const heads = await body(api.GET("/api/v1/cases/{case}/documents", { params: { path: { case: caseId }, query: { kind } } }));
      return await Promise.all(heads.slice(0, AT_ONCE).map((head) => readDocument(caseId, head.id)));
    },
    enabled: caseId !== "",
  });

/** Everything made of a case, the last changed first. */
export const madeQuery = (caseId: string) =>
  queryOptions({ queryKey: ["documents", caseId, "list", "all"], queryFn: () => body(api.GET("/api/v1/cases/{case}/documents", { params: { path: { case: caseId }, query: {} } })) });

export const caseMembersQuery = (caseId: string) =>
  queryOptions({ queryKey: ["members", caseId], queryFn: () => body(api.GET("/api/v1/cases/{case}/members", { params: { path: { case: caseId } } })) });

export function useMember(caseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ login, act }: { login: string; act: "add" | "remove" }) =>
      act === "add"
        ? body(api.POST("/api/v1/cases/{case}/members", { params: { path: { case: caseId } }, body: { login } }))
        : body(api.DELETE("/api/v1/cases/{case}/members/{login}", { params: { path: { case: caseId, login } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["members", caseId] }),
  });
}

/** The cases that one is asked to join. */
export const invitationsQuery = queryOptions({ queryKey: ["invitations"], queryFn: () => body(api.GET("/api/v1/invitations")), staleTime: 0 });

/** Joins a case one is asked to, or declines; everything that depends on one's cases is asked again. */
export function useAnswer() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ case: caseId, join }: { case: string; join: boolean }) => body(api.POST("/api/v1/invitations/{case}", { params: { path: { case: caseId } }, body: { join } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** The compartments that one is asked to enter. */
export const admissionsQuery = queryOptions({ queryKey: ["admissions"], queryFn: () => body(api.GET("/api/v1/admissions")), staleTime: 0 });

/** Enters a compartment one is asked into, or declines; everything one may see is asked again. */
export function useEnter() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ compartment, join }: { compartment: string; join: boolean }) => body(api.POST("/api/v1/admissions/{compartment}", { params: { path: { compartment } }, body: { join } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** The compartments that one is inside. */
export const compartmentsQuery = queryOptions({ queryKey: ["compartments"], queryFn: () => body(api.GET("/api/v1/compartments")), staleTime: 0 });

export const compartmentMembersQuery = (compartment: string) =>
  queryOptions({ queryKey: ["inside", compartment], queryFn: () => body(api.GET("/api/v1/compartments/{compartment}/members", { params: { path: { compartment } } })) });

export function useOpenCompartment() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Bodies["NewCompartment"]) => body(api.POST("/api/v1/compartments", { body: given })),
    onSuccess: () => queries.invalidateQueries({ queryKey: compartmentsQuery.queryKey }),
  });
}

export function useCompartmentMember(compartment: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ login, act }: { login: string; act: "add" | "remove" }) =>
      act === "add"
        ? body(api.POST("/api/v1/compartments/{compartment}/members", { params: { path: { compartment } }, body: { login } }))
        : body(api.DELETE("/api/v1/compartments/{compartment}/members/{login}", { params: { path: { compartment, login } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["inside", compartment] }),
  });
}

export function useOpenCase() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (title: string) => body(api.POST("/api/v1/cases", { body: { title } })), onSuccess: () => queries.invalidateQueries({ queryKey: casesQuery.queryKey }) });
}

/** Sets the zone of a case (IANA name, "" = the office's): what was made of it is drawn and counted anew. */
export function useCaseZone(caseId: string) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (zone: string) => body(api.PUT("/api/v1/cases/{case}/zone", { params: { path: { case: caseId } }, body: { zone } })), onSuccess: () => queries.invalidateQueries({ queryKey: casesQuery.queryKey }) });
}

export type Held = Bodies["HeldBody"];

/** How much of a document lies outside its order, and what was decided about it. */
export const heldQuery = (source: string) => queryOptions({ queryKey: ["sources", source, "held"], queryFn: () => body(api.GET("/api/v1/sources/{source}/held-rows", { params: { path: { source } } })) });

/** Words that an erasure took the ground from, in cases in which the person decides. */
export const wordsQuery = queryOptions({ queryKey: ["erasures", "words"], queryFn: () => body(api.GET("/api/v1/erasures/words")) });

/** Strike the words of one text for good, or leave them. */
export function useWords(proposal: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (decision: "strike" | "leave"): Promise<void> => {
      const params = { params: { path: { proposal } } };
      if (decision === "strike") await body(api.POST("/api/v1/erasures/words/{proposal}/strike", params));
      else await body(api.POST("/api/v1/erasures/words/{proposal}/leave", params));
    },
    onSettled: () => queries.invalidateQueries(),
  });
}

export function useRelease(source: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ reason, release }: { reason: string; release: boolean }) =>
      release
        ? body(api.POST("/api/v1/sources/{source}/release", { params: { path: { source } }, body: { reason } }))
        : body(api.POST("/api/v1/sources/{source}/take-back", { params: { path: { source } }, body: { reason } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sources", source] }),
  });
}

/** Open tasks first, those with a day before those without, the nearest first. */
export const byUrgency = (a: TaskBody, b: TaskBody): number => Number(a.done) - Number(b.done) || (a.due || "9999").localeCompare(b.due || "9999");
