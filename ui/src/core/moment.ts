import { moved } from "@/i18n/format";

import { ZONE } from "./format";

/** The zones a moment can be given in: that in which moments are shown first, then the country's, then UTC. */
export const zones = (): readonly string[] => [...new Set([ZONE, "Asia/Baghdad", "UTC"])];

/** How many minutes the clocks of a zone are ahead of UTC at a moment. */
function ahead(moment: number, zone: string): number {
  return Math.round((Date.parse(`${moved(new Date(moment).toISOString(), zone)}Z`) - Math.floor(moment / 1000) * 1000) / 60_000);
}

/**
 * What the clocks of a zone showed (`YYYY-MM-DDTHH:MM`), as a moment that keeps their offset: `2026-03-01T10:00:00+03:00`. Where clocks were put back and
 * showed it twice it is the first time; where they were put forward and never showed it, the moment as far behind the change.
 */
export function momentOf(shown: string, zone: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(shown)) return "";
  const wall = Date.parse(`${shown}:00Z`);
  const day = 86_400_000;
  const offset = [ahead(wall - day, zone), ahead(wall + day, zone)].find((one) => ahead(wall - one * 60_000, zone) === one) ?? ahead(wall - day, zone);
  const minutes = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${shown}:00${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What the clocks of that zone show now, as `YYYY-MM-DDTHH:MM`. */
export const shownNow = (): string => moved(new Date().toISOString(), ZONE).slice(0, 16);
