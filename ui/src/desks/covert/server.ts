import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import { sealed } from "@/core/sources";
import type { Locale } from "@/i18n/locales";

export type Bar = Bodies["CovertTimelineBar"];
export type Undecided = Bodies["CovertTimelineApplication"];
export type PaidOut = Bodies["CovertTimelinePayment"];
export type Finding = Bodies["CovertFindingView"];
export type Mine = Bodies["CovertMySource"];
export type DraftLine = Bodies["CovertDraftView"];
export type NewReport = Bodies["CovertContactReportRequest"];
export type NewItem = Bodies["CovertSourceReportDetails"];
export type Basis = NewItem["rests_on"];
export type SourceReport = Bodies["CovertSourceReportView"];
export type Wording = Bodies["CovertWordingRequest"];
export type Check = Bodies["CovertWordingCheck"];
export type Held = Bodies["CovertQuarantinedOriginal"];

export type Item = Bodies["CovertItemView"];
export type ItemState = Bodies["CovertItemMarkRequest"]["state"];
export type Transcript = Bodies["CovertTranscriptView"];
export type Deployment = Bodies["CovertDeploymentView"];
export type DeploymentEntry = Bodies["CovertDeploymentLogEntryRequest"];
export type Watch = Bodies["CovertWatchView"];
export type Seen = Bodies["CovertObservationRequest"];

export const STATES = ["unheard", "heard", "pertinent", "non-pertinent", "privileged", "incidental", "destroyed"] as const satisfies readonly ItemState[];
export const BASES = ["own", "corroborated", "uncorroborated", "unknown", "false"] as const satisfies readonly Basis[];
const KEY = ["desk", "covert"];
/** What is due changes with every act. */
const INBOX = ["desk", "inbox"];

export const timelineQuery = (asOf: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "timeline", asOf, locale], queryFn: () => body(api.GET("/api/v1/desks/covert/timeline", { params: { query: asOf === "" ? {} : { as_of: asOf } } })) });

export const inspectionQuery = (seed: number, sample: number, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "inspect", seed, sample, locale], queryFn: () => body(api.GET("/api/v1/desks/covert/inspect", { params: { query: { seed, sample } } })) });

export const oversightQuery = (year: number) => queryOptions({ queryKey: [...KEY, "report", year], queryFn: () => body(api.GET("/api/v1/desks/covert/report", { params: { query: { year } } })) });

export const mineQuery = queryOptions({ queryKey: [...KEY, "mine"], queryFn: () => body(api.GET("/api/v1/desks/covert/sources-mine")), staleTime: 0 });

export type SecondCode = Bodies["CovertSecondCodeView"];
export type AwaitedPayment = Bodies["CovertAwaitedPayment"];
export type Application = Bodies["CovertApplicationView"];
export type AwaitedSource = Bodies["CovertAwaitedSource"];

export type Receipt = Bodies["CovertReceiptView"];
export type Week = Bodies["CovertCalendarView"];
export type Planned = Bodies["CovertPlannedView"];
export type Handler = Bodies["CovertHandlerView"];
export const receiptsQuery = queryOptions({ queryKey: [...KEY, "receipts"], queryFn: () => body(api.GET("/api/v1/desks/covert/source-receipts")), staleTime: 0 });
export const weekQuery = (day: string) => queryOptions({ queryKey: [...KEY, "calendar", day], queryFn: () => body(api.GET("/api/v1/desks/covert/calendar", { params: { query: day === "" ? {} : { day } } })), staleTime: 0, placeholderData: (before) => before });
export const handlersQuery = queryOptions({ queryKey: [...KEY, "handlers"], queryFn: () => body(api.GET("/api/v1/desks/covert/handlers")), staleTime: 0 });
export const decisionsQuery = queryOptions({ queryKey: [...KEY, "decisions"], queryFn: () => body(api.GET("/api/v1/desks/covert/decisions")), staleTime: 0 });
export const secondCodesQuery = queryOptions({ queryKey: [...KEY, "second-codes"], queryFn: () => body(api.GET("/api/v1/desks/covert/second-code-list")), staleTime: 0 });

export const draftQuery = (draft: string) =>
  queryOptions({ queryKey: [...KEY, "draft", draft], queryFn: () => body(api.GET("/api/v1/desks/covert/draft-open", { params: { query: { draft } } })), enabled: draft !== "", staleTime: Infinity, gcTime: 0 });

export const reportsQuery = queryOptions({ queryKey: [...KEY, "source-reports"], queryFn: () => body(api.GET("/api/v1/desks/covert/corridor-list")), staleTime: 0 });

export const reportQuery = (report: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "source-report", report, locale], queryFn: () => body(api.GET("/api/v1/desks/covert/corridor-read", { params: { query: { report } } })), staleTime: Infinity, gcTime: 0 });

export const wordingQuery = (asked: Wording, locale: Locale) =>
  queryOptions({
    queryKey: [...KEY, "wording", asked, locale],
    queryFn: () => body(api.POST("/api/v1/desks/covert/corridor-check", { body: asked })),
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 0,
  });

export const quarantineQuery = queryOptions({ queryKey: [...KEY, "quarantine"], queryFn: () => body(api.GET("/api/v1/desks/covert/quarantine")), staleTime: 0 });

export const heldQuery = (source: string) => queryOptions({ queryKey: [...KEY, "quarantine", source], queryFn: () => body(api.GET("/api/v1/desks/covert/quarantine-rows", { params: { query: { source } } })) });

export const gradesQuery = (basis: Basis | "", official: boolean) =>
  queryOptions({ queryKey: [...KEY, "grades", basis, official], queryFn: () => body(api.GET("/api/v1/desks/covert/grades", { params: { query: { rests_on: basis === "" ? "unknown" : basis, official } } })), enabled: basis !== "", staleTime: Infinity });

export const ordersQuery = queryOptions({ queryKey: [...KEY, "orders"], queryFn: () => body(api.GET("/api/v1/desks/covert/item-orders")), staleTime: 0 });

export const itemsQuery = (number: string, state: ItemState | "", page: string) =>
  queryOptions({
    queryKey: [...KEY, "items", number, state, page],
    queryFn: () => body(api.GET("/api/v1/desks/covert/item-list", { params: { query: { number, limit: 50, ...(state === "" ? {} : { state }), ...(page === "" ? {} : { page }) } } })),
    placeholderData: (before) => before,
  });

/** An item with what was transcribed of it; who may not read it gets the item without. */
export const itemQuery = (item: string, readable: boolean) =>
  queryOptions({ queryKey: [...KEY, "item", item, readable], queryFn: () => body(api.GET(readable ? "/api/v1/desks/covert/item-read" : "/api/v1/desks/covert/item-look", { params: { query: { item } } })), enabled: item !== "", gcTime: 0, retry: false });

/** A recording, to be heard on this page alone; it is gone when the item is left. */
export const soundQuery = (source: string, type: string) =>
  queryOptions({
    queryKey: [...KEY, "sound", source],
    queryFn: async () => new Blob([await body(api.GET("/api/v1/sources/{source}/original", { params: { path: { source } }, parseAs: "arrayBuffer" }))], { type }),
    enabled: source !== "" && type !== "",
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });

export const deploymentsQuery = queryOptions({ queryKey: [...KEY, "deployments"], queryFn: () => body(api.GET("/api/v1/desks/covert/deploy-list", { params: { query: {} } })), staleTime: 0 });
export const deploymentQuery = (deployment: string, before = 0) =>
  queryOptions({ queryKey: [...KEY, "deployment", deployment, before], queryFn: () => body(api.GET("/api/v1/desks/covert/deploy-look", { params: { query: { deployment, before } } })), placeholderData: (shown) => (shown?.number === deployment ? shown : undefined) });
export const watchesQuery = queryOptions({ queryKey: [...KEY, "watches"], queryFn: () => body(api.GET("/api/v1/desks/covert/watch-mine")), staleTime: 0 });
export const watchQuery = (watch: string, before = 0) =>
  queryOptions({ queryKey: [...KEY, "watch", watch, before], queryFn: () => body(api.GET("/api/v1/desks/covert/watch-look", { params: { query: { watch, before } } })), placeholderData: (shown) => (shown?.number === watch ? shown : undefined) });

/** Lines of a log, as they are sent; one after the other, in the order in which they were typed. */
export const sendEntry = (given: DeploymentEntry) => body(api.POST("/api/v1/desks/covert/deploy-log", { body: given }));
export const sendSeen = (given: Seen) => body(api.POST("/api/v1/desks/covert/watch-log", { body: given }));

/** Keeps a draft and gives its id; one after the other, since each goes on with the one before. */
export const keepDraft = (code: string, draft: string, typed: string, typing: string) => body(api.POST("/api/v1/desks/covert/draft-keep", { body: { code, draft, typed, typing } }));

/** An act at the desk; everything known of the desk is asked for again afterwards. That is not waited for: a line that is done goes from the screen with it, and must have said before what became of it. */
function useAct<G, A>(act: (given: G) => Promise<A>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => { for (const queryKey of [KEY, INBOX]) void queries.invalidateQueries({ queryKey }); } });
}

export const useDropDraft = () => useAct((draft: string) => body(api.POST("/api/v1/desks/covert/draft-drop", { body: { draft } })));
export const useReport = () => useAct((given: NewReport) => body(api.POST("/api/v1/desks/covert/contact-report", { body: given })));
export const useIssue = () => {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (given: Bodies["CovertIntelligenceReportRequest"]) => body(api.POST("/api/v1/desks/covert/corridor-issue", { body: given })), onSuccess: () => queries.invalidateQueries({ queryKey: reportsQuery.queryKey }) });
};
export const useMark = () => useAct((given: Bodies["CovertItemMarkRequest"]) => body(api.POST("/api/v1/desks/covert/item-mark", { body: given })));
export const useTranscribe = () => useAct((given: Bodies["CovertTranscriptRequest"]) => body(api.POST("/api/v1/desks/covert/item-transcribe", { body: given })));
export const useSignLog = () => useAct((given: Bodies["CovertLogSignatureRequest"]) => body(api.POST("/api/v1/desks/covert/watch-sign", { body: given })));
export const useRegister = () => useAct((given: Omit<Bodies["CovertSourceRequest"], "approached_at"> & { approached_at?: string }) => body(api.POST("/api/v1/desks/covert/source-register", { body: given })));
export const useDecide = () => useAct((given: Bodies["CovertDecisionRequest"]) => body(api.POST("/api/v1/desks/covert/decide", { body: given })));
export const useSourceState = () => useAct((given: Bodies["CovertSourceStateRequest"]) => body(api.POST("/api/v1/desks/covert/source-state", { body: given })));
export const useWithdraw = () => useAct((payment: string) => body(api.POST("/api/v1/desks/covert/source-pay-withdraw", { body: { payment } })));
export const useApprove = () => useAct((given: { payment: string; sentence: string }) => body(api.POST("/api/v1/desks/covert/source-approve", { body: given })));
export const useDecline = () => useAct((given: Bodies["CovertPaymentRefusal"]) => body(api.POST("/api/v1/desks/covert/source-decline", { body: given })));
export const useCash = () => useAct((given: Bodies["CovertCashRequest"]) => body(api.POST("/api/v1/desks/covert/source-cash", { body: given })));
export const useReceipt = () => useMutation({ mutationFn: (given: Bodies["CovertReceiptRequest"]) => body(api.POST("/api/v1/desks/covert/source-receipt", { body: given })) });
/** Seals a scan closed at the desk and attaches it as the signed receipt of a payment. */
export const useAttach = () =>
  useAct(async ({ payment, file, reason }: { payment: string; file: File; reason: string }) => {
    const [scan] = await sealed("desk-covert", [file], "", "SOURCE-ID");
    return body(api.POST("/api/v1/desks/covert/source-receipt-attach", { body: { payment, scan: scan?.id ?? "", reason } }));
  });
export const usePlan = () => useAct((given: Bodies["CovertMeetingRequest"]) => body(api.POST("/api/v1/desks/covert/meeting-plan", { body: given })));
export const useClose = () => useAct((given: Bodies["CovertMeetingOutcomeRequest"]) => body(api.POST("/api/v1/desks/covert/meeting-close", { body: given })));
export const useDecideSecondCode = () => useAct((given: Bodies["CovertSecondCodeDecision"]) => body(api.POST("/api/v1/desks/covert/second-code-decide", { body: given })));
export const useRefresh = () => {
  const queries = useQueryClient();
  return (part: string) => queries.invalidateQueries({ queryKey: [...KEY, part] });
};
export const useRelease = () => useAct((given: Bodies["CovertQuarantineReleaseRequest"]) => body(api.POST("/api/v1/desks/covert/product-release", { body: given })));
