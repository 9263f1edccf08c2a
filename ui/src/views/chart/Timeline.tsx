import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useContext, useEffect, useMemo, useRef, useState } from "react";

import type { Known } from "@/core/chart/known";
import { EVENTS_MOST, type Happened, happenedQuery } from "@/core/chart/server";
import { useFormat, ZONE } from "@/core/format";
import { mirrored as runsMirrored, useSettings } from "@/core/settings";
import { useWords } from "@/core/vocabulary";
import { moved } from "@/i18n/format";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote, Loading } from "@/parts/Told";
import classes from "./Chart.module.css";
import { HoverContext, useHovered } from "./hover";
import { at, type Scale, span, ticks, zoomed } from "./scale";

const LANE = 26;
const HEAD = 24;
const NAMES = 200;
const ROOM = 34;
const ITEMS_MOST = 60;

/** The events of what is selected (of everything where nothing is), a lane for each item, an event marked in the lanes of all who took part. */
export function Timeline({ ids, known, onSelect }: { ids: readonly string[]; known: Known; onSelect: (ids: readonly string[], how: "only" | "toggle") => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const asked = useMemo(() => ids.slice(0, ITEMS_MOST).toSorted(), [ids]);
  const found = useQuery(happenedQuery(asked));
  if (asked.length === 0) return <p className={classes.quiet} style={{ paddingInline: "0.75rem" }}>{t("chart.timeline.none")}</p>;
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const timed = found.data.events.filter((event) => event.at !== "");
  const left = [
    found.data.total > EVENTS_MOST ? t("chart.timeline.first", { n: format.number(EVENTS_MOST), total: format.number(found.data.total) }) : "",
    ids.length > ITEMS_MOST ? t("chart.timeline.items", { n: format.number(ITEMS_MOST), total: format.number(ids.length) }) : "",
    timed.length < found.data.events.length ? format.counted("chart.timeline.untimed", found.data.events.length - timed.length) : "",
  ].filter((text) => text !== "");
  return (
    <div className={classes.time} data-timeline>
      <p className={classes.quiet} role="status" style={{ margin: 0, paddingInline: "0.75rem" }}>
        {[format.counted("events.count", found.data.total), t("chart.timeline.zone", { zone: ZONE }), ...left, t("chart.timeline.keys")].join(" · ")}
      </p>
      {timed.length > 0 && <Lanes events={timed} asked={asked} known={known} onSelect={onSelect} />}
    </div>
  );
}

function Lanes({ events, asked, known, onSelect }: { events: Happened[]; asked: readonly string[]; known: Known; onSelect: (ids: readonly string[], how: "only" | "toggle") => void }) {
  const { t, direction } = useLocale();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  useEffect(() => {
    if (box.current === null || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(([entry]) => { setWidth(entry?.contentRect.width ?? 800); });
    watch.observe(box.current);
    return () => {
      watch.disconnect();
    };
  }, []);
  const whole = useMemo(() => span(events.map((event) => Date.parse(event.at)), 1), [events]);
  const [part, setPart] = useState<Scale | null>(null);
  const scale: Scale = { ...(part ?? whole), width: Math.max(100, width - NAMES - 2 * ROOM) };
  const counts = new Map<string, number>();
  for (const event of events) for (const party of event.parties) counts.set(party, (counts.get(party) ?? 0) + 1);
  const lanes = asked.filter((id) => counts.has(id)).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const rank = new Map(lanes.map((id, index) => [id, index]));
  const height = HEAD + lanes.length * LANE + 6;
  const mirrored = runsMirrored(direction, useSettings());
  const x = (time: number) => (mirrored ? ROOM + scale.width - at(scale, time) : NAMES + ROOM + at(scale, time));
  const days = scale.to - scale.from > 3 * 86_400_000;
  return (
    <div
      ref={box}
      onWheel={(event) => {
        if (!event.ctrlKey) return;
        const left = event.currentTarget.getBoundingClientRect().x;
        const place = mirrored ? scale.width - (event.clientX - left - ROOM) : event.clientX - left - NAMES - ROOM;
        setPart(zoomed(scale, event.deltaY > 0 ? 1.3 : 0.75, scale.from + (place / scale.width) * (scale.to - scale.from)));
      }}
      onKeyDown={(event) => {
        if (event.target instanceof Element && event.target.hasAttribute("data-event") && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
          const marks = [...event.currentTarget.querySelectorAll<SVGElement>("[data-event]")];
          marks[marks.indexOf(event.target as SVGElement) + ((event.key === "ArrowRight") === mirrored ? -1 : 1)]?.focus();
          event.preventDefault();
        }
      }}
    >
      <svg width={width} height={height} role="group" aria-label={t("command.look.timeline")}>
        {ticks(scale).map((time) => (
          <g key={time}>
            <line x1={x(time)} x2={x(time)} y1={HEAD - 4} y2={height} stroke="var(--tq-line)" />
            <text x={x(time)} y={14} fontSize="11" textAnchor="middle" fill="var(--mantine-color-dimmed)">
              {tick(time, days, format.date)}
            </text>
          </g>
        ))}
        {lanes.map((id, index) => (
          <Lane key={id} id={id} name={known.items.get(id)?.caption ?? id.slice(0, 8)} y={HEAD + index * LANE} width={width} mirrored={mirrored} count={format.number(counts.get(id) ?? 0)} onSelect={onSelect} />
        ))}
        {events.map((event) => (
          <Mark key={event.id} event={event} x={x(Date.parse(event.at))} lanes={event.parties.flatMap((party) => rank.get(party) ?? [])} known={known} />
        ))}
      </svg>
    </div>
  );
}

function tick(time: number, days: boolean, date: (value: string, zone?: string) => string): string {
  const iso = new Date(time).toISOString();
  return date(days ? iso.slice(0, 10) : moved(iso, ZONE).slice(0, 16)); // the zone of the scale stands above it
}

function Lane({ id, name, y, width, mirrored, count, onSelect }: { id: string; name: string; y: number; width: number; mirrored: boolean; count: string; onSelect: (ids: readonly string[], how: "only" | "toggle") => void }) {
  const hover = useContext(HoverContext);
  const lit = useHovered([id]);
  return (
    <g onMouseEnter={() => { hover.set([id]); }} onMouseLeave={() => { hover.set([]); }}>
      <rect x={0} y={y} width={width} height={LANE} fill={lit ? "var(--tq-chosen)" : "transparent"} />
      <line x1={0} x2={width} y1={y + LANE} y2={y + LANE} stroke="var(--tq-line)" />
      <foreignObject x={mirrored ? width - NAMES : 0} y={y} width={NAMES} height={LANE}>
        <button type="button" className={classes.sort} style={{ inlineSize: "100%", blockSize: "100%", paddingInline: "0.75rem", fontSize: "var(--mantine-font-size-sm)", display: "flex", gap: "0.4em", whiteSpace: "nowrap" }} onClick={() => { onSelect([id], "only"); }}>
          <bdi dir="auto" style={{ overflow: "hidden", textOverflow: "ellipsis", minInlineSize: 0 }}>{name}</bdi>
          <span>({count})</span>
        </button>
      </foreignObject>
    </g>
  );
}

/** One event: a dot in the lane of each who took part, joined where there are two. */
function Mark({ event, x, lanes, known }: { event: Happened; x: number; lanes: readonly number[]; known: Known }) {
  const words = useWords();
  const format = useFormat();
  const hover = useContext(HoverContext);
  const navigate = useNavigate();
  const lit = useHovered(event.parties);
  if (x < 0 || lanes.length === 0) return null;
  const ys = lanes.map((lane) => HEAD + lane * LANE + LANE / 2);
  const parties = event.parties.map((party) => known.items.get(party)?.caption ?? party.slice(0, 8)).join(" → ");
  const told = [words.type(event.schema), parties, format.date(event.at, ZONE), event.seconds > 0 ? `${format.number(event.seconds)} s` : "", event.amount, event.text.slice(0, 120)].filter((part) => part !== "").join(" · ");
  const open = () => void navigate({ to: "/entities/$id", params: { id: event.id } });
  return (
    <g
      className={classes.event}
      tabIndex={0}
      role="link"
      aria-label={told}
      data-event
      onClick={open}
      onKeyDown={(press) => {
        if (press.key === "Enter") open();
      }}
      onMouseEnter={() => { hover.set(event.parties); }}
      onMouseLeave={() => { hover.set([]); }}
      onFocus={() => { hover.set(event.parties); }}
      onBlur={() => { hover.set([]); }}
    >
      <title>{told}</title>
      {ys.length > 1 && <line x1={x} x2={x} y1={Math.min(...ys)} y2={Math.max(...ys)} stroke={lit ? "var(--tq-focus)" : "var(--mantine-color-dimmed)"} strokeWidth={lit ? 2 : 1} />}
      {ys.map((y) => (
        <circle key={y} cx={x} cy={y} r={lit ? 4.5 : 3} fill={lit ? "var(--tq-focus)" : "var(--mantine-color-dimmed)"} fillOpacity={lit ? 1 : 0.55} />
      ))}
    </g>
  );
}
