import type { Held } from "../server";

/** Whether a booking holds somebody now: not released, and not withdrawn. */
export const isHeld = (one: Held): boolean => one.released === null && !one.withdrawn;
