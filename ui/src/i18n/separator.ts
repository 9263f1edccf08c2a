import type { Locale } from "./locales";

/** What stands between two things that are said in one line. Beside the digits of Arabic a dot in the middle is read as their zero (٠), so a comma stands there. */
const BETWEEN: Readonly<Record<Locale, string>> = { en: " · ", ar: "، ", ckb: "، ", "kmr-Arab": "، ", qps: " · " };

/** That of the language of the page. Modules that import it see what it is now. */
export let BESIDE = BETWEEN.en;

/** Separates as a language does from now on. */
export function separateAs(locale: Locale): void {
  BESIDE = BETWEEN[locale];
}
