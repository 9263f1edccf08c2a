import { use, useCallback } from "react";

import { useLocale } from "./LocaleContext";
import type { Locale } from "./locales";
import { pseudoCatalogue } from "./pseudo";
import { fill, type Parameters } from "./text";

type Catalogue<K extends string> = Readonly<Record<K, string>>;
type Fetch<K extends string> = () => Promise<{ default: Catalogue<K> }>;

/** The sentences of a part of the page that is fetched when it is opened: English with it, the other languages when they are chosen. A key that is not there does not compile. */
export interface DeskWords<K extends string = string> {
  en: Catalogue<K>;
  ar: Fetch<K>;
  ckb: Fetch<K>;
  "kmr-Arab": Fetch<K>;
}

/** A sentence of such a part, with `{name}` filled in. */
export type Say<K extends string = string> = (key: K, parameters?: Parameters) => string;

const fetched = new WeakMap<object, Map<Locale, Promise<Catalogue<string>>>>();

/** The sentences in a language; fetched once. */
export function wordsIn<K extends string>(words: DeskWords<K>, locale: Locale): Promise<Catalogue<K>> {
  const known = fetched.get(words) ?? new Map<Locale, Promise<Catalogue<string>>>();
  fetched.set(words, known);
  const found = known.get(locale) ?? catalogue(words, locale);
  known.set(locale, found);
  found.catch(() => known.delete(locale)); // a part that could not be fetched is asked for again
  return found;
}

async function catalogue<K extends string>(words: DeskWords<K>, locale: Locale): Promise<Catalogue<K>> {
  if (locale === "en") return words.en;
  if (locale === "qps") return pseudoCatalogue(words.en);
  return (await words[locale]()).default;
}

/** How sentences of a catalogue are said. */
export const saying =
  <K extends string>(spoken: Catalogue<K>): Say<K> =>
  (key, parameters) =>
    fill(spoken[key], parameters);

/** The sentences in the language of the page; waits (below a `Suspense`) until they are there. */
export function useDeskWords<K extends string>(words: DeskWords<K>): Say<K> {
  const { locale, figures } = useLocale();
  const spoken = use(wordsIn(words, locale));
  return useCallback((key: K, parameters?: Parameters) => fill(figures(spoken[key]), parameters), [spoken, figures]);
}
