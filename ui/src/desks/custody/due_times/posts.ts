/** What somebody at this desk does most of the day. It orders the page for them and permits nothing: what may be done follows from their rights. */
export const POSTS = ["reception", "wing", "director", "inspector"] as const;
export type Post = (typeof POSTS)[number];

interface Duties {
  /** Buttons in their order, the first as the main one; `shows` is the operation that one has to be allowed. */
  buttons: readonly { to: string; name: "button.admit" | "button.count" | "button.move" | "residents" | "court" | "inspection" | "incident"; shows: string }[];
  /** The clocks that this post has to look at; null: all of them. */
  clocks: readonly string[] | null;
  /** What else waits there: people without a cell, announced people, wings that nobody counted. */
  waits: readonly ("no-cell" | "arrivals" | "count")[];
}

const COUNT = { to: "count", name: "button.count", shows: "count" } as const;
const MOVE = { to: "move", name: "button.move", shows: "move" } as const;

export const DUTIES: Readonly<Record<Post, Duties>> = {
  reception: { buttons: [{ to: "intake", name: "button.admit", shows: "admit" }, MOVE], clocks: ["referral", "intake", "detention", "sentence", "withdrawal"], waits: ["arrivals", "no-cell"] },
  wing: { buttons: [COUNT, MOVE], clocks: ["count-open", "count-close", "separation", "alert", "roll-difference"], waits: ["no-cell", "count"] },
  director: { buttons: [{ to: "incident", name: "incident", shows: "incident-file" }, { to: "court", name: "court", shows: "court-days" }], clocks: null, waits: ["no-cell", "count"] },
  inspector: { buttons: [{ to: "inspection", name: "inspection", shows: "board" }, { to: "residents", name: "residents", shows: "residents" }], clocks: ["detention", "sentence", "separation", "challenge", "roll-difference", "count-open", "count-close", "referral", "intake"], waits: [] },
};

/** The post that was chosen before, as the browser keeps it; else reception for who may admit, the inspector for who may change nothing. */
export function postOf(kept: string | null, may: (operation: string) => boolean): Post {
  return POSTS.find((one) => one === kept) ?? (may("admit") ? "reception" : "inspector");
}

/** Where a task leads: the screen and what stands behind its question mark. */
export function taskOf(clock: string, record: string, person: string, facility: string): { to: string; search: Readonly<Record<string, string>>; word: "task.open" | "task.complete" | "task.begin-count" } {
  if (clock === "count-open" || clock === "count-close") return { to: "incident", search: { number: record }, word: "task.open" };
  if (person === "") return { to: "count", search: { facility }, word: "task.begin-count" };
  return { to: "person", search: { person }, word: clock === "intake" || clock === "referral" ? "task.complete" : "task.open" };
}

/** Whether a clock is a count that differs and that no later count has put right: it stands before everything else. */
export const differs = (one: { clock: string }): boolean => one.clock === "count-open";
