import type { DeskLoaders } from "@/core/desks/page";

/** The desks that have something of their own on the page, one line each, fetched where the desk is open. A desk that has none is shown by `GENERIC`. */
export const DESKS: DeskLoaders = {
  covert: () => import("@/desks/covert/page").then((found) => found.page),
  lab: () => import("@/desks/lab/page").then((found) => found.page),
  passengers: () => import("@/desks/passengers/page").then((found) => found.page),
  cargo: () => import("@/desks/cargo/page").then((found) => found.page),
  custody: () => import("@/desks/custody/page").then((found) => found.page),
  reasoning: () => import("@/desks/reasoning/page").then((found) => found.page),
};

/** Addresses that every desk has: below `/desks/NAME/`, after those that the desk has itself. */
export const GENERIC = () => import("@/desks/generic/page").then((found) => found.page);
