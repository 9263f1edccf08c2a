import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, ApiError, type Bodies, body } from "@/api/client";
import { sealed } from "@/core/sources";
import type { Locale } from "@/i18n/locales";

export type Board = Bodies["CargoArrivalBoardView"];
export type BoardRow = Bodies["CargoBoardRow"];
export type Consignment = Bodies["CargoConsignmentView"];
export type ArrivalStatement = Bodies["CargoArrivalStatement"];
export type ShiftList = Awaited<ReturnType<typeof listed>>;
export type Report = Awaited<ReturnType<typeof reported>>;
export type Rate = Report["all"];
export type Share = Report["origins"][number];
export type CourseWeek = Report["course"][number];
export type Taken = Bodies["CargoArrivalsView"];
export type KeptOutcome = Consignment["outcomes"][number];
export type Outcome = KeptOutcome["body"];
export type OutcomeRequest = Bodies["CargoOutcomeRequest"];
export type Spot = NonNullable<Consignment["arrival"]["events"]>[number];
export type Rule = Awaited<ReturnType<typeof ruled>>["rules"][number];
export type Queue = Bodies["CargoQueueView"];
export type NoteWhat = Bodies["CargoLaneNoteRequest"]["what"];
export type Choice = "accept" | "defer" | "override";
export type Assignments = Bodies["CargoAssignmentsView"];
export type BoardQuestion = { post: string; mode: "" | "sea" | "air" | "road"; day: string; text: string; after: string };

const KEY = ["desk", "cargo"];
/** What is due changes with every act. */
const INBOX = ["desk", "inbox"];

const listed = (list: string) => body(api.GET("/api/v1/desks/cargo/lists-show", { params: { query: { shift_list: list } } }));
const ruled = () => body(api.GET("/api/v1/desks/cargo/rules-list"));
const reported = (asked: { post: string; first: string; last: string }) =>
  body(api.GET("/api/v1/desks/cargo/report", { params: { query: { post: asked.post, ...(asked.first === "" ? {} : { first: asked.first }), ...(asked.last === "" ? {} : { last: asked.last }) } } }));

export const boardQuery = (asked: BoardQuestion, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "board", asked, locale], queryFn: () => body(api.GET("/api/v1/desks/cargo/arrivals-board", { params: { query: asked } })), placeholderData: (before) => before, staleTime: 0 });

export const consignmentQuery = (consignment: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "consignment", consignment, locale], queryFn: () => body(api.GET("/api/v1/desks/cargo/arrivals-show", { params: { query: { consignment } } })), staleTime: 0 });

export const listQuery = (list: string) =>
  queryOptions({ queryKey: [...KEY, "list", list], queryFn: () => listed(list), staleTime: 0 });

export const reportQuery = (asked: Parameters<typeof reported>[0], locale: Locale) => queryOptions({ queryKey: [...KEY, "report", asked, locale], queryFn: () => reported(asked), placeholderData: (before) => before, staleTime: 0 });

/** An act at the desk; everything known of the desk is asked for again afterwards. */
function useAct<G, A>(act: (given: G) => Promise<A>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))) });
}

export const useMake = () => useAct((given: Bodies["CargoShiftListRequest"]) => body(api.POST("/api/v1/desks/cargo/lists-make", { body: given })));
export const useDecide = () => useAct((given: { shift_list: string; version: number; consignment: string; choice: Choice; reason: string }) => body(api.POST("/api/v1/desks/cargo/lists-decide", { body: given })));
/** Accepts lines one after the other; each acceptance is one of its own in the log. */
export const useAcceptAll = () =>
  useAct(async ({ shift_list, version, consignments }: { shift_list: string; version: number; consignments: readonly string[] }) => {
    let seen = version;
    for (const consignment of consignments) ({ version: seen } = await body(api.POST("/api/v1/desks/cargo/lists-decide", { body: { shift_list, version: seen, consignment, choice: "accept", reason: "" } })));
  });
export const useSign = () => useAct((given: Bodies["CargoListSignatureRequest"]) => body(api.POST("/api/v1/desks/cargo/lists-sign", { body: given })));

export const assignmentsQuery = (list: string) => queryOptions({ queryKey: [...KEY, "assignments", list], queryFn: () => body(api.GET("/api/v1/desks/cargo/lists-assignments", { params: { query: { shift_list: list } } })), staleTime: 0 });
export const useAssign = () => useAct((given: Bodies["CargoAssignmentRequest"]) => body(api.POST("/api/v1/desks/cargo/lists-assign", { body: given })));

/** The desk's own file, in which papers and photographs are sealed. */
const FILE = "desk-cargo";

/** Seals a paper, writes down what it says, and has it read into the store of things; `unread` says why that could not be asked for (null: it was, or it had been read before). */
export const useTake = () =>
  useAct(async ({ file, post, day, order }: { file: File; post: string; day: string; order: "dmy" | "mdy" | "ymd" | "" }) => {
    const [source] = await sealed(FILE, [file], "Asia/Baghdad");
    const id = source?.id ?? "";
    const told = await body(api.POST("/api/v1/desks/cargo/arrivals-take", { body: { source: id, post, day, ...(order === "" ? {} : { date_order: order }) } }));
    const read = body(api.POST("/api/v1/sources/{source}/read", { params: { path: { source: id } }, body: { mapping: "", reason: "", zone: "Asia/Baghdad", order: "", target: "", country: "" } }));
    const unread: unknown = await read.then(() => null, (error: unknown) => (error instanceof ApiError && error.code === "reason-needed" ? null : error));
    return { source: id, told, unread };
  });

/** Seals photographs; their hashes. */
export const usePhotographs = () => useMutation({ mutationFn: async (files: readonly File[]) => (await sealed(FILE, files, "Asia/Baghdad")).map((one) => one.sha256) });

export const useRecord = () => useAct((given: Bodies["CargoOutcomeRequest"]) => body(api.POST("/api/v1/desks/cargo/outcome", { body: given })));
export const useFind = () => useAct((given: Bodies["CargoFindRequest"]) => body(api.POST("/api/v1/desks/cargo/outcome-find", { body: given })));
export const useSignOutcome = () => useAct((given: Bodies["CargoOutcomeSignatureRequest"]) => body(api.POST("/api/v1/desks/cargo/outcome-sign", { body: given })));
export const useSeize = () => useAct((given: Bodies["CargoSeizureRequest"]) => body(api.POST("/api/v1/desks/cargo/seize", { body: given })));
export const useNote = () => useAct((given: Bodies["CargoLaneNoteRequest"]) => body(api.POST("/api/v1/desks/cargo/road-note", { body: given })));
export const useMessage = () => useMutation({ mutationFn: (list: string) => body(api.GET("/api/v1/desks/cargo/lists-message", { params: { query: { shift_list: list } } })) });

export const queueQuery = (post: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "queue", post, at], queryFn: () => body(api.GET("/api/v1/desks/cargo/road-queue", { params: { query: at === "" ? { post } : { post, at } } })), enabled: post !== "", staleTime: 0, refetchInterval: 60_000 });

export const rulesQuery = (locale: Locale) => queryOptions({ queryKey: [...KEY, "rules", locale], queryFn: ruled, staleTime: 0 });

/** An indicator as it is written, tried on the stored past and not saved. */
export const trialQuery = (rule: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "trial", rule, locale], queryFn: () => body(api.POST("/api/v1/desks/cargo/rules-test", { body: { rule } })), enabled: rule.includes("\n"), retry: false, staleTime: Infinity });

/** Saves an indicator and its trial, so that a second person can approve it. */
export const useSaveRule = () =>
  useAct(async (text: string) => {
    const made = await body(api.POST("/api/v1/desks/cargo/rules-add", { body: { text } }));
    return body(api.POST("/api/v1/desks/cargo/rules-test", { body: { rule: made.name } }));
  });
