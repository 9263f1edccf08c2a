import { dayAt } from "../court_days/days";
import type { Held } from "../server";

/** Whether a booking holds somebody now: not released, and not withdrawn. */
export const isHeld = (one: Held): boolean => one.released === null && !one.withdrawn;

/** How many days a release lies after the last day that the orders cover, by the days of the house; 0: none. */
export const daysLate = (expected: string, released: string): number => Math.max(0, Math.round((Date.parse(dayAt(released)) - Date.parse(dayAt(expected))) / 86_400_000));

/** Stays in custody, the running or latest first. */
export const latestFirst = (bookings: readonly Held[]): Held[] => [...bookings].sort((one, other) => (other.admitted ?? "").localeCompare(one.admitted ?? ""));
