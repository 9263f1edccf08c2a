import { Button, Group, SegmentedControl } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";

import type { Filter } from "@/core/chart/seen";
import { heights, later, type Span, STEPS, type Times, wholeSpan } from "@/core/chart/times";
import { useFormat, ZONE } from "@/core/format";
import { mirrored as runsMirrored, useSettings } from "@/core/settings";
import { useLocale } from "@/i18n/LocaleContext";
import { DateField } from "@/parts/DateField";
import { ErrorNote } from "@/parts/Told";

import classes from "./Chart.module.css";
import { bars, binAt, lastEnd, moved, partOf } from "./timeScale";
import type { Chart } from "./useChart";

const HEIGHT = 46;
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
      if (now.time === null || told === undefined || now.time.until >= lastEnd(told, now.time.by)) play(false);
      else onFilter({ ...now, time: moved(now.time, 1) });
    }, TICK);
    return () => {
      clearInterval(timer);
    };
  }, [playing, onFilter]);
  if (span === null) return null;
  const set = (part: Partial<Span>) => { onFilter({ ...filter, time: { ...span, ...part } }); };
  const { told } = times;
  const begin = () => {
    if (told === undefined) return;
    if (wholeSpan(span) || span.from === "" || span.until === "" || span.until >= lastEnd(told, span.by)) set(partOf(told, span));
    play(true);
  };
  const counted = [...made.sums.values()].reduce((sum, one) => sum + one.out + one.in, 0);
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
          {told === undefined ? t("told.loading") : [format.counted("events.count", counted), t("chart.timeline.zone", { zone: ZONE })].join(" · ")}
        </span>
      </Group>
      {times.asked.isError && <ErrorNote error={times.asked.error} retry={() => void times.asked.refetch()} />}
      {told !== undefined && (told.bins.length === 0 ? <p className={classes.quiet}>{t("chart.time.none")}</p> : <Bars told={told} span={span} onSpan={(part) => { play(false); set(part); }} />)}
    </section>
  );
}

/** The histogram: drag over a part of it, or move and widen the part by the arrow keys. */
function Bars({ told, span, onSpan }: { told: Times; span: Span; onSpan: (part: Partial<Span>) => void }) {
  const { t, direction } = useLocale();
  const format = useFormat();
  const mirrored = runsMirrored(direction, useSettings());
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  const [drag, setDrag] = useState<{ from: string; to: string } | null>(null);
  useEffect(() => {
    if (box.current === null || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(([entry]) => { setWidth(Math.max(60, entry?.contentRect.width ?? 800)); });
    watch.observe(box.current);
    return () => {
      watch.disconnect();
    };
  }, []);
  const drawn = useMemo(() => bars(told, heights(told), span.by, width), [told, span.by, width]);
  const part: Pick<Span, "from" | "until"> = drag === null ? span : { from: drag.from < drag.to ? drag.from : drag.to, until: later(drag.from < drag.to ? drag.to : drag.from, span.by) };
  const x = (time: number) => drawn.at(time);
  const place = (from: number, to: number) => ({ x: mirrored ? width - to : from, width: Math.max(1, to - from) });
  const [low, high] = [part.from === "" ? 0 : Math.max(0, x(Date.parse(`${part.from}Z`))), part.until === "" ? width : Math.min(width, x(Date.parse(`${part.until}Z`)))];
  const bin = (event: React.PointerEvent) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().x;
    return binAt(drawn, span.by, mirrored ? width - at : at);
  };
  const said = wholeSpan(part) ? t("chart.time.whole") : [part.from, part.until].map((text) => (text === "" ? "…" : format.date(span.by === "hour" ? text.replace("T", " ").slice(0, 16) : text.slice(0, 10)))).join(" – ");
  return (
    <div
      ref={box}
      className={classes.bars}
      role="slider"
      tabIndex={0}
      aria-label={t("chart.time.keys")}
      title={t("chart.time.keys")}
      aria-valuemin={0}
      aria-valuemax={told.bins.length}
      aria-valuenow={told.bins.filter((one) => part.from !== "" && one < part.from).length}
      aria-valuetext={said}
      data-bars={drawn.columns.length}
      onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); const at = bin(event); setDrag({ from: at, to: at }); }}
      onPointerMove={(event) => { if (drag !== null) setDrag({ ...drag, to: bin(event) }); }}
      onPointerUp={() => { if (drag !== null) onSpan(part); setDrag(null); }}
      onPointerCancel={() => { setDrag(null); }}
      onKeyDown={(event) => {
        const ahead = event.key === (mirrored ? "ArrowLeft" : "ArrowRight");
        if (event.key === "Escape" && !wholeSpan(span)) onSpan({ from: "", until: "" });
        else if (ahead || event.key === (mirrored ? "ArrowRight" : "ArrowLeft")) {
          const now = wholeSpan(span) || span.from === "" || span.until === "" ? { ...span, ...partOf(told, span) } : span;
          const next = event.shiftKey ? { ...now, until: later(now.until, now.by, ahead ? 1 : -1) } : wholeSpan(span) ? now : moved(now, ahead ? 1 : -1);
          if (next.from < next.until) onSpan({ from: next.from, until: next.until });
        } else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <svg width={width} height={HEIGHT + 16} aria-hidden="true">
        {!wholeSpan(part) && <rect {...place(low, high)} y={0} height={HEIGHT} fill="var(--tq-chosen)" stroke="var(--tq-focus)" />}
        {drawn.columns.map(({ from, to, count }) => (
          <rect key={from} {...place(from, to)} y={HEIGHT - (count / drawn.most) * (HEIGHT - 3)} height={(count / drawn.most) * (HEIGHT - 3)} fill="currentColor" opacity={from >= low - 0.5 && to <= high + 0.5 ? 0.9 : 0.3} />
        ))}
        <line x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} stroke="var(--tq-line)" />
        {drawn.marks.map(({ at, text }) => (
          <text key={at} x={mirrored ? width - at : at} y={HEIGHT + 12} fontSize="11" textAnchor="middle" fill="var(--mantine-color-dimmed)">
            {format.date(text)}
          </text>
        ))}
      </svg>
    </div>
  );
}
