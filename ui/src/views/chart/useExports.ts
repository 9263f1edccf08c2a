import { useMutation, useQueryClient } from "@tanstack/react-query";

import { usePhotos } from "@/core/chart/photos";
import { leave } from "@/core/chart/server";
import { partName, wholeSpan } from "@/core/chart/times";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import { sourcesQuery } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { isolated } from "@/design/direction";
import { pngOfText } from "@/design/picture";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";
import { BESIDE } from "@/i18n/separator";

import { download } from "@/core/download";
import { footOf } from "./FrameBand";
import { textsSettled } from "./callouts";
import { csvOf, svgOf } from "./export";
import { LIGHT } from "./look";
import { useRuleLegend } from "./ruleLegend";
import type { About } from "./sheet";
import type { Chart } from "./useChart";
import { useLabel } from "./useLabel";

type Format = "png" | "svg" | "csv";

const HEADS: readonly TextKey[] = ["chart.csv.kind", "chart.csv.id", "chart.column.from", "chart.column.type", "chart.column.to", "neighbours.link", "chart.column.sure", "neighbours.count", "chart.column.out", "chart.column.back", "chart.column.records", "chart.column.first", "chart.column.last", "chart.csv.sources", "chart.column.group", "chart.csv.rules"];
const SOURCES_MOST = 40;

/** Pictures and tables of what is seen, once the server gives leave; each says how it is to be handled, what it rests on, when, by whom, and how much is not on it. */
export function useExports(made: Chart, title: string, caseTitle: string) {
  const { t, direction } = useLocale();
  const format = useFormat();
  const words = useWords();
  const person = usePerson();
  const { photos: mark } = usePhotos(made.state.chart.frame.mark === "" ? [] : [made.state.chart.frame.mark]);
  const queries = useQueryClient();
  const { state, seen } = made;
  const said = useLabel(made);
  const rules = useRuleLegend(made);
  const name = (ending: string) => `${title.replace(/[/\\:*?"<>|]/g, "_")}${partName(made.filter.time)}.${ending}`;
  return useMutation({
    mutationFn: async (wanted: Format) => {
      const counts = new Map<string, number>();
      for (const line of made.lines) for (const source of line.sources) counts.set(source, (counts.get(source) ?? 0) + 1);
      const { handling } = await leave(wanted, [...state.chart.items.keys()], [...new Set([...counts.keys(), ...(wanted === "csv" ? [] : [...made.photos.keys(), ...mark.keys()])])]);
      const names = new Map((await queries.query({ ...sourcesQuery, staleTime: "static" })).map((source) => [source.id, source.name]));
      const source = (id: string) => names.get(id) ?? id;
      if (wanted === "csv") {
        const told = { strength: (strength: string) => t(`chart.strength.${strength as "confirmed"}`), source, rules: (of: "items" | "lines", id: string) => rules.flatMap(({ rule, name: called }) => (made.styled[of][id]?.rules.includes(rule.id) === true ? [called] : [])).join("; ") };
        download(name("csv"), new Blob([csvOf(seen.chart, state.known, made.lines, words, HEADS.map((key) => t(key)), told)], { type: "text/csv" }));
        return;
      }
      const sorted = [...counts].sort((a, b) => b[1] - a[1]);
      const { time } = made.filter;
      const bound = (text: string) => (text === "" ? "…" : format.exact(text));
      const left = [
        format.counted("chart.items", seen.chart.items.size),
        format.counted("chart.lines", made.lines.length),
        ...(state.chart.hidden.size > 0 ? [format.counted("chart.hidden", state.chart.hidden.size)] : []),
        ...(seen.filtered > 0 ? [format.counted("chart.filtered", seen.filtered)] : []),
        ...(time === null || wholeSpan(time) ? [] : [t("chart.sheet.part", { from: bound(time.from), until: bound(time.until) }), t("chart.timeline.zone", { zone: format.zone() })]),
      ];
      const about: About = {
        title,
        heads: [`${t("value.handling")}: ${handling.map((code) => words.handling(code)).join(BESIDE)}`, ...(caseTitle === "" ? [] : [isolated(caseTitle)]), left.join(BESIDE)],
        say: { strength: (strength) => t(`chart.strength.${strength}`), wider: t("chart.legend.width"), possible: t("chart.legend.possible"), same: t("chart.legend.same"), count: (n) => format.number(n) },
        rules,
        legend: state.chart.legend,
        sources: {
          heading: t("chart.sheet.sources"),
          lines: [
            ...sorted.slice(0, SOURCES_MOST).map(([id, count]) => `${isolated(source(id))}${BESIDE}${format.counted("chart.lines", count)}`),
            ...(sorted.length > SOURCES_MOST ? [format.counted("chart.sheet.more", sorted.length - SOURCES_MOST)] : []),
          ],
        },
        frame: { ...state.chart.frame, mark: mark.get(state.chart.frame.mark)?.data ?? "" },
        footer: [...footOf(state.chart.frame, { case: isolated(caseTitle), author: isolated(person.name), date: format.exact(`${new Date().toISOString().slice(0, 16)}Z`) }), t("app.name")].join(BESIDE),
        direction,
      };
      const svg = svgOf({ ...seen.chart, texts: textsSettled(state.chart, seen, state.known) }, state.known, made.strands, words, LIGHT, about, said, made.styled, made.photos);
      const blob = wanted === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await pngOfText(svg);
      if (blob !== null) download(name(wanted), blob);
    },
  });
}
