import type { DeskPage } from "@/core/desks/page";

import { tasks } from "./tasks";
import { type WordKey, words } from "./words";

/** The covert-work desk: the register on a line of time, sources of one's own, decisions, contact reports, the sanitiser's two sides, the product desk, logs of deployments and surveillances for a tablet, quarantine, the inspector and figures for oversight. */
export const page: DeskPage<WordKey> = {
  name: "covert",
  words,
  tasks,
  icon: "eyeOff",
  routes: [
    { path: "timeline", view: () => import("./timeline/TimelineView").then((found) => found.TimelineView) },
    { path: "inspection", view: () => import("./inspections/InspectionView").then((found) => found.InspectionView) },
    { path: "oversight", view: () => import("./authorisations/OversightView").then((found) => found.OversightView) },
    { path: "operations/inspect", view: () => import("./inspections/InspectionView").then((found) => found.InspectionView) },
    { path: "operations/report", view: () => import("./authorisations/OversightView").then((found) => found.OversightView) },
    { path: "sources", view: () => import("./sources/SourcesView").then((found) => found.SourcesView) },
    { path: "operations/source-register", view: () => import("./sources/RegisterView").then((found) => found.RegisterView) },
    { path: "decisions", view: () => import("./approvals/DecisionsView").then((found) => found.DecisionsView) },
    ...(["source-approve", "source-decline", "source-cash", "source-pay-withdraw"] as const).map((act) => ({ path: `operations/${act}`, view: () => import("./approvals/DecisionsView").then((found) => found.DecisionsView) })),
    ...(["source-receipt", "source-receipt-attach"] as const).map((act) => ({ path: `operations/${act}`, view: () => import("./payments/ReceiptsView").then((found) => found.ReceiptsView) })),
    ...(["corridor-read", "corridor-issue"] as const).map((act) => ({ path: `operations/${act}`, view: () => import("./corridor/SanitiseView").then((found) => found.SanitiseView) })),
    { path: "receipts", view: () => import("./payments/ReceiptsView").then((found) => found.ReceiptsView) },
    { path: "calendar", view: () => import("./meetings/CalendarView").then((found) => found.CalendarView) },
    { path: "handlers", view: () => import("./handlers/HandlersView").then((found) => found.HandlersView) },
    { path: "contact/$code", view: () => import("./contacts/ContactView").then((found) => found.ContactView) },
    { path: "sanitise", view: () => import("./corridor/SanitiseView").then((found) => found.SanitiseView) },
    { path: "product", view: () => import("./product/ProductView").then((found) => found.ProductView) },
    { path: "deployments", view: () => import("./deployments/DeploymentView").then((found) => found.DeploymentsView) },
    { path: "deployment/$number", view: () => import("./deployments/DeploymentView").then((found) => found.DeploymentView) },
    { path: "watches", view: () => import("./watches/WatchView").then((found) => found.WatchesView) },
    { path: "watch/$number", view: () => import("./watches/WatchView").then((found) => found.WatchView) },
    { path: "quarantine", view: () => import("./quarantine/QuarantineView").then((found) => found.QuarantineView) },
  ],
  menu: [
    { to: "timeline", name: "timeline", shows: "timeline", icon: "clock" },
    { to: "sources", name: "sources", shows: "sources-mine", icon: "person" },
    { to: "calendar", name: "calendar", shows: "calendar", icon: "todo" },
    { to: "handlers", name: "handlers", shows: "handlers", icon: "group", roles: ["supervisor"] },
    { to: "decisions", name: "decisions", shows: "decisions", icon: "check" },
    { to: "receipts", name: "receipts", shows: "source-receipts", icon: "report" },
    { to: "sanitise", name: "sanitise", shows: "corridor-issue", icon: "pencil" },
    { to: "product", name: "product", shows: "item-orders", icon: "message" },
    { to: "deployments", name: "deployments", shows: "deploy-list", icon: "path" },
    { to: "watches", name: "watches", shows: "watch-mine", icon: "eye" },
    { to: "quarantine", name: "quarantine", shows: "quarantine", icon: "warning" },
    { to: "inspection", name: "inspection", shows: "inspect", icon: "check", place: "reports" },
    { to: "oversight", name: "oversight", shows: "report", icon: "report", place: "reports" },
  ],
  buttons: [
    { to: "sources", name: "button.sources", shows: "sources-mine" },
    { to: "operations/apply", name: "button.apply", shows: "apply" },
  ],
  panels: { home: [], case: [], entity: [], value: [] },
  commands: [],
};
