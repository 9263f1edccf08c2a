import { queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type Conversation = Bodies["ConversationBody"];
export type Utterance = Bodies["UtteranceBody"];
export type Thread = Bodies["ThreadBody"];

export const THREADS_AT_ONCE = 100;
export const SAID_AT_ONCE = 60;

/** The threads of a thing and of the numbers and accounts recorded for it, the latest first. */
export const threadsQuery = (id: string, limit: number) =>
  queryOptions({ queryKey: ["entities", id, "conversations", limit], queryFn: () => body(api.GET("/api/v1/entities/{entity}/conversations", { params: { path: { entity: id }, query: { limit } } })) });

/** One page of a thread, by its number; without one the latest events. */
export const pageQuery = (own: string, party: string, page: number | null, limit = SAID_AT_ONCE) =>
  queryOptions({
    queryKey: ["conversation", own, party, page, limit],
    queryFn: () => body(api.GET("/api/v1/conversations", { params: { query: { own, party, limit, ...(page === null ? {} : { cursor: String(page * limit) }) } } })),
    staleTime: 60_000,
  });

/** Where words stand in a thread. */
export const wordsQuery = (own: string, party: string, words: string) =>
  queryOptions({
    queryKey: ["conversation", own, party, "words", words],
    queryFn: () => body(api.GET("/api/v1/conversations", { params: { query: { own, party, limit: 1, words } } })),
    enabled: words.trim() !== "",
  });

/** When a day begins in a zone, as a time in UTC. */
export function beginOf(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const told = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(midnight);
  const part = (type: string) => told.find((item) => item.type === type)?.value ?? "00";
  const there = Date.parse(`${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:00Z`);
  return new Date(midnight - (there - midnight)).toISOString();
}

/** The place of the first event on a day of a zone, or after it. */
export async function placeOf(own: string, party: string, day: string, zone: string): Promise<number> {
  const at = beginOf(day, zone);
  const found = await body(api.GET("/api/v1/conversations", { params: { query: { own, party, limit: 1, at } } }));
  return Math.min(found.offset, Math.max(0, found.total - 1));
}

/** Only the day of it was written: it has no time in any zone. */
const dayOnly = (said: Pick<Utterance, "at">): boolean => said.at !== "" && !said.at.includes("T");

/** The day of an event in a zone, as it is compared: `2026-03-01`; empty where the time is not known. */
export const dayOf = (said: Pick<Utterance, "at">, zone: string): string => (said.at === "" || dayOnly(said) ? said.at : new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(said.at)));

/** The time of an event in a zone: `21:40`; empty where only its day was written, or not even that. */
export const timeOf = (said: Pick<Utterance, "at">, zone: string): string => (said.at === "" || dayOnly(said) ? "" : new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(said.at)));

/** Whose side an event stands on: that of `mine` or the other; in a group everybody but `mine` is the other side. */
export const sideOf = (said: Pick<Utterance, "sender">, mine: string): "mine" | "other" => (said.sender !== "" && said.sender === mine ? "mine" : "other");

/** Minutes and seconds of a call: `1:05`. */
export const lengthOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

export const pictureAddress = (source: string): string => `/api/v1/sources/${source}/picture`;
