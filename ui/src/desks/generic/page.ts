import type { DeskPage } from "@/core/desks/page";

import { words } from "./words";

/** The addresses that every desk has, whether it brings a page of its own or not: what is made from its declarations. */
export const page: DeskPage = {
  name: "generic",
  words,
  icon: "box",
  routes: [
    { path: "", view: () => import("./DeskHome").then((found) => found.DeskHome) },
    { path: "registers/$register", view: () => import("./RegisterView").then((found) => found.RegisterView) },
    { path: "records/$kind/$record", view: () => import("./RecordView").then((found) => found.RecordView) },
    { path: "forms/$form", view: () => import("./FormView").then((found) => found.NewForm) },
    { path: "papers/$paper", view: () => import("./FormView").then((found) => found.PaperView) },
    { path: "operations/$operation", view: () => import("./OperationView").then((found) => found.OperationView) },
    { path: "inbox", view: () => import("./InboxView").then((found) => found.InboxView) },
    { path: "rules", view: () => import("./RulesView").then((found) => found.RulesView) },
  ],
  menu: [],
  buttons: [],
  panels: { home: [], case: [], entity: [], value: [] },
  commands: [],
};
