import { deskWords } from "@/desks/kit/words";
import { useLocale } from "@/i18n/LocaleContext";
import type { Say as SayOf } from "@/i18n/words";

import { BESIDE } from "@/i18n/separator";

import en from "./words/en.json";

export type WordKey = keyof typeof en;
export type Say = SayOf<WordKey>;

export const { words, useSay, called, isKey } = deskWords({ en, ar: () => import("./words/ar.json"), ckb: () => import("./words/ckb.json"), "kmr-Arab": () => import("./words/kmr-Arab.json") });

/** What a list or rule is called in the language of the page; its only name where it has no other. */
export function useTitled(): (name: string, titles: Readonly<Record<string, string>>) => string {
  const { locale } = useLocale();
  return (name, titles) => titles[locale] ?? name;
}

/** What messages say of a booking, by the names of their columns, in the order in which somebody reads it. */
const CELLS = Object.keys(en).flatMap((key) => (/^cell\.\w+$/.test(key) ? [key.slice("cell.".length)] : []));
const place = (name: string): number => (CELLS.indexOf(name) + 1 || CELLS.length + 1);

/** The columns of a row in that order, those that nobody named behind the others. */
export const inOrder = (names: readonly string[]): string[] => [...names].sort((one, other) => place(one) - place(other));

/** A value in a column as it is called: the word for a code of the reader (cash, adult), anything else as it stands. */
export const valued = (say: Say, name: string, value: string): string => {
  const key = `cell.${name}.${value}`;
  return isKey(key) ? say(key) : value;
};

/** A table that somebody loaded, as the server calls it among messages: its form; undefined for a message of an airline. */
const tableForm = (message: string): string | undefined => /^table (\w+)$/.exec(message)?.[1]?.toUpperCase();

/** Whether what was sent is a table of passengers and no message of an airline. */
export const isTable = (message: string): boolean => tableForm(message) !== undefined;

/** What was sent, as people call it: a table with its form, a message by its type. */
export function messageName(say: Say, message: string): string {
  const form = tableForm(message);
  return form === undefined ? message : say("message.table", { form });
}

/** A flight as people call it: its number and its day, for `ZZ512/2026-12-06/BGW`; as it stands where no day is in it. */
export function flightName(flight: string, date: (day: string) => string): string {
  const found = /^([^/]+)\/(\d{4}-\d\d-\d\d)(?:\/|$)/.exec(flight);
  return found?.[1] === undefined || found[2] === undefined ? flight : `${found[1]}${BESIDE}${date(found[2])}`;
}

/** A code with what it is called in front; the code alone where no word is known. */
export const withCode = (word: string, code: string): string => (word === code || word === "" ? code : `${word} (${code})`);
