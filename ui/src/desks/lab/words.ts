import { deskWords } from "@/desks/kit/words";
import { BESIDE } from "@/i18n/separator";
import type { Say } from "@/i18n/words";

import en from "./words/en.json";

export type WordKey = keyof typeof en;

export const { words, useSay, called } = deskWords({ en, ar: () => import("./words/ar.json"), ckb: () => import("./words/ckb.json"), "kmr-Arab": () => import("./words/kmr-Arab.json") });

/** Where something stands in a file or run, as the server writes it ("x1 \u00b7 entry 5"), in the words of the language. */
export const placed = (say: Say<WordKey>, number: (n: number) => string, place: string): string =>
  place.split(" \u00b7 ").map((part) => part.replace(/^(line|entry) (\d+)/, (_all, word: "line" | "entry", n: string) => say(`place.${word}`, { n: number(Number(n)) }))).join(BESIDE);
