import { useNavigate } from "@tanstack/react-router";
import { useContext, useEffect, useMemo, useRef, useState } from "react";

import type { Known } from "@/core/chart/known";
import { EVENTS_MOST, type Happened, type HappenedWhen } from "@/core/chart/server";
import { later, onClocks, type Span } from "@/core/chart/times";
import { useFormat, ZONE } from "@/core/format";
import { mirrored as runsMirrored, useSettings } from "@/core/settings";
import { useWords } from "@/core/vocabulary";
import { isolated } from "@/design/direction";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import classes from "./Chart.module.css";
import { HoverContext, useHovered } from "./hover";
import { at, type Scale, ticks, zoomed } from "./scale";

const LANE = 26;
const HEAD = 24;
const NAMES = 200;
const ROOM = 34;
export const LANES_MOST = 60;

type Bounds = Pick<Span, "from" | "until">;
type Select = (ids: readonly string[], how: "only" | "toggle") => void;
const time = (wall: string): number => Date.parse(`${wall}Z`);
const wall = (moment: number): string => new Date(moment).toISOString().slice(0, 16);

/** From when to when lanes are drawn: the part that was asked for, open ends where the first and the last event lie; null where nothing says. */
export function boundsOf(told: HappenedWhen, { from, until }: Bounds): Bounds | null {
  const [first, last] = [told.bins[0], told.bins.at(-1)];
  return first === undefined || last === undefined ? null : { from: from === "" ? first : from, until: until === "" ? later(last, told.by) : until };
}

/** A lane for each item, those with the most events on top: how much when, or each event as a dot in the lanes of all who took part. Times are those that the clocks of the zone show. */
export function TimelineLanes({ told, bounds, known, onSelect, onZoom }: { told: HappenedWhen; bounds: Bounds; known: Known; onSelect: Select; onZoom: (part: Bounds) => void }) {
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
  const lanes = useMemo(() => told.lanes.map((lane) => ({ ...lane, count: lane.cells.reduce((sum, [, events = 0]) => sum + events, 0) })).toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1)).slice(0, LANES_MOST), [told.lanes]);
  const moments = useMemo(() => told.events.map(({ at: moment }) => (moment === "" ? Number.NaN : time(onClocks(moment, ZONE)))), [told.events]);
  const rank = new Map(lanes.map(({ id }, index) => [id, index]));
  const scale: Scale = { from: time(bounds.from), to: time(bounds.until), width: Math.max(100, width - NAMES - 2 * ROOM) };
  const height = HEAD + lanes.length * LANE + 6;
  const mirrored = runsMirrored(direction, useSettings());
  const x = (moment: number) => (mirrored ? ROOM + scale.width - at(scale, moment) : NAMES + ROOM + at(scale, moment));
  const days = scale.to - scale.from > 3 * 86_400_000;
  const single = told.total <= EVENTS_MOST;
  const most = Math.max(1, ...lanes.flatMap(({ cells }) => cells.map(([, events = 0]) => events)));
  const zoom = (factor: number, around: number) => {
    const next = zoomed(scale, factor, around);
    onZoom({ from: wall(next.from), until: wall(next.to) });
  };
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault(); // the browser would zoom the page
      const along = event.clientX - element.getBoundingClientRect().x;
      const place = mirrored ? scale.width - (along - ROOM) : along - NAMES - ROOM;
      latest.current(event.deltaY > 0 ? 1.3 : 0.75, scale.from + (place / scale.width) * (scale.to - scale.from));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      element.removeEventListener("wheel", onWheel);
    };
  }, [mirrored, scale.from, scale.to, scale.width]);
  return (
    <div
      ref={box}
      data-lanes={lanes.length}
      onKeyDown={(event) => {
        if (event.target instanceof Element && event.target.hasAttribute("data-event") && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
          const marks = [...event.currentTarget.querySelectorAll<SVGElement>("[data-event]")];
          marks[marks.indexOf(event.target as SVGElement) + ((event.key === "ArrowRight") === mirrored ? -1 : 1)]?.focus();
          event.preventDefault();
        }
      }}
    >
      <svg width={width} height={height} role="group" aria-label={t("command.look.timeline")}>
        {ticks(scale).map((moment) => (
          <g key={moment}>
            <line x1={x(moment)} x2={x(moment)} y1={HEAD - 4} y2={height} stroke="var(--tq-line)" />
            <text x={x(moment)} y={14} fontSize="11" textAnchor="middle" fill="var(--mantine-color-dimmed)">
              {format.exact(days ? wall(moment).slice(0, 10) : wall(moment))}
            </text>
          </g>
        ))}
        {lanes.map(({ id, cells, count }, index) => (
          <Lane key={id} id={id} name={known.items.get(id)?.caption ?? id.slice(0, 8)} y={HEAD + index * LANE} width={width} mirrored={mirrored} count={format.number(count)} onSelect={onSelect}>
            {!single &&
              cells.map(([place = 0, events = 0]) => {
                const begin = told.bins[place] ?? "";
                const [from, to] = [x(Math.max(scale.from, time(begin))), x(Math.min(scale.to, time(later(begin, told.by))))];
                const high = Math.max(1.5, (events / most) * (LANE - 6));
                return <rect key={place} x={Math.min(from, to)} width={Math.max(1, Math.abs(to - from) - 0.5)} y={HEAD + (index + 1) * LANE - 2 - high} height={high} fill="var(--mantine-color-dimmed)" />;
              })}
          </Lane>
        ))}
        {single &&
          told.events.map((event, place) =>
            event.at === "" ? null : <Mark key={event.id} event={event} x={x(moments[place] ?? 0)} lanes={[...new Set([...event.parties, event.place])].flatMap((party) => rank.get(party) ?? [])} known={known} />,
          )}
      </svg>
    </div>
  );
}

function Lane({ id, name, y, width, mirrored, count, onSelect, children }: { id: string; name: string; y: number; width: number; mirrored: boolean; count: string; onSelect: Select; children: React.ReactNode }) {
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
      {children}
    </g>
  );
}

/** One event: a dot in the lane of each who took part, joined where there are two. */
function Mark({ event, x, lanes, known }: { event: Happened; x: number; lanes: readonly number[]; known: Known }) {
  const words = useWords();
  const format = useFormat();
  const { t, direction } = useLocale();
  const hover = useContext(HoverContext);
  const navigate = useNavigate();
  const lit = useHovered(event.parties);
  if (x < 0 || lanes.length === 0) return null;
  const ys = lanes.map((lane) => HEAD + lane * LANE + LANE / 2);
  const parties = event.parties.map((party) => isolated(known.items.get(party)?.caption ?? party.slice(0, 8))).join(direction === "rtl" ? " ← " : " → ");
  const said = [words.type(event.schema), parties, format.exact(event.at, ZONE), event.seconds > 0 ? t("duration.seconds", { n: format.number(event.seconds) }) : "", isolated(event.amount), isolated(event.text.slice(0, 120))].filter((part) => part !== "").join(BESIDE);
  const open = () => void navigate({ to: "/entities/$id", params: { id: event.id } });
  return (
    <g
      className={classes.event}
      tabIndex={0}
      role="link"
      aria-label={said}
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
      <title>{said}</title>
      {ys.length > 1 && <line x1={x} x2={x} y1={Math.min(...ys)} y2={Math.max(...ys)} stroke={lit ? "var(--tq-focus)" : "var(--mantine-color-dimmed)"} strokeWidth={lit ? 2 : 1} />}
      {ys.map((y) => (
        <circle key={y} cx={x} cy={y} r={lit ? 4.5 : 3} fill={lit ? "var(--tq-focus)" : "var(--mantine-color-dimmed)"} fillOpacity={lit ? 1 : 0.55} />
      ))}
    </g>
  );
}
