import type { DeskPage } from "@/core/desks/page";

import { type WordKey, words } from "./words";

/** The passengers desk: the officers' queue of hits, the flight board, the passenger page, the rule workshop, lists and figures. Its registers, records, rules and inbox are the generic ones. */
export const page: DeskPage<WordKey> = {
  name: "passengers",
  words,
  routes: [
    { path: "queue", view: () => import("./QueueView").then((found) => found.QueueView) },
    { path: "board", view: () => import("./BoardView").then((found) => found.BoardView) },
    { path: "travels/$travel", view: () => import("./TravelView").then((found) => found.TravelView) },
    { path: "workshop", view: () => import("./WorkshopView").then((found) => found.WorkshopView) },
    { path: "lists", view: () => import("./ListsView").then((found) => found.ListsView) },
    { path: "destruction", view: () => import("./DestructionView").then((found) => found.DestructionView) },
    { path: "figures", view: () => import("./FiguresView").then((found) => found.FiguresView) },
  ],
  menu: [
    { to: "queue", name: "queue", shows: "queue" },
    { to: "board", name: "board", shows: "flights-board" },
    { to: "workshop", name: "workshop", shows: "rules-test" },
    { to: "lists", name: "lists", shows: "lists-list" },
    { to: "destruction", name: "destruction", shows: "destruction-due" },
    { to: "figures", name: "figures", shows: "report" },
  ],
  panels: {
    home: [{ key: "destruction", name: "destruction.home", shows: "destruction-confirm", view: () => import("./DestructionWaits").then((found) => found.DestructionWaits) }],
    case: [],
    entity: [],
    value: [],
  },
  commands: [],
};
