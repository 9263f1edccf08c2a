import { Button, Group, SegmentedControl } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";

import type { Filter } from "@/core/chart/seen";
import { heights, later, type Span, STEPS, wholeSpan } from "@/core/chart/times";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { DateField } from "@/parts/DateField";
import { ErrorNote } from "@/parts/Notes";

import classes from "./Chart.module.css";
import { TimeBars } from "./TimeBars";
import { lastEnd, moved, partOf } from "./timeScale";
import type { Chart } from "./useChart";

const TICK = 500;

/** The bar of time below the chart: what happened when, and the part of it that the chart, its tables and the numbers of its lines are about. */
export function TimeBar({ made, onFilter }: { made: Chart; onFilter: (filter: Filter) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const { filter, times } = made;
  const span = filter.time;
  const [playing, play] = useState(false);
  const latest = useRef({ filter, told: times.told });
  useEffect(() => {
    latest.current = { filter, told: times.told };
  });
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const { filter: now, told } = latest.current;
      if (now.time === null || told === undefined || now.time.until >= lastEnd(told.bins, now.time.by)) play(false);
      else onFilter({ ...now, time: moved(now.time, 1) });
    }, TICK);
    return () => {
      clearInterval(timer);
    };
  }, [playing, onFilter]);
  const counts = useMemo(() => (times.told === undefined ? [] : heights(times.told)), [times.told]);
  if (span === null) return null;
  const set = (part: Partial<Span>) => { onFilter({ ...filter, time: { ...span, ...part } }); };
  const { told } = times;
  const begin = () => {
    if (told === undefined) return;
    if (wholeSpan(span) || span.from === "" || span.until === "" || span.until >= lastEnd(told.bins, span.by)) set(partOf(told.bins, span));
    play(true);
  };
  const counted = [...made.sums.values()].reduce((sum, one) => sum + one.out + one.in, 0);
  const every = told?.lines.reduce((sum, line) => line.cells.reduce((part, [, out, back]) => part + out + back, sum), 0) ?? 0;
  const day = (text: string) => text.slice(0, 10);
  return (
    <section className={classes.timeBar} aria-label={t("command.look.time")} data-time-bar={told === undefined ? undefined : counted}>
      <Group gap="sm">
        <SegmentedControl size="xs" aria-label={t("chart.time.by")} value={span.by} data={STEPS.map((by) => ({ value: by, label: t(`chart.time.${by}`) }))} onChange={(by) => { set({ by: by, from: day(span.from) === "" ? "" : `${day(span.from)}T00:00`, until: day(span.until) === "" ? "" : `${day(span.until)}T00:00` }); }} />
        <DateField size="xs" w="8rem" aria-label={t("chart.expand.since")} value={day(span.from)} onValue={(from) => { set({ from: from === "" ? "" : `${from}T00:00` }); }} />
        <DateField size="xs" w="8rem" aria-label={t("chart.expand.until")} value={span.until === "" ? "" : day(later(span.until, "hour", -1))} onValue={(until) => { set({ until: until === "" ? "" : later(`${until}T00:00`, "day") }); }} />
        <Button size="compact-xs" variant="default" aria-pressed={playing} disabled={told === undefined || told.bins.length === 0} onClick={() => { if (playing) play(false); else begin(); }} data-play>
          {t(playing ? "map.pause" : "map.play")}
        </Button>
        <Button size="compact-xs" variant="default" disabled={wholeSpan(span)} onClick={() => { play(false); set({ from: "", until: "" }); }} data-whole>
          {t("chart.time.whole")}
        </Button>
        <span className={classes.quiet} role="status">
          {told === undefined ? t("told.loading") : [wholeSpan(span) ? format.counted("events.count", counted) : t("chart.time.of", { n: format.number(counted), total: format.number(every) }), ...(wholeSpan(span) || made.gone === 0 ? [] : [format.counted("chart.time.gone", made.gone)]), t("chart.timeline.zone", { zone: format.zone() })].join(separator())}
        </span>
      </Group>
      {times.asked.isError && <ErrorNote error={times.asked.error} retry={() => void times.asked.refetch()} />}
      {told !== undefined && (told.bins.length === 0 ? <p className={classes.quiet}>{t("chart.time.none")}</p> : <TimeBars bins={told.bins} counts={counts} span={span} onSpan={(part) => { play(false); set(part); }} />)}
    </section>
  );
}
