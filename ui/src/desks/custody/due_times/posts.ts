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
  reception: { buttons: [{ to: "intake", name: "button.admit", shows: "admit" }, MOVE], clocks: ["referral", "intake", "detention", "sentence", "withdrawal", "transfer"], waits: ["arrivals", "no-cell"] },
  wing: { buttons: [COUNT, MOVE], clocks: ["count-open", "count-close", "separation", "alert", "roll-difference"], waits: ["no-cell", "count"] },
  director: { buttons: [{ to: "incident", name: "incident", shows: "incident-file" }, { to: "court", name: "court", shows: "court-days" }], clocks: null, waits: ["no-cell", "count"] },
  inspector: { buttons: [{ to: "inspection", name: "inspection", shows: "board" }, { to: "residents", name: "residents", shows: "residents" }], clocks: ["detention", "sentence", "separation", "challenge", "roll-difference", "count-open", "count-close", "authority", "inquiry", "complaint", "referral", "intake"], waits: [] },
};

/** The post that was chosen before, as the browser keeps it; else reception for who may admit, the inspector for who may change nothing. */
export function postOf(kept: string | null, may: (operation: string) => boolean): Post {
  return POSTS.find((one) => one === kept) ?? (may("admit") ? "reception" : "inspector");
}

/** Where a task leads: the screen and what stands behind its question mark. */
export function taskOf(clock: string, record: string, person: string, facility: string): { to: string; search: Readonly<Record<string, string>>; word: "task.open" | "task.complete" | "receive" | "task.begin-count" } {
  if (["count-open", "count-close", "authority", "inquiry"].includes(clock)) return { to: "incident", search: { number: record }, word: "task.open" };
  if (clock === "complaint") return { to: "complaint", search: { notice: record }, word: "task.open" };
  if (clock === "transfer") return { to: "transfer", search: { person }, word: "receive" };
  if (person === "") return { to: "count", search: { facility }, word: "task.begin-count" };
  return { to: "person", search: { person }, word: clock === "intake" || clock === "referral" ? "task.complete" : "task.open" };
}

/** What the numbers of *Today* stand for; each leads to its lines. */
export type Only = "count-open" | "unlawful" | "no-cell" | "intake" | "uncounted";

/** The clocks that stand in the list: those that this post looks at, and every count that differs; or those of one of the numbers, whatever the post. */
export function linesOf<T extends { clock: string; standing: string }>(post: Post, only: Only | "", clocks: readonly T[]): T[] {
  if (only === "unlawful") return clocks.filter((one) => one.standing === "unlawful");
  if (only !== "") return clocks.filter((one) => one.clock === only);
  const { clocks: looked } = DUTIES[post];
  return clocks.filter((one) => one.standing !== "running" && (differs(one) || looked === null || looked.includes(one.clock)));
}

/** What else stands in the list. */
export const waitsOf = (post: Post, only: Only | ""): Duties["waits"] => (only === "" ? DUTIES[post].waits : only === "no-cell" ? ["no-cell"] : only === "uncounted" ? ["count"] : []);

/** Whether a clock is a count that differs and that no later count has put right: it stands before everything else. */
export const differs = (one: { clock: string }): boolean => one.clock === "count-open";
