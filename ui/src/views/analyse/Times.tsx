import { Text } from "@mantine/core";
import { useMemo } from "react";

import { sortOf } from "@/core/analyses/cells";
import { dayIn } from "@/core/day";
import { useFormat } from "@/core/format";
import { mirrored, useSettings } from "@/core/settings";
import { isolated } from "@/design/direction";
import { shortened } from "@/design/labels";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import classes from "./Analyse.module.css";
import type { Drawn } from "./drawn";
import { useSpots } from "./useSpots";

const WIDTH = 1000;
const SIDE = 190;
const LINE = 24;
const TOP = 24;
const MOST_LANES = 40;
const MOST = 800;

/** Rows on a line of time, each in its lane. */
export function Times({ result, places, role, cells, title, zone, chosen, onChoose }: Drawn) {
  const { t, direction } = useLocale();
  const format = useFormat();
  const settings = useSettings();
  const { spot, onKey, told } = useSpots(onChoose);
  const [begin, end, lane] = [role("begin"), role("end"), role("lane")];
  const { marks, lanes, first, last, left } = useMemo(() => {
    const moment = (value: unknown) => (typeof value === "string" ? Date.parse(value) : Number.NaN);
    const all = places.flatMap((at) => {
      const row = result.rows[at] ?? {};
      const from = moment(row[begin?.name ?? ""]);
      const to = end === undefined ? from : moment(row[end.name]);
      return Number.isNaN(from) ? [] : [{ at, from, to: Number.isNaN(to) ? from : Math.max(from, to), lane: lane === undefined ? "" : String(sortOf(lane.kind, row[lane.name]) ?? "–") }];
    });
    const kept = all.sort((a, b) => a.from - b.from).slice(0, MOST);
    const named = [...new Set(kept.map((mark) => mark.lane))].slice(0, MOST_LANES);
    const shown = kept.filter((mark) => named.includes(mark.lane));
    return { marks: shown, lanes: named, first: Math.min(...shown.map((mark) => mark.from)), last: Math.max(...shown.map((mark) => mark.to)), left: places.length - shown.length };
  }, [result, places, begin, end, lane]);
  if (begin === undefined || marks.length === 0) return <Text size="sm">{t("analyse.view.no-time")}</Text>;
  const turned = mirrored(direction, settings);
  const rtl = direction === "rtl";
  const side = lane === undefined ? 10 : SIDE;
  const span = Math.max(1, last - first);
  const room = WIDTH - side - 20;
  const x = (moment: number) => {
    const far = 10 + ((moment - first) / span) * (room - 10);
    const inside = turned ? room - far : far;
    return (rtl ? 0 : side) + inside + (rtl ? 10 : 0);
  };
  const height = TOP + lanes.length * LINE + 6;
  const ticks = Array.from({ length: 5 }, (_, at) => first + (span * at) / 4);
  const said = (mark: (typeof marks)[number]) => {
    const row = result.rows[mark.at] ?? {};
    return [lane === undefined ? "" : cells.said(lane, row[lane.name]), cells.said(begin, row[begin.name]), end === undefined ? "" : cells.said(end, row[end.name])].filter((text) => text !== "" && text !== "–").map(isolated).join(BESIDE);
  };
  const order = marks.map((mark) => String(mark.at));
  return (
    <div>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} className={classes.drawing} role="group" aria-label={title} data-drawing="timeline" onKeyDown={(event) => { onKey(event, (key, arrow) => order[order.indexOf(key) + (arrow === "ArrowDown" || arrow === (turned ? "ArrowLeft" : "ArrowRight") ? 1 : -1)], Number); }}>
        {ticks.map((moment, at) => (
          <g key={at} aria-hidden="true">
            <line x1={x(moment)} x2={x(moment)} y1={TOP - 4} y2={height} stroke="var(--tq-line)" />
            <text x={x(moment)} y={12} textAnchor={at === 0 ? "start" : at === 4 ? "end" : "middle"} data-quiet>
              {format.exact(span > 4 * 86_400_000 ? dayIn(new Date(moment).toISOString(), zone) : `${new Date(moment).toISOString().slice(0, 16)}Z`, zone)}
            </text>
          </g>
        ))}
        {lanes.map((name, at) => (
          <g key={name} aria-hidden="true">
            <line x1={0} x2={WIDTH} y1={TOP + (at + 1) * LINE} y2={TOP + (at + 1) * LINE} stroke="var(--tq-line)" strokeOpacity={0.6} />
            <text x={rtl ? WIDTH - 2 : 2} y={TOP + at * LINE + 16} textAnchor="start">{isolated(shortened(name, 28))}</text>
          </g>
        ))}
        {marks.map((mark, at) => {
          const [one, two] = [x(mark.from), x(mark.to)];
          return (
            <rect key={mark.at} {...spot(String(mark.at), mark.at, said(mark), at === 0)} data-chosen={mark.at === chosen || undefined} x={Math.min(one, two) - (Math.abs(two - one) < 6 ? 3 : 0)} y={TOP + lanes.indexOf(mark.lane) * LINE + 5} width={Math.max(6, Math.abs(two - one))} height={LINE - 10} fill="currentColor" fillOpacity={0.75} />
          );
        })}
      </svg>
      <p className={classes.told} role="status" data-told>{told || t("analyse.view.keys")}</p>
      {left > 0 && <Text size="sm" c="dimmed">{format.counted("analyse.view.left", left)}</Text>}
    </div>
  );
}
