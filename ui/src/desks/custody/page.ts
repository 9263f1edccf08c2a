import type { DeskPage } from "@/core/desks/page";

import { tasks } from "./tasks";
import { type WordKey, words } from "./words";

/** The custody desk: today, intake step by step, a person's file with cells for them, people by cell, court days, moves, places with how many are in them, the count, imports, the inspection board. */
export const page: DeskPage<WordKey> = {
  name: "custody",
  words,
  tasks,
  icon: "prison",
  routes: [
    { path: "", view: () => import("./due_times/TodayView").then((found) => found.TodayView) },
    { path: "today", view: () => import("./due_times/TodayView").then((found) => found.TodayView) },
    { path: "intake", view: () => import("./admissions/IntakeView").then((found) => found.IntakeView) },
    { path: "person", view: () => import("./person_file/PersonView").then((found) => found.PersonView) },
    { path: "residents", view: () => import("./residents/ResidentsView").then((found) => found.ResidentsView) },
    { path: "court", view: () => import("./court_days/CourtDaysView").then((found) => found.CourtDaysView) },
    { path: "transfer", view: () => import("./transfers/TransferView").then((found) => found.TransferView) },
    { path: "move", view: () => import("./moves/MoveView").then((found) => found.MoveView) },
    { path: "release", view: () => import("./releases/ReleaseView").then((found) => found.ReleaseView) },
    // one form for each act: the desk's own screen answers the address of its operation too
    { path: "operations/release", view: () => import("./releases/ReleaseView").then((found) => found.ReleaseView) },
    { path: "operations/move", view: () => import("./moves/MoveView").then((found) => found.MoveView) },
    { path: "operations/transfer", view: () => import("./transfers/TransferView").then((found) => found.TransferView) },
    { path: "operations/receive", view: () => import("./transfers/TransferView").then((found) => found.TransferView) },
    { path: "operations/admission-correct", view: () => import("./admissions/CorrectionView").then((found) => found.CorrectionView) },
    { path: "operations/admit", view: () => import("./admissions/IntakeView").then((found) => found.IntakeView) },
    { path: "operations/count", view: () => import("./roll_checks/CountView").then((found) => found.CountView) },
    { path: "import", view: () => import("./imports/ImportView").then((found) => found.ImportView) },
    { path: "map", view: () => import("./house_map/MapView").then((found) => found.MapView) },
    { path: "count", view: () => import("./roll_checks/CountView").then((found) => found.CountView) },
    { path: "incident", view: () => import("./incidents/IncidentView").then((found) => found.IncidentView) },
    { path: "complaint", view: () => import("./complaints/ComplaintView").then((found) => found.ComplaintView) },
    { path: "operations/complain", view: () => import("./complaints/ComplaintView").then((found) => found.ComplaintView) },
    { path: "operations/complaint-hand-in", view: () => import("./complaints/ComplaintView").then((found) => found.ComplaintView) },
    { path: "visits", view: () => import("./visits/VisitsView").then((found) => found.VisitsView) },
    { path: "contraband", view: () => import("./contraband/ContrabandView").then((found) => found.ContrabandView) },
    { path: "inspection", view: () => import("./inspections/InspectionView").then((found) => found.InspectionView) },
  ],
  menu: [
    { to: "today", name: "today", shows: "running", icon: "todo", waits: "inbox" },
    { to: "intake", name: "intake", shows: "admit", icon: "add" },
    { to: "person", name: "person", shows: "person", icon: "person" },
    { to: "residents", name: "residents", shows: "residents", icon: "layout" },
    { to: "court", name: "court", shows: "court-days", icon: "law" },
    { to: "visits", name: "visits", shows: "visits", icon: "clock" },
    { to: "move", name: "move", shows: "move", icon: "path" },
    { to: "map", name: "map", shows: "places", icon: "map" },
    { to: "count", name: "count", shows: "count", icon: "group" },
    { to: "incident", name: "incident", shows: "incident-file", icon: "warning" },
    { to: "complaint", name: "complaint", shows: "complaint-hand-in", icon: "message" },
    { to: "import", name: "import", shows: "import", icon: "upload" },
    { to: "contraband", name: "contraband", shows: "patterns", icon: "report", place: "reports" },
    { to: "inspection", name: "inspection", shows: "board", icon: "check" },
  ],
  buttons: [
    { to: "intake", name: "button.admit", shows: "admit" },
    { to: "count", name: "button.count", shows: "count" },
    { to: "move", name: "button.move", shows: "move" },
  ],
  records: { "custody-incident": "incident?number=$id" },
  enters: {
    complaints: { to: "complaint", name: "complaint.record", shows: "complain" },
    "complaint-notices": { to: "complaint", name: "complaint.record", shows: "complaint-hand-in" },
    visits: { to: "visits", name: "visits.book", shows: "visit-book" },
    "visit-bookings": { to: "visits", name: "visits.book", shows: "visit-book" },
    incidents: { to: "operations/incident", name: "incident.new", shows: "incident" },
  },
  subject: { to: "person", name: "person" },
  finds: [
    { lookup: "person", name: "find.people", shows: "person", at: ({ value }) => ({ to: "person", search: { person: value }, number: value }) },
    { lookup: "place", name: "map", shows: "residents", at: ({ value, beside }) => ({ to: "residents", search: { facility: beside, cell: value }, number: value }) },
  ],
  panels: { home: [], case: [], entity: [], value: [] },
  commands: [
    { id: "desk.custody.complaint", name: "complaint.record", group: "go", words: ["complaint", "grievance", "شكوى", "شكاوى", "يشتكي", "سکاڵا", "گازندە"], keys: [], to: "complaint" },
  ],
};
