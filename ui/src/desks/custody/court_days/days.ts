import { moved } from "@/i18n/format";

import { HOUSE } from "../moment";

/** A day so many days later (`YYYY-MM-DD`). */
export function shifted(day: string, days: number): string {
  const moment = new Date(`${day}T12:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

const inHouse = (moment: string): string => moved(new Date(moment).toISOString(), HOUSE);

/** The day that it is in the house at a moment: `2026-12-02`. */
export const dayAt = (moment: string): string => inHouse(moment).slice(0, 10);

/** What the clocks of the house show at a moment: `10:30`. */
export const clockAt = (moment: string): string => inHouse(moment).slice(11, 16);
