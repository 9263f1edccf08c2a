import type { DeskPage } from "@/core/desks/page";

import { tasks } from "./tasks";
import { type WordKey, words } from "./words";

/** The passengers desk: the officers' queue of hits, the flight board, the passenger page, the rule workshop, lists and figures. Its registers, records, rules and inbox are the generic ones. */
export const page: DeskPage<WordKey> = {
  name: "passengers",
  words,
  tasks,
  icon: "plane",
  routes: [
    { path: "queue", view: () => import("./hit_queue/QueueView").then((found) => found.QueueView) },
    { path: "import", view: () => import("./intake/ImportView").then((found) => found.ImportView) },
    { path: "feed", view: () => import("./message_feed/FeedView").then((found) => found.FeedView) },
    { path: "board", view: () => import("./flights/BoardView").then((found) => found.BoardView) },
    { path: "travels/$travel", view: () => import("./booking_file/TravelView").then((found) => found.TravelView) },
    { path: "workshop", view: () => import("./risk_rules/WorkshopView").then((found) => found.WorkshopView) },
    { path: "lists/add", view: () => import("./watchlists/AddWatchlistView").then((found) => found.AddWatchlistView) },
    { path: "lists/person", view: () => import("./watchlists/AddPersonView").then((found) => found.AddPersonView) },
    { path: "unmasked/$unmasking", view: () => import("./unmasking/UnmaskedView").then((found) => found.UnmaskedView) },
    { path: "lists", view: () => import("./watchlists/ListsView").then((found) => found.ListsView) },
    { path: "destruction", view: () => import("./destruction/DestructionView").then((found) => found.DestructionView) },
    { path: "figures", view: () => import("./hits/FiguresView").then((found) => found.FiguresView) },
  ],
  menu: [
    { to: "queue", name: "queue", shows: "queue", icon: "todo", waits: () => import("./HitsWait").then((found) => found.HitsWait) },
    { to: "import", name: "import", shows: "check", icon: "upload" },
    { to: "feed", name: "feed", shows: "feed", icon: "message" },
    { to: "board", name: "board", shows: "flights-board", icon: "table" },
    { to: "workshop", name: "workshop", shows: "rules-test", icon: "settings" },
    { to: "lists", name: "lists", shows: "lists-list", icon: "records" },
    { to: "destruction", name: "destruction", shows: "destruction-due", icon: "close" },
    { to: "figures", name: "figures", shows: "report", icon: "report", place: "reports" },
  ],
  buttons: [
    { to: "queue", name: "button.queue", shows: "queue" },
    { to: "lists/person", name: "person.add", shows: "lists-person" },
    { to: "lists/add", name: "button.list", shows: "lists-add" },
  ],
  records: { "passenger-hit": "queue?hit=$id", "passenger-rule": "workshop?rule=$id", watchlist: "lists?list=$id" },
  steps: ["passenger-hit", "passenger-rule"],
  finds: [{ lookup: "flight", name: "board", shows: "flights-board", at: ({ value }) => ({ to: "board", search: { flight: value, since: value.split("/")[1] ?? "", until: value.split("/")[1] ?? "" } }) }],
  panels: {
    home: [],
    case: [],
    entity: [],
    value: [],
  },
  commands: [],
};
