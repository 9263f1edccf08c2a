import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { Rule } from "@/core/chart/document";
import { type Style, type Styled, stylesQuery, UNSTYLED } from "@/core/chart/styles";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import { grouped } from "./labels";

/** A text that is nothing but days. */
const DAYS = /^\d{4}-\d{2}-\d{2}(?:(?:, | – )\d{4}-\d{2}-\d{2})*$/;
const DAY = /\b\d{4}-\d{2}-\d{2}\b/g;
const AMOUNT = /-?\d+(?:\.\d+)?/g;
const SAID: Record<string, TextKey> = { "told:paid": "chart.says.paid", "told:received": "chart.says.received", "told:grade": "chart.says.grade" };

/** How the items and lines of a chart look by its rules, what stands below a name written as the page writes days and amounts. */
export function useStyled(asked: readonly string[], rules: readonly Rule[]) {
  const { t } = useLocale();
  const format = useFormat();
  const styles = useQuery(stylesQuery(asked, rules));
  const given = rules.length === 0 ? UNSTYLED : (styles.data ?? UNSTYLED);
  const styled = useMemo((): Styled => {
    const said = (by: string, text: string): string => {
      const written = by === "told:paid" || by === "told:received" ? text.replace(AMOUNT, (amount) => format.digits(grouped(amount))) : DAYS.test(text) ? text.replace(DAY, (day) => format.exact(day)) : text;
      const key = SAID[by];
      return key === undefined ? written : t(key, { what: written });
    };
    const items = Object.fromEntries(Object.entries(given.items).map(([id, style]): [string, Style] => [id, style.words.length === 0 ? style : { ...style, words: style.words.map((text, at) => said(style.fields[at] ?? "", text)) }]));
    return { ...given, items };
  }, [given, format, t]);
  return { styles, styled };
}
