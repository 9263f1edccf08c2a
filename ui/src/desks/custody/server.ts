import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body, fetched } from "@/api/client";
import { sealed } from "@/core/sources";
import { pictureAddress } from "@/core/talk";
import type { Locale } from "@/i18n/locales";

export type Clock = Bodies["CustodyClockView"];
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

const KEY = ["desk", "custody"];

export const runningQuery = (asOf: string, facility: string) =>
  queryOptions({ queryKey: [...KEY, "running", asOf, facility], queryFn: () => body(api.GET("/api/v1/desks/custody/running", { params: { query: { as_of: asOf, facility } } })) });

export const dayQuery = (facility: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "day", facility, at], queryFn: () => body(api.GET("/api/v1/desks/custody/day", { params: { query: { facility, at } } })) });

export const incidentQuery = (number: string) =>
  queryOptions({ queryKey: [...KEY, "incident", number], queryFn: () => body(api.GET("/api/v1/desks/custody/incident-file", { params: { query: { number } } })), enabled: number !== "" });

export const patternsQuery = (facility: string, since: string, until: string) =>
  queryOptions({ queryKey: [...KEY, "patterns", facility, since, until], queryFn: () => body(api.GET("/api/v1/desks/custody/patterns", { params: { query: { facility, ...(since === "" ? {} : { since }), ...(until === "" ? {} : { until }) } } })) });

export const placesQuery = (facility: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "places", facility, at], queryFn: () => body(api.GET("/api/v1/desks/custody/places", { params: { query: { facility, at } } })) });

export const personQuery = (person: string) =>
  queryOptions({ queryKey: [...KEY, "person", person], queryFn: () => body(api.GET("/api/v1/desks/custody/person", { params: { query: { person } } })), enabled: person !== "" });

export const cellsQuery = (person: string, facility: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "allocate", person, facility, locale], queryFn: () => body(api.GET("/api/v1/desks/custody/allocate", { params: { query: { person, facility } } })), enabled: person !== "" });

export const boardQuery = (facility: string, asOf: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "board", facility, asOf, locale], queryFn: () => body(api.GET("/api/v1/desks/custody/board", { params: { query: { facility, as_of: asOf } } })) });

export const differQuery = (facility: string, asOf: string, days: number) =>
  queryOptions({ queryKey: [...KEY, "differ", facility, asOf, days], queryFn: () => body(api.GET("/api/v1/desks/custody/contradictions", { params: { query: { facility, as_of: asOf, days } } })) });

export const matchQuery = (name: string, born: string, document: string) =>
  queryOptions({ queryKey: [...KEY, "match", name, born, document], queryFn: () => body(api.GET("/api/v1/desks/custody/match", { params: { query: { name, born, document } } })), enabled: name.length > 1 });

export const arrivalsQuery = (facility: string) =>
  queryOptions({ queryKey: [...KEY, "arrivals", facility], queryFn: () => body(api.GET("/api/v1/desks/custody/arrivals", { params: { query: { facility } } })) });

export const whereQuery = (person: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "where", person, at], queryFn: () => body(api.GET("/api/v1/desks/custody/where", { params: { query: { person, at } } })) });

/** An act at the desk; everything known of the desk is asked for again afterwards. */
function useAct<G, A>(act: (given: G) => Promise<A>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => queries.invalidateQueries({ queryKey: KEY }) });
}

export const useAdmit = () => useAct((given: Admission) => body(api.POST("/api/v1/desks/custody/admit", { body: given })));
export const useComplete = () => useAct((given: AdmissionAnswers) => body(api.POST("/api/v1/desks/custody/complete", { body: given })));
/** The desk's own file, in which plan pictures are sealed. */
const FILE = "desk-custody";

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
export const useCount = () => useAct((given: Counted) => body(api.POST("/api/v1/desks/custody/count", { body: given })));
