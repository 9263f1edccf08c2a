import type { DeskPage } from "@/core/desks/page";

import { words } from "./words";

/** The addresses that every desk has, whether it brings a page of its own or not. */
export const page: DeskPage = {
  name: "generic",
  words,
  routes: [{ path: "", view: () => import("./DeskHome").then((found) => found.DeskHome) }],
  menu: [],
  panels: { case: [], entity: [], value: [] },
  commands: [],
};
