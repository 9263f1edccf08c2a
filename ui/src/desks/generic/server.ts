import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body, fetched, nextCursor } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Register = Bodies["RegisterBody"];
export type Column = Bodies["RegisterColumn"];
export type Line = Bodies["RegisterRow"];
export type Things = Bodies["RecordThings"];
export type Cell = Bodies["RegisterCell"];
export type Facet = Bodies["RegisterFacet"];
export type View = Bodies["RegisterView"];
export type Given = Bodies["NewView"]["where"];
export type Record_ = Bodies["RecordBody"];
export type NextStep = Bodies["NextStep"];
export type Form = Bodies["FormBody"];
export type Question = Bodies["FormQuestion"];
export type Section = Bodies["FormSection"];
export type Answer = Bodies["Answer"];
export type Answers = Record<string, Answer>;
export type Paper = Bodies["PaperBody"];
export type Due = Bodies["DueRecord"];
export type Rule = Bodies["DeskRule"];
export type Jurisdiction = Bodies["DeskRules"]["jurisdiction"];

/** What a register is asked for; `descending` null is its usual direction. */
export interface RegisterQuestion {
  desk: string;
  register: string;
  case: string;
  where: Given;
  order: string;
  descending: boolean | null;
}

export const registerQuery = (desk: string, register: string, inCase: string, locale: Locale) =>
  queryOptions({
    queryKey: ["desk", desk, "register", register, inCase, locale],
    queryFn: () => body(api.GET("/api/v1/desks/{desk}/registers/{register}", { params: { path: { desk, register }, query: { case: inCase } } })),
  });

export const rowsQuery = (asked: RegisterQuestion, facets: string[], locale: Locale) =>
  infiniteQueryOptions({
    queryKey: ["desk", asked.desk, "rows", asked, facets, locale],
    queryFn: ({ pageParam }) =>
      body(
        api.GET("/api/v1/desks/{desk}/registers/{register}/rows", {
          params: {
            path: { desk: asked.desk, register: asked.register },
            query: { case: asked.case, where: JSON.stringify(asked.where), order: asked.order, ...(asked.descending === null ? {} : { descending: asked.descending }), cursor: pageParam, facets: pageParam === "" ? facets : [] },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: nextCursor,
  });

export const recordQuery = (desk: string, kind: string, record: string, inCase: string, locale: Locale) =>
  queryOptions({
    queryKey: ["desk", desk, "record", kind, record, inCase, locale],
    queryFn: () => body(api.GET("/api/v1/desks/{desk}/records/{kind}/{record}", { params: { path: { desk, kind, record }, query: { case: inCase } } })),
  });

export const openingsQuery = (desk: string, kind: string, record: string, inCase: string) =>
  queryOptions({
    queryKey: ["desk", desk, "openings", kind, record, inCase],
    queryFn: () => body(api.GET("/api/v1/desks/{desk}/records/{kind}/{record}/openings", { params: { path: { desk, kind, record }, query: { case: inCase } } })),
    staleTime: 0,
  });

/** The picture of a flow, as an address of this page. */
export const flowQuery = (desk: string, kind: string, inCase: string, locale: Locale) =>
  queryOptions({
    queryKey: ["desk", desk, "flow", kind, inCase, locale],
    queryFn: async () => URL.createObjectURL(await (await fetched(`/api/v1/desks/${desk}/flows/${kind}?case=${encodeURIComponent(inCase)}`)).blob()),
    staleTime: Infinity,
  });

export const formQuery = (desk: string, form: string, inCase: string, version: number | undefined, locale: Locale) =>
  queryOptions({
    queryKey: ["desk", desk, "form", form, inCase, version, locale],
    queryFn: () => body(api.GET("/api/v1/desks/{desk}/forms/{form}", { params: { path: { desk, form }, query: { case: inCase, ...(version === undefined ? {} : { version }) } } })),
    staleTime: Infinity,
  });


export const paperQuery = (desk: string, record: string, inCase: string, locale: Locale) =>
  queryOptions({
    queryKey: ["desk", desk, "paper", record, inCase, locale],
    queryFn: () => body(api.GET("/api/v1/desks/{desk}/papers/{record}", { params: { path: { desk, record }, query: { case: inCase } } })),
  });

export const inboxQuery = (desk: string, inCase: string, locale: Locale) =>
  infiniteQueryOptions({
    queryKey: ["desk", desk, "inbox", inCase, locale],
    queryFn: ({ pageParam }) => body(api.GET("/api/v1/desks/{desk}/inbox", { params: { path: { desk }, query: { case: inCase, cursor: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: nextCursor,
    staleTime: 0,
  });

export const rulesQuery = (desk: string, inCase: string, asOf: string, jurisdiction: Jurisdiction, locale: Locale) =>
  queryOptions({
    queryKey: ["desk", desk, "rules", inCase, asOf, jurisdiction, locale],
    queryFn: () => body(api.GET("/api/v1/desks/{desk}/rules", { params: { path: { desk }, query: { case: inCase, as_of: asOf, jurisdiction } } })),
    staleTime: 0,
  });

/** An act at a desk; everything known of the desk is asked for again afterwards. */
function useDeskAct<G, A>(desk: string, act: (given: G) => Promise<A>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => queries.invalidateQueries({ queryKey: ["desk", desk] }) });
}

export const useStep = (desk: string, kind: string, record: string) =>
  useDeskAct(desk, (asked: Bodies["NewStep"]) => body(api.POST("/api/v1/desks/{desk}/records/{kind}/{record}/steps", { params: { path: { desk, kind, record } }, body: asked })));

export const useKeepView = (desk: string, register: string) =>
  useDeskAct(desk, (asked: Bodies["NewView"]) => body(api.POST("/api/v1/desks/{desk}/registers/{register}/views", { params: { path: { desk, register } }, body: asked })));

export const useDropView = (desk: string, register: string) =>
  useDeskAct(desk, (view: string) => body(api.DELETE("/api/v1/desks/{desk}/registers/{register}/views/{view}", { params: { path: { desk, register, view } } })));

export const useSeal = (desk: string) =>
  useDeskAct(desk, (given: { id: string; version: number; case: string }) => body(api.POST("/api/v1/desks/{desk}/papers/{record}/seal", { params: { path: { desk, record: given.id } }, body: { version: given.version, case: given.case } })));

/** Keeps a draft: a new one where `id` is empty. */
export const useWrite = (desk: string) =>
  useMutation({
    mutationFn: (given: { id: string; version: number; case: string; form: string; number: string; answers: Answers; filled_on: string | null }) => {
      const writing = { answers: given.answers, filled_on: given.filled_on, about: {}, case: given.case };
      return given.id === ""
        ? body(api.POST("/api/v1/desks/{desk}/papers", { params: { path: { desk } }, body: { ...writing, form: given.form, paper: given.number } }))
        : body(api.PUT("/api/v1/desks/{desk}/papers/{record}", { params: { path: { desk, record: given.id } }, body: { ...writing, version: given.version } }));
    },
  });

export const check = (desk: string, form: string, version: number, inCase: string, answers: Answers) =>
  body(api.POST("/api/v1/desks/{desk}/forms/{form}/check", { params: { path: { desk, form } }, body: { version, case: inCase, answers } }));

/** A register as a file, with how many rows it has and how many stayed inside. */
export async function exported(asked: RegisterQuestion, format: "csv" | "xlsx"): Promise<{ file: Blob; rows: number; left_out: number; cut: number }> {
  const answer = await fetched(`/api/v1/desks/${asked.desk}/registers/${asked.register}/export`, {
    method: "POST",
    body: JSON.stringify({ format, case: asked.case, where: asked.where, order: asked.order, descending: asked.descending }),
  });
  const told = JSON.parse(answer.headers.get("X-Tahqiq-Exported") ?? "{}") as { rows: number; left_out: number; cut: number };
  return { file: await answer.blob(), ...told };
}
