import type { DeskPage } from "@/core/desks/page";

import { tasks } from "./tasks";
import { type WordKey, words } from "./words";

/** The cargo desk: the board of arrivals, a consignment with its papers side by side, the queue of a crossing, the list of a shift, the sheet of an inspection, the rule workshop, what openings taught. Registers are the generic ones. */
export const page: DeskPage<WordKey> = {
  name: "cargo",
  words,
  tasks,
  icon: "box",
  routes: [
    { path: "arrivals", view: () => import("./consignments/BoardView").then((found) => found.BoardView) },
    { path: "arrivals/$consignment", view: () => import("./consignments/ConsignmentView").then((found) => found.ConsignmentView) },
    { path: "take", view: () => import("./arrivals/ImportView").then((found) => found.ImportView) },
    { path: "queue", view: () => import("./road/QueueView").then((found) => found.QueueView) },
    { path: "sheet/$consignment", view: () => import("./examinations/SheetView").then((found) => found.SheetView) },
    { path: "workshop", view: () => import("./indicators/WorkshopView").then((found) => found.WorkshopView) },
    { path: "list", view: () => import("./selection_lists/MakeView").then((found) => found.MakeView) },
    { path: "list/$list", view: () => import("./selection_lists/ListView").then((found) => found.ListView) },
    { path: "assign/$list", view: () => import("./assignments/AssignView").then((found) => found.AssignView) },
    { path: "results", view: () => import("./examinations/ResultsView").then((found) => found.ResultsView) },
  ],
  menu: [
    { to: "arrivals", name: "arrivals", shows: "arrivals-board", icon: "truck" },
    { to: "take", name: "take", shows: "arrivals-take", icon: "upload" },
    { to: "queue", name: "queue", shows: "road-queue", icon: "crossing" },
    { to: "list", name: "list", shows: "lists-make", icon: "todo" },
    { to: "workshop", name: "workshop", shows: "rules-test", icon: "settings" },
    { to: "results", name: "results", shows: "report", icon: "report", place: "reports" },
  ],
  buttons: [
    { to: "take", name: "button.papers", shows: "arrivals-take" },
    { to: "list", name: "button.list", shows: "lists-make" },
  ],
  records: { "cargo-list": "list/$id" },
  finds: [{ lookup: "consignment", name: "arrivals", shows: "arrivals-board", at: ({ value }) => ({ to: `arrivals/${value}` }) }],
  panels: { home: [], case: [], entity: [], value: [] },
  commands: [],
};
