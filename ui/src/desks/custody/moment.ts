import { useFormat } from "@/core/format";

/** The zone whose clocks hang in the houses: moments of this desk are shown in it, wherever the browser stands. */
export const HOUSE = "Asia/Baghdad";

/** A day as it is; a moment to the minute, in UTC. */
export const minute = (value: string): string => (value.length > 10 ? `${new Date(value).toISOString().slice(0, 16)}Z` : value);

/** Writes a day, or a moment as the clocks of the house showed it, to the minute and with its zone beside it. */
export function useTime(): (value: string) => string {
  const format = useFormat();
  return (value) => format.date(minute(value), HOUSE);
}
