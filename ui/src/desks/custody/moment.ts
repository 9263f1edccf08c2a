import { useFormat } from "@/core/format";
import { momentOf } from "@/core/moment";
import { moved } from "@/i18n/format";

/** The zone whose clocks hang in the houses: moments of this desk are shown in it, wherever the browser stands. */
export const HOUSE = "Asia/Baghdad";

/** The present moment as the clocks of the house show it, to the minute. */
export const nowInHouse = (): string => momentOf(moved(new Date().toISOString(), HOUSE).slice(0, 16), HOUSE);

/** A day as it is; a moment to the minute, in UTC. */
export const minute = (value: string): string => (value.length > 10 ? `${new Date(value).toISOString().slice(0, 16)}Z` : value);

/** Writes a day, or a moment as the clocks of the house showed it, to the minute and with its zone beside it. */
export function useTime(): (value: string) => string {
  const format = useFormat();
  return (value) => format.date(minute(value), HOUSE);
}
