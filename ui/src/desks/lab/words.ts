import { type DeskWords, type Say, useDeskWords } from "@/i18n/words";

import en from "./words/en.json";

export type WordKey = keyof typeof en;

export const words: DeskWords<WordKey> = { en, ar: () => import("./words/ar.json"), ckb: () => import("./words/ckb.json"), "kmr-Arab": () => import("./words/kmr-Arab.json") };

/** The sentences of this desk. */
export const useSay = (): Say<WordKey> => useDeskWords(words);

const isKey = (key: string): key is WordKey => key in en;

/** What a code of the desk (a kind of injection, a tier, an outcome) is called; the code itself where nobody named it. */
export const called = (say: Say<WordKey>, key: string): string => (isKey(key) ? say(key) : key.slice(key.indexOf(".") + 1));

/** Where something stands in a file or run, as the server writes it ("x1 · entry 5"), in the words of the language. */
export const placed = (say: Say<WordKey>, number: (n: number) => string, place: string): string =>
  place.replace(/(^|· )(line|entry) (\d+)/g, (_all, before: string, word: "line" | "entry", n: string) => `${before}${say(`place.${word}`, { n: number(Number(n)) })}`);
