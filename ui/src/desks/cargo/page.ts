import type { DeskPage } from "@/core/desks/page";

import { type WordKey, words } from "./words";

/** The cargo desk: the board of arrivals, a consignment with its papers side by side, the list of a shift, what openings taught. Registers, sheets and rules are the generic ones. */
export const page: DeskPage<WordKey> = {
  name: "cargo",
  words,
  routes: [
    { path: "arrivals", view: () => import("./ArrivalsView").then((found) => found.ArrivalsView) },
    { path: "arrivals/$consignment", view: () => import("./ConsignmentView").then((found) => found.ConsignmentView) },
    { path: "list", view: () => import("./MakeView").then((found) => found.MakeView) },
    { path: "list/$list", view: () => import("./ListView").then((found) => found.ListView) },
    { path: "results", view: () => import("./ResultsView").then((found) => found.ResultsView) },
  ],
  menu: [
    { to: "arrivals", name: "arrivals", shows: "arrivals-board" },
    { to: "list", name: "list", shows: "lists-make" },
    { to: "results", name: "results", shows: "report" },
  ],
  panels: { case: [], entity: [], value: [] },
  commands: [],
};
