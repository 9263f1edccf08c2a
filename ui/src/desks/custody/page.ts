import type { DeskPage } from "@/core/desks/page";

import { type WordKey, words } from "./words";

/** The custody desk: today, intake step by step, a person's file with cells for them, places with how many are in them, the count, the inspection board. */
export const page: DeskPage<WordKey> = {
  name: "custody",
  words,
  icon: "prison",
  routes: [
    { path: "", view: () => import("./due_times/TodayView").then((found) => found.TodayView) },
    { path: "today", view: () => import("./due_times/TodayView").then((found) => found.TodayView) },
    { path: "intake", view: () => import("./admissions/IntakeView").then((found) => found.IntakeView) },
    { path: "person", view: () => import("./person_file/PersonView").then((found) => found.PersonView) },
    { path: "map", view: () => import("./house_map/MapView").then((found) => found.MapView) },
    { path: "count", view: () => import("./roll_checks/CountView").then((found) => found.CountView) },
    { path: "incident", view: () => import("./incidents/IncidentView").then((found) => found.IncidentView) },
    { path: "contraband", view: () => import("./contraband/ContrabandView").then((found) => found.ContrabandView) },
    { path: "inspection", view: () => import("./inspections/InspectionView").then((found) => found.InspectionView) },
  ],
  menu: [
    { to: "today", name: "today", shows: "running", icon: "todo", waits: "inbox" },
    { to: "intake", name: "intake", shows: "admit", icon: "add" },
    { to: "person", name: "person", shows: "person", icon: "person" },
    { to: "map", name: "map", shows: "places", icon: "map" },
    { to: "count", name: "count", shows: "count", icon: "group" },
    { to: "incident", name: "incident", shows: "incident-file", icon: "warning" },
    { to: "contraband", name: "contraband", shows: "patterns", icon: "report", place: "reports" },
    { to: "inspection", name: "inspection", shows: "board", icon: "check" },
  ],
  buttons: [
    { to: "intake", name: "button.admit", shows: "admit" },
    { to: "count", name: "button.count", shows: "count" },
    { to: "operations/move", name: "button.move", shows: "move" },
  ],
  subject: { to: "person", name: "person" },
  panels: { home: [], case: [], entity: [], value: [] },
  commands: [],
};
