import { type DeskWords, type Say, useDeskWords } from "@/i18n/words";

import en from "./words/en.json";

export type WordKey = keyof typeof en;

export const words: DeskWords<WordKey> = { en, ar: () => import("./words/ar.json"), ckb: () => import("./words/ckb.json"), "kmr-Arab": () => import("./words/kmr-Arab.json") };

/** The sentences of this desk. */
export const useSay = (): Say<WordKey> => useDeskWords(words);
