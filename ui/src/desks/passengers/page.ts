import type { DeskPage } from "@/core/desks/page";

import { type WordKey, words } from "./words";

/** The passengers desk: the officers' queue of hits. Its registers, records, rules and inbox are the generic ones. */
export const page: DeskPage<WordKey> = {
  name: "passengers",
  words,
  routes: [{ path: "queue", view: () => import("./QueueView").then((found) => found.QueueView) }],
  menu: [{ to: "queue", name: "queue", shows: "queue" }],
  panels: { case: [], entity: [], value: [] },
  commands: [],
};
