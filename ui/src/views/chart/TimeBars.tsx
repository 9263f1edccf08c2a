import { useEffect, useMemo, useRef, useState } from "react";

import { later, type Span, wholeSpan } from "@/core/chart/times";
import { useFormat } from "@/core/format";
import { mirrored as runsMirrored, useSettings } from "@/core/settings";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Chart.module.css";
import { bars, binAt, moved, partOf } from "./timeScale";

const HEIGHT = 46;

/** The histogram: drag over a part of it, or move and widen the part by the arrow keys. */
export function TimeBars({ label, bins, counts, span, onSpan }: { label?: string; bins: readonly string[]; counts: readonly number[]; span: Span; onSpan: (part: Pick<Span, "from" | "until">) => void }) {
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
  const drawn = useMemo(() => bars(bins, counts, span.by, width), [bins, counts, span.by, width]);
  const part: Pick<Span, "from" | "until"> = drag === null ? span : { from: drag.from < drag.to ? drag.from : drag.to, until: later(drag.from < drag.to ? drag.to : drag.from, span.by) };
  const x = (time: number) => drawn.at(time);
  const place = (from: number, to: number) => ({ x: mirrored ? width - to : from, width: Math.max(1, to - from) });
  const [low, high] = [part.from === "" ? 0 : Math.max(0, x(Date.parse(`${part.from}Z`))), part.until === "" ? width : Math.min(width, x(Date.parse(`${part.until}Z`)))];
  const bin = (event: React.PointerEvent) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().x;
    return binAt(drawn, span.by, mirrored ? width - at : at);
  };
  const said = wholeSpan(part) ? t("chart.time.whole") : [part.from, part.until].map((text) => (text === "" ? "…" : format.exact(span.by === "hour" ? text.slice(0, 16) : text.slice(0, 10)))).join(" – ");
  return (
    <div
      ref={box}
      className={classes.bars}
      role="slider"
      tabIndex={0}
      aria-label={label ?? t("chart.time.keys")}
      title={label ?? t("chart.time.keys")}
      aria-valuemin={0}
      aria-valuemax={bins.length}
      aria-valuenow={bins.filter((one) => part.from !== "" && one < part.from).length}
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
          const now = wholeSpan(span) || span.from === "" || span.until === "" ? { ...span, ...partOf(bins, span) } : span;
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
            {format.exact(text)}
          </text>
        ))}
      </svg>
    </div>
  );
}
