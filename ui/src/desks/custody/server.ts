import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body, fetched } from "@/api/client";
import { sealed } from "@/core/sources";
import { pictureAddress } from "@/core/talk";
import type { Locale } from "@/i18n/locales";

export type Clock = Bodies["CustodyClockView"];
export type House = Bodies["CustodyElsewhereView"];
export type PlaceLine = Bodies["CustodyPlaceView"];
export type Plan = Bodies["CustodyDrawing"];
export type RuleLine = Bodies["CustodyRuleView"];
export type Candidate = Bodies["CustodyCandidateView"];
export type Admission = Bodies["CustodyAdmissionRequest"];
export type AdmissionAnswers = Bodies["CustodyAdmissionAnswersRequest"];
export type Counted = Bodies["CustodyRollCheckRequest"];
export type Held = Bodies["CustodyBookingView"];
export type Entry = Bodies["CustodyFileEntryView"];
export type HeldLevel = Bodies["CustodyLevelView"];
export type Awaited = Bodies["CustodyExpectedPersonView"];
export type HeldPlan = Bodies["CustodyPlanView"];
export type Incident = Bodies["CustodyIncidentView"];
export type Pattern = Bodies["CustodyPatternView"];
export type Route = Bodies["CustodySmugglingRouteView"];
export type Uneven = Bodies["CustodyUnevenSearchesView"];
export type Unplaced = Bodies["CustodyNoCellView"];
export type Cell = Bodies["CustodyCellView"];
export type Residents = Bodies["CustodyResidentsView"];
export type Resident = Bodies["CustodyResidentView"];
export type WingResidents = Bodies["CustodyWingResidentsView"];
export type CellResidents = Bodies["CustodyCellResidentsView"];
export type FoundPerson = Bodies["CustodyFoundPersonView"];
export type CourtLine = Bodies["CustodyCourtDayView"];
export type Allocation = Bodies["CustodyAllocationView"];
export type PersonFile = Bodies["CustodyPersonFileView"];
export type VisitLine = Bodies["CustodyVisitLineView"];
export type Imported = Bodies["CustodyImportView"];

const KEY = ["desk", "custody"];
/** The desk's own file, in which pictures and registers are sealed. */
const FILE = "desk-custody";

export const runningQuery = (asOf: string, facility: string) =>
  queryOptions({ queryKey: [...KEY, "running", asOf, facility], queryFn: () => body(api.GET("/api/v1/desks/custody/running", { params: { query: { as_of: asOf, facility } } })) });

export const dayQuery = (facility: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "day", facility, at], queryFn: () => body(api.GET("/api/v1/desks/custody/day", { params: { query: { facility, at } } })) });

export const incidentQuery = (number: string) =>
  queryOptions({ queryKey: [...KEY, "incident", number], queryFn: () => body(api.GET("/api/v1/desks/custody/incident-file", { params: { query: { number } } })), enabled: number !== "" });

export const openIncidentsQuery = (facility: string) =>
  queryOptions({ queryKey: [...KEY, "incidents", facility], queryFn: () => body(api.GET("/api/v1/desks/custody/incidents-open", { params: { query: { facility } } })) });

export const patternsQuery = (facility: string, since: string, until: string) =>
  queryOptions({ queryKey: [...KEY, "patterns", facility, since, until], queryFn: () => body(api.GET("/api/v1/desks/custody/patterns", { params: { query: { facility, ...(since === "" ? {} : { since }), ...(until === "" ? {} : { until }) } } })) });

export const placesQuery = (facility: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "places", facility, at], queryFn: () => body(api.GET("/api/v1/desks/custody/places", { params: { query: { facility, at } } })) });

export const personQuery = (person: string) =>
  queryOptions({ queryKey: [...KEY, "person", person], queryFn: () => body(api.GET("/api/v1/desks/custody/person", { params: { query: { person } } })), enabled: person !== "" });

export const cellsQuery = (person: string, facility: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "allocate", person, facility, locale], queryFn: () => body(api.GET("/api/v1/desks/custody/allocate", { params: { query: { person, facility } } })), enabled: person !== "" });

/** Somebody who is being admitted, as far as it decides into which cell they may go: a known person by number, everybody else as they are described. */
export interface Newcomer { facility: string; person: string; sex: "female" | "male" | null; born: string | null; status: "untried" | "convicted" | "civil" | null }

export const newcomerCellsQuery = ({ facility, person, sex, born, status }: Newcomer, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "allocate", "newcomer", facility, person, sex, born, status, locale], queryFn: () => body(api.GET("/api/v1/desks/custody/allocate", { params: { query: { facility, person, ...(sex === null ? {} : { sex }), ...(born === null ? {} : { born }), ...(status === null ? {} : { status }) } } })), enabled: facility !== "" });

export const boardQuery = (facility: string, asOf: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "board", facility, asOf, locale], queryFn: () => body(api.GET("/api/v1/desks/custody/board", { params: { query: { facility, as_of: asOf } } })) });

export const differQuery = (facility: string, asOf: string, days: number) =>
  queryOptions({ queryKey: [...KEY, "differ", facility, asOf, days], queryFn: () => body(api.GET("/api/v1/desks/custody/contradictions", { params: { query: { facility, as_of: asOf, days } } })) });

export const matchQuery = (name: string, born: string, document: string) =>
  queryOptions({ queryKey: [...KEY, "match", name, born, document], queryFn: () => body(api.GET("/api/v1/desks/custody/match", { params: { query: { name, born, document } } })), enabled: name.length > 1 });

export const arrivalsQuery = (facility: string) =>
  queryOptions({ queryKey: [...KEY, "arrivals", facility], queryFn: () => body(api.GET("/api/v1/desks/custody/arrivals", { params: { query: { facility } } })) });

export const facilitiesQuery = queryOptions({ queryKey: [...KEY, "facilities"], queryFn: () => body(api.GET("/api/v1/desks/custody/facilities")) });

export const residentsQuery = (facility: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "residents", facility, at], queryFn: () => body(api.GET("/api/v1/desks/custody/residents", { params: { query: { facility, at } } })) });

export const peopleQuery = (text: string, facility: string, held: boolean) =>
  queryOptions({ queryKey: [...KEY, "find-people", text, facility, held], queryFn: () => body(api.GET("/api/v1/desks/custody/find-people", { params: { query: { text, facility, held } } })), enabled: text !== "" });

export const courtDaysQuery = (facility: string, since: string, until: string) =>
  queryOptions({
    queryKey: [...KEY, "court-days", facility, since, until],
    queryFn: () => body(api.GET("/api/v1/desks/custody/court-days", { params: { query: { facility, ...(since === "" ? {} : { since }), ...(until === "" ? {} : { until }) } } })),
  });

export const visitsQuery = (facility: string, day: string) =>
  queryOptions({ queryKey: [...KEY, "visits", facility, day], queryFn: () => body(api.GET("/api/v1/desks/custody/visits", { params: { query: { facility, day } } })) });

export const whereQuery = (person: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "where", person, at], queryFn: () => body(api.GET("/api/v1/desks/custody/where", { params: { query: { person, at } } })) });

/** An act at the desk; everything known of the desk is asked for again afterwards. */
function useAct<G, A>(act: (given: G) => Promise<A>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => queries.invalidateQueries({ queryKey: KEY }) });
}

export const useMove = () => useAct((given: Bodies["CustodyMoveRequest"]) => body(api.POST("/api/v1/desks/custody/move", { body: given })));
export const useTransfer = () => useAct((given: Bodies["CustodyTransferRequest"]) => body(api.POST("/api/v1/desks/custody/transfer", { body: given })));
export const useReception = () => useAct((given: Bodies["CustodyReceptionRequest"]) => body(api.POST("/api/v1/desks/custody/receive", { body: given })));
export const useMoveArrival = () => useAct((given: Bodies["CustodyMoveArrivalRequest"]) => body(api.POST("/api/v1/desks/custody/move-arrived", { body: given })));
export const useMoveCorrection = () => useAct((given: Bodies["CustodyMoveCorrectionRequest"]) => body(api.POST("/api/v1/desks/custody/move-correct", { body: given })));
export const useCourtDay = () => useAct((given: Bodies["CustodyCourtDayRequest"]) => body(api.POST("/api/v1/desks/custody/court-day", { body: given })));
export const useCourtDayChange = () => useAct((given: Bodies["CustodyCourtDayChangeRequest"]) => body(api.POST("/api/v1/desks/custody/court-day-change", { body: given })));
export const useCourtDayResult = () => useAct((given: Bodies["CustodyCourtDayResultRequest"]) => body(api.POST("/api/v1/desks/custody/court-day-result", { body: given })));
export const useCellOpening = () => useAct((given: Bodies["CustodyCellOpeningRequest"]) => body(api.POST("/api/v1/desks/custody/cell-open", { body: given })));
export const useCellCapacity = () => useAct((given: Bodies["CustodyCellCapacityRequest"]) => body(api.POST("/api/v1/desks/custody/cell-capacity", { body: given })));
export const useCellClosing = () => useAct((given: Bodies["CustodyCellUseRequest"]) => body(api.POST("/api/v1/desks/custody/cell-close", { body: given })));
export const useCellReopening = () => useAct((given: Bodies["CustodyCellUseRequest"]) => body(api.POST("/api/v1/desks/custody/cell-reopen", { body: given })));
export const usePhotographWithdrawal = () => useAct((given: Bodies["CustodyPhotographWithdrawalRequest"]) => body(api.POST("/api/v1/desks/custody/photograph-withdraw", { body: given })));

/** Seals a picture in the desk's file and keeps it as the photograph of a person. */
export const usePhotograph = () =>
  useAct(async ({ file, ...given }: Omit<Bodies["CustodyPhotographRequest"], "picture"> & { file: File }) => {
    const [kept] = await sealed(FILE, [file]);
    return body(api.POST("/api/v1/desks/custody/photograph", { body: { ...given, picture: kept?.id ?? "" } }));
  });

/** Seals one file in the desk's file; the source as the server knows it. */
export const useSeal = () => useMutation({ mutationFn: async (file: File) => (await sealed(FILE, [file]))[0] });

/** Reads sealed registers together, so that orders find their bookings. */
export const useImport = () => useAct((sources: string[]) => body(api.POST("/api/v1/desks/custody/import", { body: { sources } })));

export const useRelease = () => useAct((given: Bodies["CustodyReleaseRequest"]) => body(api.POST("/api/v1/desks/custody/release", { body: given })));
export const useComplaint = () => useAct((given: Bodies["CustodyComplaintRequest"]) => body(api.POST("/api/v1/desks/custody/complain", { body: given })));
export const useComplaintNotice = () => useAct((given: Bodies["CustodyComplaintNoticeRequest"]) => body(api.POST("/api/v1/desks/custody/complaint-hand-in", { body: given })));
export const useComplaintTaking = () => useAct((given: Bodies["CustodyOneComplaintNoticeRequest"]) => body(api.POST("/api/v1/desks/custody/complaint-take", { body: given })));
export const useVisit = () => useAct((given: Bodies["CustodyVisitRequest"]) => body(api.POST("/api/v1/desks/custody/visit", { body: given })));
export const useVisitBooking = () => useAct((given: Bodies["CustodyVisitBookingRequest"]) => body(api.POST("/api/v1/desks/custody/visit-book", { body: given })));
export const useVisitBegin = () => useAct((given: Bodies["CustodyVisitBeginRequest"]) => body(api.POST("/api/v1/desks/custody/visit-begin", { body: given })));
export const useVisitPutOff = () => useAct((given: Bodies["CustodyVisitBookingEndRequest"]) => body(api.POST("/api/v1/desks/custody/visit-put-off", { body: given })));
export const useVisitEnd = () => useAct((given: Bodies["CustodyVisitEndRequest"]) => body(api.POST("/api/v1/desks/custody/visit-end", { body: given })));
export const useVisitCorrection = () => useAct((given: Bodies["CustodyVisitCorrectionRequest"]) => body(api.POST("/api/v1/desks/custody/visit-correct", { body: given })));
export const useAdmit = () => useAct((given: Admission) => body(api.POST("/api/v1/desks/custody/admit", { body: given })));
export const useWithdrawalRequest = () => useAct((given: Bodies["CustodyAdmissionWithdrawalRequest"]) => body(api.POST("/api/v1/desks/custody/admission-withdraw", { body: given })));
export const useWithdrawalAgreement = () => useAct((given: Bodies["CustodyOneBookingRequest"]) => body(api.POST("/api/v1/desks/custody/admission-withdraw-agree", { body: given })));
export const useKeepAdmission = () => useAct((given: Bodies["CustodyAdmissionWithdrawalRefusal"]) => body(api.POST("/api/v1/desks/custody/admission-keep", { body: given })));
export type AdmissionCorrection = Bodies["CustodyAdmissionCorrectionRequest"];
export const useCorrection = () => useAct((given: AdmissionCorrection) => body(api.POST("/api/v1/desks/custody/admission-correct", { body: given })));
export const useComplete = () => useAct((given: AdmissionAnswers) => body(api.POST("/api/v1/desks/custody/complete", { body: given })));
export const planPictureQuery = (picture: string) =>
  queryOptions({ queryKey: [...KEY, "plan-picture", picture], queryFn: async () => (await fetched(pictureAddress(picture))).blob(), staleTime: Infinity });

/** Seals a plan picture; its source and its size in points. A picture that the browser cannot open is judged by the server when the plan is kept. */
export const usePlanPicture = () =>
  useMutation({
    mutationFn: async (file: File) => {
      const [kept] = await sealed(FILE, [file]);
      const size = await createImageBitmap(file).then((read) => ({ width: read.width, height: read.height })).catch(() => ({ width: 1000, height: 1000 }));
      return { picture: kept?.id ?? "", ...size };
    },
  });

export const useDraw = () => useAct((given: Bodies["CustodyPlanDrawingRequest"]) => body(api.POST("/api/v1/desks/custody/draw", { body: given })));
export const useHandling = () => useAct((given: Bodies["CustodyIncidentHandlingRequest"]) => body(api.POST("/api/v1/desks/custody/handle", { body: given })));
export const useCount = () => useAct((given: Counted) => body(api.POST("/api/v1/desks/custody/count", { body: given })));
