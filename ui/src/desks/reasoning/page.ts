import type { DeskPage } from "@/core/desks/page";

import { type WordKey, words } from "./words";

/** Hypotheses and crime scripts: tabs of a case, a screen for each worksheet, and a recorded value as evidence. */
export const page: DeskPage<WordKey> = {
  name: "reasoning",
  words,
  icon: "analyse",
  routes: [
    { path: "hypotheses/$case/$board", view: () => import("./hypotheses/BoardView").then((found) => found.BoardView) },
    { path: "scripts/$case/$script", view: () => import("./crime_scripts/ScriptView").then((found) => found.ScriptView) },
  ],
  menu: [],
  buttons: [],
  panels: {
    home: [],
    case: [
      { key: "hypotheses", name: "tab.hypotheses", shows: "hypotheses-list", view: () => import("./worksheets/Sheets").then((found) => found.Hypotheses) },
      { key: "scripts", name: "tab.scripts", shows: "scripts-list", view: () => import("./worksheets/Sheets").then((found) => found.Scripts) },
    ],
    entity: [],
    value: [{ key: "evidence", name: "evidence.use", shows: "hypotheses-cite", command: "desk.reasoning.evidence", view: () => import("./hypotheses/UseAsEvidence").then((found) => found.UseAsEvidence) }],
  },
  commands: [{ id: "desk.reasoning.evidence", name: "evidence.use", group: "look", words: ["evidence", "hypothesis", "hypotheses", "ACH", "Analysis of Competing Hypotheses", "use as evidence"], keys: [{ code: "KeyV" }] }],
};
