import { useLocale } from "@/i18n/LocaleContext";
import { type DeskWords, type Say, useDeskWords } from "@/i18n/words";

import en from "./words/en.json";

export type WordKey = keyof typeof en;

export const words: DeskWords<WordKey> = { en, ar: () => import("./words/ar.json"), ckb: () => import("./words/ckb.json"), "kmr-Arab": () => import("./words/kmr-Arab.json") };

/** The sentences of this desk. */
export const useSay = (): Say<WordKey> => useDeskWords(words);

/** What a list or rule is called in the language of the page; its only name where it has no other. */
export function useTitled(): (name: string, titles: Readonly<Record<string, string>>) => string {
  const { locale } = useLocale();
  return (name, titles) => titles[locale] ?? name;
}

const isKey = (key: string): key is WordKey => key in en;

/** What a code of the desk (a state, a reason) is called, by a key such as `why.name`; the code itself where nobody named it. */
export const called = (say: Say<WordKey>, key: string): string => (isKey(key) ? say(key) : key.slice(key.indexOf(".") + 1));

/** What messages say of a booking, by the names of their columns, in the order in which somebody reads it. */
const CELLS = Object.keys(en).flatMap((key) => (/^cell\.\w+$/.test(key) ? [key.slice("cell.".length)] : []));
const place = (name: string): number => (CELLS.indexOf(name) + 1 || CELLS.length + 1);

/** The columns of a row in that order, those that nobody named behind the others. */
export const inOrder = (names: readonly string[]): string[] => [...names].sort((one, other) => place(one) - place(other));

/** A value in a column as it is called: the word for a code of the reader (cash, adult), anything else as it stands. */
export const valued = (say: Say<WordKey>, name: string, value: string): string => {
  const key = `cell.${name}.${value}`;
  return isKey(key) ? say(key) : value;
};
