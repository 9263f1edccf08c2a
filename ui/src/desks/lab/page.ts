import type { DeskPage } from "@/core/desks/page";

import { tasks } from "./tasks";
import { type WordKey, words } from "./words";

/** The laboratory: sequences at the bench, a run with its components and spectra, exhibits with their ledger and report, instruments from day to day. */
export const page: DeskPage<WordKey> = {
  name: "lab",
  words,
  tasks,
  icon: "flask",
  routes: [
    { path: "bench", view: () => import("./sequences/BenchView").then((found) => found.BenchView) },
    { path: "bench/$case/$sequence", view: () => import("./sequences/BoardView").then((found) => found.BoardView) },
    { path: "bench/$case/$sequence/$run", view: () => import("./sequences/RunView").then((found) => found.RunView) },
    { path: "exhibit/$case/$examination", view: () => import("./examinations/ExhibitView").then((found) => found.ExhibitView) },
    { path: "operations/handle", view: () => import("./examinations/HandleView").then((found) => found.HandleView) },
    { path: "house", view: () => import("./reference_entries/HouseView").then((found) => found.HouseView) },
    { path: "balances", view: () => import("./balances/BalancesView").then((found) => found.BalancesView) },
    { path: "backlog", view: () => import("./backlog/BacklogView").then((found) => found.BacklogView) },
    { path: "instrument", view: () => import("./instruments/InstrumentView").then((found) => found.InstrumentView) },
  ],
  menu: [
    { to: "backlog", name: "backlog", shows: "backlog", icon: "clock" },
    { to: "bench", name: "bench", shows: "bench-list", icon: "chart" },
    { to: "balances", name: "balances", shows: "balances", icon: "check" },
    { to: "instrument", name: "instrument", shows: "instrument", icon: "settings" },
    { to: "house", name: "house", shows: "house-list", icon: "records" },
  ],
  buttons: [
    { to: "forms/receipt", name: "button.receipt", shows: "examine" },
    { to: "backlog", name: "backlog", shows: "backlog" },
    { to: "bench", name: "button.bench", shows: "bench-load" },
  ],
  records: { "lab-examination": "exhibit/$case/$id" },
  finds: [{ lookup: "exhibit", name: "exhibits", shows: "backlog", at: ({ value }) => ({ to: `exhibit/${value}` }) }],
  panels: { home: [], case: [], entity: [], value: [] },
  commands: [],
};
