import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Clock = Bodies["RunningClock"];
export type PlaceLine = Bodies["ToldPlace"];
export type RuleLine = Bodies["RuleLine"];
export type Candidate = Bodies["ToldCandidate"];
export type Admission = Bodies["AskedAdmission"];
export type Counted = Bodies["AskedCount"];
export type Held = Bodies["HeldBooking"];
export type Entry = Bodies["FileEntry"];
export type HeldLevel = Bodies["HeldLevel"];
export type Awaited = Bodies["AwaitedPerson"];
export type Cell = Bodies["ToldCell"];

const KEY = ["desk", "custody"];

export const runningQuery = (asOf: string, facility: string) =>
  queryOptions({ queryKey: [...KEY, "running", asOf, facility], queryFn: () => body(api.GET("/api/desks/custody/running", { params: { query: { as_of: asOf, facility } } })) });

export const placesQuery = (facility: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "places", facility, at], queryFn: () => body(api.GET("/api/desks/custody/places", { params: { query: { facility, at } } })) });

export const personQuery = (person: string) =>
  queryOptions({ queryKey: [...KEY, "person", person], queryFn: () => body(api.GET("/api/desks/custody/person", { params: { query: { person } } })), enabled: person !== "" });

export const cellsQuery = (person: string, facility: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "allocate", person, facility, locale], queryFn: () => body(api.GET("/api/desks/custody/allocate", { params: { query: { person, facility } } })), enabled: person !== "" });

export const boardQuery = (facility: string, asOf: string, locale: Locale) =>
  queryOptions({ queryKey: [...KEY, "board", facility, asOf, locale], queryFn: () => body(api.GET("/api/desks/custody/board", { params: { query: { facility, as_of: asOf } } })) });

export const matchQuery = (name: string, born: string, document: string) =>
  queryOptions({ queryKey: [...KEY, "match", name, born, document], queryFn: () => body(api.GET("/api/desks/custody/match", { params: { query: { name, born, document } } })), enabled: name.length > 1 });

export const arrivalsQuery = (facility: string) =>
  queryOptions({ queryKey: [...KEY, "arrivals", facility], queryFn: () => body(api.GET("/api/desks/custody/arrivals", { params: { query: { facility } } })) });

export const whereQuery = (person: string, at: string) =>
  queryOptions({ queryKey: [...KEY, "where", person, at], queryFn: () => body(api.GET("/api/desks/custody/where", { params: { query: { person, at } } })) });

/** An act at the desk; everything known of the desk is asked for again afterwards. */
function useAct<G, A>(act: (given: G) => Promise<A>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => queries.invalidateQueries({ queryKey: KEY }) });
}

export const useAdmit = () => useAct((given: Admission) => body(api.POST("/api/desks/custody/admit", { body: given })));
export const useCount = () => useAct((given: Counted) => body(api.POST("/api/desks/custody/count", { body: given })));
