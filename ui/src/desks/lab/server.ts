import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import { sealed } from "@/core/sources";
import type { Locale } from "@/i18n/locales";

export type Board = Bodies["LabSequenceBoardView"];
export type Injection = Bodies["LabInjectionView"];
export type Traces = Awaited<ReturnType<typeof traced>>;
export type Part = Traces["components"][number];
export type Look = Awaited<ReturnType<typeof looked>>;
export type Examined = Awaited<ReturnType<typeof examined>>;
export type Log = Bodies["LabInstrumentLogView"];
export type ControlChart = Log["charts"][number];
export type Stands = NonNullable<Bodies["RecordBody"]["stands"]>;
export type Balances = Bodies["LabBalancesView"];
export type Backlog = Bodies["LabBacklogView"];
export type ReportedRun = Awaited<ReturnType<typeof reported>>["runs"][number];
export type House = Bodies["LabInHouseLibraryView"];
type Made = Bodies["MadeFile"];

/** Whether an examination may still be written on: no report of it stands. */
export const isOpen = (told: Examined): boolean => told.state !== "issued" && told.state !== "recalling";
/** The pick of units that binds: the last that was not taken back. */
export const planOf = (told: Examined) => told.picked.findLast((one) => one.withdrawn == null);
/** What a person is called: whoever has no account by what was written down. */
export const whoIs = (told: Examined, login: string): string => told.people[login] ?? login;
export const KEY = ["desk", "lab"];
/** What is due changes with every act. */
const INBOX = ["desk", "inbox"];

const traced = (caseId: string, sequence: string, run: string, ions: readonly number[]) => body(api.GET("/api/v1/desks/lab/bench-run", { params: { query: { case: caseId, sequence, run, ions: [...ions] } } }));
const looked = (caseId: string, sequence: string, run: string, number: number) => body(api.GET("/api/v1/desks/lab/bench-component", { params: { query: { case: caseId, sequence, run, number } } }));
const examined = (caseId: string, examination: string, before: number) => body(api.GET("/api/v1/desks/lab/ledger", { params: { query: { case: caseId, examination, before } } }));

const reported = (caseId: string, examination: string) => body(api.GET("/api/v1/desks/lab/exhibit-runs", { params: { query: { case: caseId, examination } } }));

export const sequencesQuery = (caseId: string) => queryOptions({ queryKey: [...KEY, "sequences", caseId], queryFn: () => body(api.GET("/api/v1/desks/lab/bench-list", { params: { query: { case: caseId } } })), staleTime: 0 });

export const exhibitsQuery = (caseId: string) => queryOptions({ queryKey: [...KEY, "exhibits", caseId], queryFn: () => body(api.GET("/api/v1/desks/lab/exhibits", { params: { query: { case: caseId } } })), staleTime: 0 });

export const boardQuery = (caseId: string, sequence: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "board", caseId, sequence, locale], queryFn: () => body(api.GET("/api/v1/desks/lab/bench-board", { params: { query: { case: caseId, sequence } } })) });

export const runQuery = (caseId: string, sequence: string, run: string, ions: readonly number[], locale: Locale) =>
  queryOptions({
    queryKey: [...KEY, "run", caseId, sequence, run, ions, locale],
    queryFn: () => traced(caseId, sequence, run, ions),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });

export const lookQuery = (caseId: string, sequence: string, run: string, number: number, locale: Locale) =>
  queryOptions({
    queryKey: [...KEY, "component", caseId, sequence, run, number, locale],
    queryFn: () => looked(caseId, sequence, run, number),
    enabled: number > 0,
    staleTime: Infinity,
  });

/** An examination with its latest acts, or those before the one with a number. */
export const examinationQuery = (caseId: string, examination: string, locale: Locale, before = 0) =>
  queryOptions({
    queryKey: [...KEY, "examination", caseId, examination, locale, before],
    queryFn: () => examined(caseId, examination, before),
    placeholderData: (shown) => (shown?.examination === examination ? shown : undefined),
    staleTime: 0,
    retry: false,
  });

/** An examination's record with where it stands in its reviews. */
export const standsQuery = (caseId: string, examination: string, version: number, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "stands", caseId, examination, version, locale], queryFn: () => body(api.GET("/api/v1/desks/{desk}/records/{kind}/{record}", { params: { path: { desk: "lab", kind: "lab-examination", record: examination }, query: { case: caseId } } })), staleTime: 0 });

export const instrumentQuery = (instrument: string, locale: Locale) => queryOptions({ queryKey: [...KEY, "instrument", instrument, locale], queryFn: () => body(api.GET("/api/v1/desks/lab/instrument", { params: { query: { instrument } } })) });

export const balancesQuery = (locale: Locale) => queryOptions({ queryKey: [...KEY, "balances", locale], queryFn: () => body(api.GET("/api/v1/desks/lab/balances")), staleTime: 0 });

export const backlogQuery = queryOptions({ queryKey: [...KEY, "backlog"], queryFn: () => body(api.GET("/api/v1/desks/lab/backlog")), staleTime: 0 });

/** The runs behind the ledger of one version of an examination. */
export const reportedRunsQuery = (caseId: string, examination: string, version: number) =>
  queryOptions({ queryKey: [...KEY, "exhibit-runs", caseId, examination, version], queryFn: () => reported(caseId, examination), placeholderData: (before) => before, staleTime: Infinity });

/** The names that a result of an exhibit is chosen from, for what was typed: the server knows how names are spelt. */
export const substancesQuery = (caseId: string, examination: string, text: string) => queryOptions({ queryKey: [...KEY, "substances", caseId, examination, text], queryFn: () => body(api.GET("/api/v1/desks/lab/substances", { params: { query: { case: caseId, examination, text } } })), staleTime: 60_000 });

export const houseQuery = queryOptions({ queryKey: [...KEY, "house"], queryFn: () => body(api.GET("/api/v1/desks/lab/house-list")), staleTime: 0 });

/** An act at the desk; everything known of the desk is asked for again afterwards. */
function useAct<G, A>(act: (given: G) => Promise<A>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => Promise.all([KEY, INBOX].map((queryKey) => queries.invalidateQueries({ queryKey }))) });
}

export const useTakeUp = () => useAct((given: Bodies["LabFindingUptakeRequest"]) => body(api.POST("/api/v1/desks/lab/take-up", { body: given })));
export const useEnter = () => useAct((given: Bodies["LabResultRequest"]) => body(api.POST("/api/v1/desks/lab/result", { body: given })));
export const useExamine = () => useAct((given: { case: string; exhibit: string; received: string }) => body(api.POST("/api/v1/desks/lab/examine", { body: given as Bodies["LabExhibitRequest"] })));
export const useMaintain = () => useAct((given: Bodies["LabMaintenanceRequest"]) => body(api.POST("/api/v1/desks/lab/maintenance", { body: given })));
export const useWeigh = () => useAct((given: Bodies["LabWeighingRequest"]) => body(api.POST("/api/v1/desks/lab/weigh", { body: given })));
export const usePurity = () => useAct((given: Bodies["LabPurityRequest"]) => body(api.POST("/api/v1/desks/lab/purity", { body: given })));
export const useWithdraw = () => useAct((given: Bodies["LabWithdrawalRequest"]) => body(api.POST("/api/v1/desks/lab/withdraw", { body: given })));
export const useBalance = () => useAct((given: Bodies["LabBalanceRequest"]) => body(api.POST("/api/v1/desks/lab/balance", { body: given })));
export const useCheck = () => useAct((given: Bodies["LabBalanceCheckRequest"]) => body(api.POST("/api/v1/desks/lab/balance-check", { body: given })));
export const useStating = () => useAct((given: { case: string }) => body(api.POST("/api/v1/desks/lab/state", { body: given })));
export const useReviewStep = (examination: string) =>
  useAct((asked: Bodies["NewStep"]) => body(api.POST("/api/v1/desks/{desk}/records/{kind}/{record}/steps", { params: { path: { desk: "lab", kind: "lab-examination", record: examination } }, body: asked })));
export const useIssue = () => useAct((given: { name?: string }) => body(api.POST("/api/v1/desks/lab/house-issue", { body: given as Bodies["LabLibraryIssueRequest"] })));
export const useFetchVersion = () => useMutation({ mutationFn: (number: number) => body(api.GET("/api/v1/desks/lab/house-version", { params: { query: { number } } })) });
export const useRunOut = () => useMutation({ mutationFn: (given: Bodies["LabTraceExportRequest"]) => body(api.POST("/api/v1/desks/lab/bench-export", { body: given })) });
export const checkReport = (given: Bodies["LabReportCheckRequest"]) => body(api.POST("/api/v1/desks/lab/report-check", { body: given }));
export const useHandle = () => useAct((given: Bodies["LabHandlingRequest"]) => body(api.POST("/api/v1/desks/lab/handle", { body: given })));
export const useIntake = () => useAct((given: Partial<Bodies["LabIntakeRequest"]> & { case: string; examination: string; version: number }) => body(api.POST("/api/v1/desks/lab/intake", { body: given as Bodies["LabIntakeRequest"] })));
export const useReport = () => useMutation({ mutationFn: (given: Bodies["LabReportRequest"]) => body(api.POST("/api/v1/desks/lab/report", { body: given })) });

/** Seals the archive of a sequence unread in a case and has it held against its method; the answer is the job. */
export const useLoad = () =>
  useAct(async ({ caseId, file }: { caseId: string; file: File }) => {
    const [source] = await sealed(caseId, [file]);
    return body(api.POST("/api/v1/desks/lab/bench-load", { body: { case: caseId, source: source?.id ?? "" } }));
  });

/** The bytes of a file that came in an answer. */
export function blobOf(file: Made): Blob {
  return new Blob([Uint8Array.from(atob(file.data), (letter) => letter.charCodeAt(0))], { type: file.media });
}
