import { useMemo } from "react";

import { formatDate, formatNumber, formatPercent, inDigits, inSentence, inUtc, type LocaleTable, moved, pluralForm, pluralText, toMinute } from "@/i18n/format";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import { hijri, useSettings } from "./settings";
import { useVocabulary } from "./vocabulary";
import { officeZone, ZONE } from "./zone";

export { ZONE };

const ENGLISH: LocaleTable = { tag: "en", direction: "ltr", digits: "latn", plural: "one-other", date: "{y}-{month}-{d}", months: ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"] };

/** How numbers, dates and counted sentences are written in the language of the page. */
export function useFormat() {
  const { locales } = useVocabulary();
  const { locale, t } = useLocale();
  const settings = useSettings();
  return useMemo(() => {
    const own = locales.find((item) => item.tag === locale) ?? ENGLISH;
    const table = settings.digits === "language" ? own : { ...own, digits: settings.digits };
    const number = (value: number | string) => formatNumber(value, table);
    const countedText = (text: string, count: number, more: Record<string, string> = {}) =>
      pluralText(text, pluralForm(count, table)).replace(/\{(\w+)\}/g, (whole, name: string) => (name === "n" ? number(count) : (more[name] ?? whole)));
    const dated = (value: string, zone: string, home = "") => {
      const told = formatDate(value, table, zone, home);
      const beside = settings.hijri ? hijri(value.endsWith("Z") ? moved(value, zone) : value) : null;
      return beside === null ? told : `${told} (${inDigits(t("settings.hijri.date", { d: beside.day, m: beside.month, y: beside.year }), table)})`;
    };
    return {
      number,
      /** A share, given in per cent. */
      percent: (value: number | string) => formatPercent(value, table),
      digits: (text: string) => inDigits(text, table),
      /** What the server says in words, with our digits for its figures and our words for its days. */
      sentence: (text: string) => inSentence(text, table, ZONE, officeZone()),
      /** A day, or a moment to the minute, on the clocks of the person or the office where no other zone is said; only another zone than that of the office is named. */
      date: (given: string, zone = ZONE) => dated(toMinute(given), zone, officeZone()),
      /** A day, or a moment as exact as it was recorded, with its zone: of what was measured or may be evidence. */
      exact: (given: string, zone = ZONE) => dated(inUtc(given), zone),
      /** What the clocks of a zone are called: that in which moments are shown where no other is said. */
      zone: (name = ZONE): string => own.zones?.[name] ?? name,
      /** A catalogue sentence with the plural form of `count`, which fills `{n}`. */
      counted: (key: TextKey, count: number, more: Record<string, string> = {}) => countedText(t(key), count, more),
      /** The same for a sentence of a desk's own catalogue. */
      countedText,
    };
  }, [locales, locale, t, settings]);
}
