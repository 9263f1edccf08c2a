import { moved } from "@/i18n/format";

const ARABIC = /[٠-٩۰-۹]/g;

const latin = (text: string): string => text.trim().replace(ARABIC, (digit) => String((digit.codePointAt(0) ?? 0) & 15));

/**
 * A day as people write it, as `YYYY-MM-DD`: the year first (2026-3-1, 2026/03/01) or the day first (1/3/2026, 1.3.2026), in Latin, Arabic or Persian
 * digits. The month is never taken to stand first. Empty for empty text; null for what is no day of the calendar.
 */
export function dayOf(text: string): string | null {
  const plain = latin(text);
  if (plain === "") return "";
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain)?.slice(1) ?? /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(plain)?.slice(1).toReversed();
  if (parts === undefined) return null;
  const day = [parts[0] ?? "", ...parts.slice(1).map((part) => part.padStart(2, "0"))].join("-");
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : null;
}

/** A day as far as it is known: a day as {@link dayOf} reads it, a year (1988), or a year and month (2/1988, 1988-02), as a beginning of `YYYY-MM-DD`. Empty and null as there. */
export function knownDay(text: string): string | null {
  const [year, month = ""] = /^(\d{4})(?:[-/.](\d{1,2}))?$/.exec(latin(text))?.slice(1) ?? /^(\d{1,2})[-/.](\d{4})$/.exec(latin(text))?.slice(1).toReversed() ?? [];
  if (year === undefined) return dayOf(text);
  if (month === "") return dayOf(`${year}-01-01`) === null ? null : year;
  return dayOf(`${year}-${month}-01`)?.slice(0, 7) ?? null;
}

/** A time of 24 hours as people write it (9:05, ٢١:٣٠), as `HH:MM`. Empty for empty text; null for what is no time. */
export function clockOf(text: string): string | null {
  const plain = latin(text);
  if (plain === "") return "";
  const [hour, minute] = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(plain)?.slice(1) ?? [];
  return hour === undefined || minute === undefined ? null : `${hour.padStart(2, "0")}:${minute}`;
}

/** The day on which a moment falls as the clocks of a zone show it; a day stays the day it is, and what is no moment stays as it stands. */
export const dayIn = (moment: string, zone: string): string => (/^\d{4}-\d{2}-\d{2}T.*Z$/.test(moment) ? moved(moment, zone).slice(0, 10) : moment.slice(0, 10));

/**
 * A moment at the precision it was written in: the day alone (`YYYY-MM-DD`, as `zone` counts days) where it is the midnight that stands for a text without
 * a time (1/3/2026, 20260301, 1 March 2026); else the moment as it is. Without the text as written nothing is left out.
 */
export function asPrecise(moment: string, written: string, zone = "UTC"): string {
  const groups = latin(written).match(/\d+/g) ?? [];
  const day = groups.length > 0 && groups.length <= 3 && groups.join("").length <= 8 && !/:|\d\s*(?:am|pm|a\.m|p\.m|ص|م|پ|د)(?![\p{L}])/iu.test(written);
  if (!day || !moment.endsWith("Z")) return moment;
  const local = moved(moment, zone === "" ? "UTC" : zone);
  return /T00:00:00/.test(local) ? local.slice(0, 10) : moment;
}
