import { useMutation } from "@tanstack/react-query";
import type { RefObject } from "react";

import { leave } from "@/core/chart/server";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import type { CanvasHandle } from "./Canvas";
import { csvOf, download, svgOf } from "./export";
import { LIGHT } from "./look";
import type { Chart } from "./useChart";

type Format = "png" | "svg" | "csv";

const HEADS: readonly TextKey[] = ["chart.csv.kind", "chart.csv.id", "chart.column.from", "chart.column.type", "chart.column.to", "neighbours.link", "chart.column.sure", "neighbours.count", "chart.column.first", "chart.column.last", "chart.csv.sources"];

/** Pictures and tables of what is seen, once the server gives leave; each says when, by whom, and how much is not on it. */
export function useExports(made: Chart, title: string, canvas: RefObject<CanvasHandle | null>) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const person = usePerson();
  const { state, seen } = made;
  const about = () => ({
    title,
    footer: [title, person.name, format.date(`${new Date().toISOString().slice(0, 16)}Z`), state.chart.hidden.size > 0 ? format.counted("chart.hidden", state.chart.hidden.size) : "", seen.filtered > 0 ? format.counted("chart.filtered", seen.filtered) : ""].filter((part) => part !== "").join(" · "),
  });
  const name = (ending: string) => `${title.replace(/[/\\:*?"<>|]/g, "_")}.${ending}`;
  const saved: Record<Format, () => void> = {
    csv: () => { download(name("csv"), new Blob([csvOf(seen.chart, state.known, made.lines, words, HEADS.map((key) => t(key)))], { type: "text/csv" })); },
    svg: () => { download(name("svg"), new Blob([svgOf(seen.chart, state.known, made.pairs, words, LIGHT, about())], { type: "image/svg+xml" })); },
    png: () => {
      canvas.current?.picture()?.toBlob((blob) => {
        if (blob !== null) download(name("png"), blob);
      });
    },
  };
  return useMutation({ mutationFn: (wanted: Format) => leave(wanted, [...state.chart.items.keys()]), onSuccess: (_, wanted) => { saved[wanted](); } });
}
