import { useSyncExternalStore } from "react";

import { showIn, showOfCase } from "./zone";

/** How one person likes numbers, dates, space and time; kept in this browser and, of who is signed in, on the server (useChoices). */
export interface Settings {
  /** `language` = the digits of the page's language. */
  digits: "language" | "latn" | "arab";
  /** Whether the Hijri date stands beside the Gregorian one. */
  hijri: boolean;
  density: "normal" | "dense";
  /** Which way time runs on a drawing: as the page is read, or always from left to right. */
  time: "page" | "ltr";
  /** The zone in which moments are shown; "" = that of the office. */
  zone: string;
}

const KEY = "tahqiq.settings";
export const USUAL: Settings = { digits: "language", hijri: false, density: "normal", time: "page", zone: "" };

/** What was kept, whatever it is: an unknown value is the usual one. */
export function readSettings(kept: string | null): Settings {
  try {
    const found = JSON.parse(kept ?? "{}") as Partial<Record<keyof Settings, unknown>> | null;
    return {
      digits: found?.digits === "latn" || found?.digits === "arab" ? found.digits : "language",
      hijri: found?.hijri === true,
      density: found?.density === "dense" ? "dense" : "normal",
      time: found?.time === "ltr" ? "ltr" : "page",
      zone: typeof found?.zone === "string" ? found.zone : "",
    };
  } catch {
    return USUAL;
  }
}

let current: Settings | null = null;
const listeners = new Set<() => void>();

function snapshot(): Settings {
  if (current === null) {
    current = readSettings(window.localStorage.getItem(KEY));
    document.documentElement.dataset["density"] = current.density;
    showIn(current.zone);
  }
  return current;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function changeSettings(part: Partial<Settings>): void {
  current = { ...snapshot(), ...part };
  window.localStorage.setItem(KEY, JSON.stringify(current));
  document.documentElement.dataset["density"] = current.density;
  showIn(current.zone);
  for (const listener of listeners) listener();
}

/** Shows moments in the zone of the case on screen, "" = it has none: every screen writes them anew. */
export function followCase(zone: string): void {
  const before = snapshot();
  if (!showOfCase(zone)) return;
  current = { ...before };
  for (const listener of listeners) listener();
}

export const useSettings = (): Settings => useSyncExternalStore(subscribe, snapshot);

/** Whether the earlier stands on the right: in a page that is read from right to left, unless the person wants time from left to right. */
export const mirrored = (direction: "ltr" | "rtl", { time }: Pick<Settings, "time">): boolean => direction === "rtl" && time === "page";

const HIJRI = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", { timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric" });

/** The Hijri day (calendar of Umm al-Qura) of a day or moment; null where no day is known. A moment counts by its day in UTC. */
export function hijri(value: string): { day: number; month: number; year: number } | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const moment = new Date(`${value.slice(0, 10)}T12:00:00Z`);
  if (Number.isNaN(moment.getTime())) return null;
  const parts = HIJRI.formatToParts(moment);
  const part = (type: string) => Number(parts.find((item) => item.type === type)?.value ?? 0);
  return { day: part("day"), month: part("month"), year: part("year") };
}
