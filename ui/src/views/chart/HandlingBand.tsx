import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { handlingQuery } from "@/core/chart/server";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Chart.module.css";
import type { Chart } from "./useChart";

/** How what is on the chart is to be handled, the strictest code first; as on every page of paper that it becomes. */
export function HandlingBand({ made }: { made: Chart }) {
  const { t } = useLocale();
  const words = useWords();
  const { chart } = made.state;
  const ids = useMemo(() => [...chart.items.keys()].sort(), [chart.items]);
  const sources = useMemo(() => [...new Set([...made.lines.flatMap((line) => line.sources), ...[...chart.items.values()].flatMap(({ photo }) => (photo === undefined ? [] : [photo]))])].sort(), [made.lines, chart.items]);
  const found = useQuery({ ...handlingQuery(ids, sources), enabled: ids.length > 0 && (made.state.known.items.size > 0 || made.known.isError) }); // asked once, when the lines are known
  const codes = found.data?.handling ?? [];
  if (ids.length > 0 && found.isPending) return <p className={classes.handling} aria-hidden="true">{"\u00a0"}</p>; // its room, so that the chart is not drawn twice
  if (ids.length === 0 || codes.length === 0) return null;
  return (
    <p className={classes.handling} data-handling={codes.join(" ")}>
      {t("value.handling")}: <bdi>{codes.map((code) => words.handling(code)).join(t("review.comma"))}</bdi>
    </p>
  );
}
