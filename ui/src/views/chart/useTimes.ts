import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { ChartDocument } from "@/core/chart/document";
import { drawnLines, type Known, type Line } from "@/core/chart/known";
import { type Filter, type Seen, without } from "@/core/chart/seen";
import { goneIn, linesIn, spread, timesQuery, WHOLE, wholeSpan } from "@/core/chart/times";

const NOBODY: ReadonlySet<string> = new Set();

/** The chart in the part of the time that is looked at: its items, its lines with the numbers of that part, and what each line sums up to. Asked of the server only while the bar of time is open or sums are written. */
export function useTimes(chart: ChartDocument, knows: Known, filter: Filter, every: Seen, drawn: Line[]) {
  const ids = useMemo(() => [...chart.items.keys()].toSorted(), [chart.items]);
  const wanted = filter.time !== null || chart.label === "sum" || [...chart.labels.values()].includes("sum");
  const { time } = filter;
  const asked = useQuery({ ...timesQuery(ids, time?.by ?? "day"), enabled: wanted && ids.length > 0, placeholderData: keepPreviousData });
  const times = wanted ? asked.data : undefined;
  const part = useMemo(() => {
    if (times === undefined || time === null || wholeSpan(time)) return null;
    const kept = new Map(linesIn(knows.lines.values(), times, time).map((line) => [line.id, line]));
    return drawnLines(every, { ...knows, lines: kept }, filter);
  }, [times, time, knows, every, filter]);
  const away = useMemo(() => (part === null ? NOBODY : goneIn(every.chart.items.keys(), drawn, part)), [part, every, drawn]);
  const seen = useMemo(() => without(every, away), [every, away]);
  const lines = useMemo(() => (part === null ? drawn : part.filter((line) => seen.chart.items.has(line.a) && seen.chart.items.has(line.b))), [part, drawn, seen]);
  const sums = useMemo(() => (times === undefined ? new Map<string, never>() : spread(knows.lines.values(), times, time ?? WHOLE)), [times, time, knows.lines]);
  return { times: { told: times, asked }, seen, lines, sums, gone: away.size };
}
