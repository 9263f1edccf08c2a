import { ApiError } from "@/api/client";

/** What an officer can do with a hit from the keyboard: the step, its key by place and sign, and the states in which it can be begun. */
export interface Way {
  step: string;
  code: string;
  sign: string;
  from: readonly string[];
  reason: boolean;
}

export const WAYS: readonly Way[] = [
  { step: "take", code: "KeyT", sign: "t", from: ["new"], reason: false },
  { step: "reject", code: "KeyX", sign: "x", from: ["new", "review"], reason: true },
  { step: "doubt", code: "KeyX", sign: "x", from: ["new", "review", "confirmed"], reason: true },
  { step: "agree-doubt", code: "KeyA", sign: "a", from: ["doubted"], reason: true },
  { step: "look-again", code: "KeyL", sign: "l", from: ["doubted"], reason: true },
  { step: "confirm", code: "KeyC", sign: "c", from: ["new", "review"], reason: true },
  { step: "note", code: "KeyN", sign: "n", from: ["new", "review"], reason: true },
  { step: "close", code: "KeyE", sign: "e", from: ["new", "review", "confirmed", "asked", "doubted"], reason: true },
  { step: "refer", code: "KeyR", sign: "r", from: ["confirmed"], reason: true },
  { step: "agree", code: "KeyA", sign: "a", from: ["asked"], reason: true },
  { step: "withdraw", code: "KeyW", sign: "w", from: ["confirmed", "asked"], reason: true },
  { step: "take-back", code: "KeyW", sign: "w", from: ["asked"], reason: true },
  { step: "reopen", code: "KeyO", sign: "o", from: ["rejected"], reason: true },
];

/** What needs an entry of the list that is in force. */
const ADVERSE = ["confirm", "refer", "agree"];

/** What one person does with a hit that is not exact, and what needs two where it is: where a document number agrees, or the whole name and the day of birth. */
const ALONE = ["reject", "withdraw"];
const BY_TWO = ["doubt", "take-back"];

/** What can be done with a hit that stands so; one whose list entry ended is closed and not confirmed. */
export const possible = (state: string, ended: boolean, exact: boolean): Way[] =>
  WAYS.filter((one) => one.from.includes(state) && !(exact ? ALONE : BY_TWO).includes(one.step) && (ended ? !ADVERSE.includes(one.step) : one.step !== "close"));

/** A step that the server may refuse to this person, with what it says then. */
interface Next {
  name: string;
  refusal: string;
}

/** What this person may do of that, and why not the others; the server says nothing of steps behind the next one. */
export function offered({ state, ended, exact }: { state: string; ended: boolean; exact: boolean }, may: readonly Next[]): { ways: Way[]; refused: string[] } {
  const refusals = new Map(may.filter((one) => one.refusal !== "").map((one) => [one.name, one.refusal]));
  const all = possible(state, ended, exact);
  return { ways: all.filter((one) => !refusals.has(one.step)), refused: all.flatMap((one) => refusals.get(one.step) ?? []) };
}

/** The steps that lead from a state through `step`: a note is made on a hit that is in review. */
export const ways = (state: string, step: string): string[] => (state === "new" && step === "note" ? ["take", step] : [step]);

/** Which hit is looked at when the one that was is gone: the one that stands at its place now, the last where it was the last; "" for an empty queue. */
export function following(before: readonly string[], chosen: string, now: readonly string[]): string {
  if (now.includes(chosen)) return chosen;
  const left = before.slice(before.indexOf(chosen) + 1).find((one) => now.includes(one));
  return left ?? now.at(-1) ?? "";
}

const OF_WHEN = ["moment-ahead", "moment-field-ahead", "moment-order", "moment-field-order"];

/** What the server refused of the time of an answer, in words for its field; undefined: nothing. */
export const wrongWhen = (error: unknown, sentence: (text: string) => string): string | undefined =>
  error instanceof ApiError && OF_WHEN.includes(error.code) ? sentence(`${error.sentence} ${error.nextStep}`.trim()) : undefined;
