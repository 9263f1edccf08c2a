import { queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Due = Bodies["DeskDueRecord"];

/** What has to be done now at every desk at which the person works, in the order of time. */
export const commonInboxQuery = (locale: Locale) =>
  queryOptions({ queryKey: ["desk", "inbox", locale], queryFn: () => body(api.GET("/api/v1/inbox")), staleTime: 60_000 });

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR, MONTH = 30 * DAY, YEAR = 365 * DAY;

/** How far a moment lies from now, as people say it: how many of a unit, yesterday or tomorrow. */
export type Distance = { when: "over"; unit: "minutes" | "hours" | "days" | "months" | "years"; n: number } | { when: "in"; unit: "minutes" | "hours" | "days"; n: number } | { when: "over"; unit: "yesterday" } | { when: "in"; unit: "tomorrow" };

/** `dayOfNow` and `dayOfEnd` are the days (`YYYY-MM-DD`) on which both fall where the reader is. */
export function distance(end: number, now: number, dayOfEnd: string, dayOfNow: string): Distance {
  const over = end < now, size = Math.abs(end - now), when = over ? "over" : "in";
  const days = Math.round((Date.parse(dayOfEnd) - Date.parse(dayOfNow)) / DAY);
  if (over && days === -1 && size >= 12 * HOUR) return { when: "over", unit: "yesterday" };
  if (!over && days === 1 && size >= 6 * HOUR) return { when: "in", unit: "tomorrow" };
  if (size < HOUR) return { when, unit: "minutes", n: Math.max(1, Math.round(size / MINUTE)) };
  if (size < DAY) return { when, unit: "hours", n: Math.round(size / HOUR) };
  if (!over || size < 2 * MONTH) return { when, unit: "days", n: Math.max(1, Math.abs(days)) };
  return size < 2 * YEAR ? { when: "over", unit: "months", n: Math.floor(size / MONTH) } : { when: "over", unit: "years", n: Math.floor(size / YEAR) };
}
