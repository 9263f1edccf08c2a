import { useMemo } from "react";

import { amountOf, namesOf, plain, sentencesOf, thingsOf } from "@/core/analyses/cells";
import type { Column, Json } from "@/core/analyses/server";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

const DAYS = ["weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6", "weekday.7"] as const satisfies readonly TextKey[];
const DIGITS = 4;

/** Numbers with as many digits as tell something: 0.9604, 1,913, 3,453.07. */
export const rounded = (value: number): number => (Number.isInteger(value) ? value : Number(Math.abs(value) >= 1000 ? value.toFixed(2) : value.toPrecision(DIGITS)));

/** How the cells of a result are said in words: for headings of drawings, for what is read aloud. `zone` is that of its times. */
export function useCells(zone: string) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  return useMemo(() => {
    const number = (value: number) => format.number(rounded(value));
    const money = (cell: Json) => {
      const found = amountOf(cell);
      return found === null ? "" : `${format.number(found.written)} ${found.currency === "" ? t("analyse.no-currency") : found.currency}`;
    };
    const duration = (seconds: number) => {
      const size = Math.abs(seconds);
      const parts: [number, TextKey][] = [[Math.floor(size / 86400), "duration.days"], [Math.floor(size / 3600) % 24, "duration.hours"], [Math.floor(size / 60) % 60, "duration.minutes"], [Math.floor(size) % 60, "duration.seconds"]];
      const told = parts.filter(([count]) => count > 0).slice(0, 2).map(([count, key]) => t(key, { n: format.number(count) }));
      return (seconds < 0 ? "−" : "") + (told.length === 0 ? t("duration.seconds", { n: format.number(0) }) : told.join(" "));
    };
    const said = (column: Pick<Column, "kind">, cell: Json): string => {
      if (cell === null || cell === undefined) return "–";
      if (column.kind === "node" || column.kind === "nodes") return thingsOf(cell).map((thing) => thing.caption || thing.id.slice(0, 8)).join(t("review.comma"));
      if (column.kind === "type") return namesOf(cell).map((name) => words.kind(name)).join(t("review.comma"));
      if (column.kind === "word") return format.sentence(sentencesOf(cell).join(" "));
      if (column.kind === "money") return money(cell);
      if (column.kind === "time") return format.exact(plain(cell), zone);
      if (typeof cell === "boolean") return t(cell ? "analyse.yes" : "analyse.no");
      if (typeof cell !== "number") return plain(cell);
      if (column.kind === "duration") return duration(cell);
      if (column.kind === "weekday") return t(DAYS[cell - 1] ?? "weekday.1");
      return column.kind === "hour" ? format.digits(`${String(cell).padStart(2, "0")}:00`) : number(cell);
    };
    return { number, said };
  }, [format, t, words, zone]);
}

export type Cells = ReturnType<typeof useCells>;
