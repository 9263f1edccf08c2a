import { createContext, useContext } from "react";

import { type Locale, LOCALES } from "./locales";
import { ENGLISH, fill, type Parameters, type TextKey } from "./text";

export interface LocaleState {
  locale: Locale;
  direction: "ltr" | "rtl";
  choose: (locale: Locale) => void;
  t: (key: TextKey, parameters?: Parameters) => string;
  /** A sentence of a catalogue with its figures in the digits of the page. */
  figures: (sentence: string) => string;
}

export const LocaleContext = createContext<LocaleState>({
  locale: "en",
  direction: LOCALES.en.direction,
  choose: () => undefined,
  t: (key, parameters) => fill(ENGLISH[key], parameters),
  figures: (sentence) => sentence,
});

/** The language of the page and `t("key")` for its sentences. */
export const useLocale = (): LocaleState => useContext(LocaleContext);
