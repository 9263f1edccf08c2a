import { Button, Group, SegmentedControl, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";

import { thingsOf } from "@/core/analyses/cells";
import { HEAD, laid, LANE, smooth, type ThemeEvent, WORTH } from "@/core/analyses/themes";
import { leave } from "@/core/chart/server";
import { dayIn } from "@/core/day";
import { useFormat } from "@/core/format";
import { mirrored, useSettings } from "@/core/settings";
import { Icon } from "@/design/Icon";
import { shortened } from "@/design/labels";
import { pngOf, svgText } from "@/design/picture";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { download } from "@/core/download";
import { ErrorNote } from "@/parts/Notes";
import classes from "./Analyse.module.css";
import type { Drawn } from "./drawn";
import { useSpots } from "./useSpots";

const SIDE = 190;
const ROOM = 820;
const MOST = 150;
const DASHES = ["", "10 3", "2 3", "10 3 2 3", "16 4", "5 3"];

/** Events in their order, a line for each theme, which meets the others where they took part in one event. */
export function Themes({ result, places, role, cells, title, zone, chosen, onChoose }: Drawn) {
  const { t, direction } = useLocale();
  const format = useFormat();
  const settings = useSettings();
  const { spot, onKey, told } = useSpots(onChoose);
  const [even, setEven] = useState(true);
  const drawing = useRef<SVGSVGElement>(null);
  const [begin, lines, kind, what, others, written] = ["begin", "lines", "kind", "what", "others", "written"].map(role);
  const { all, names, undated } = useMemo(() => {
    const known = new Map<string, string>();
    const found: ThemeEvent[] = [];
    for (const at of places) {
      const row = result.rows[at] ?? {};
      const things = thingsOf(row[lines?.name ?? ""]);
      const moment = row[begin?.name ?? ""];
      if (things.length === 0) continue;
      for (const thing of things) known.set(thing.id, thing.caption || thing.id.slice(0, 8));
      found.push({ row: at, time: typeof moment === "string" ? Date.parse(moment) : null, themes: things.map((thing) => thing.id) });
    }
    found.sort((a, b) => (a.time ?? Infinity) - (b.time ?? Infinity) || a.row - b.row);
    return { all: found, names: known, undated: found.filter((event) => event.time === null).length };
  }, [result, places, begin, lines]);
  const save = useMutation({
    mutationFn: async (form: "svg" | "png") => {
      await leave(form, [...names.keys()]);
      const shown = drawing.current;
      return shown === null ? null : form === "svg" ? new Blob([svgText(shown)], { type: "image/svg+xml" }) : await pngOf(shown);
    },
    onSuccess: (picture, form) => { if (picture !== null) download(`${title.replace(/[/\\:*?"<>|]/g, "_")}.${form}`, picture); },
  });
  const { events, chart } = useMemo(() => {
    const shown = all.filter((event) => even || event.time !== null).slice(0, MOST);
    return { events: shown, chart: laid(shown, even, ROOM) };
  }, [all, even]);
  const left = all.length - events.length - (even ? 0 : undated);
  if (begin === undefined || lines === undefined || all.length === 0) return <Text size="sm">{t("analyse.view.no-time")}</Text>;
  const rtl = direction === "rtl";
  const turned = mirrored(direction, settings);
  const width = chart.width + SIDE;
  const x = (far: number) => (rtl ? 0 : SIDE) + (turned ? chart.width - far : far);
  const day = (row: number) => {
    const cell = result.rows[row] ?? {};
    const own = cell[written?.name ?? ""];
    if (typeof cell[begin.name] !== "string") return t("themes.no-date");
    return format.exact(typeof own === "string" && own !== "" && !own.includes("/") ? own : dayIn(String(cell[begin.name]), zone));
  };
  /** The day as digits: short enough to stand above its event. */
  const stamp = (row: number) => {
    const cell = result.rows[row] ?? {};
    const own = cell[written?.name ?? ""];
    const moment = cell[begin.name];
    return typeof moment !== "string" ? t("themes.no-date") : format.digits(typeof own === "string" && /^[\d-]+$/.test(own) ? own : dayIn(moment, zone));
  };
  const said = (row: number): string => {
    const cell = result.rows[row] ?? {};
    return [kind, what, begin, lines, others].map((column) => (column === undefined ? "" : column === begin && (typeof cell[written?.name ?? ""] === "string" || cell[begin.name] === null) ? day(row) : cells.said(column, cell[column.name]))).filter((text) => text !== "" && text !== "–").join(BESIDE);
  };
  const order = chart.events.map((event) => String(event.row));
  return (
    <div>
      <Group gap="xs" mb="xs" justify="space-between">
        <SegmentedControl size="xs" aria-label={t("themes.spacing")} value={even ? "even" : "time"} data={[{ value: "even", label: t("themes.even") }, { value: "time", label: t("themes.time") }]} onChange={(value) => { setEven(value === "even"); }} />
        <Group gap="xs">
          {(["svg", "png"] as const).map((form) => (
            <Button key={form} size="compact-sm" variant="default" leftSection={<Icon name="download" size={14} />} loading={save.isPending && save.variables === form} onClick={() => { save.mutate(form); }} data-picture={form}>
              <bdi dir="ltr">{form.toUpperCase()}</bdi>
            </Button>
          ))}
        </Group>
      </Group>
      {save.isError && <ErrorNote error={save.error} />}
      <div className={classes.wide} tabIndex={0} role="region" aria-label={title}>
        <svg
          ref={drawing}
          viewBox={`0 0 ${width} ${chart.height}`}
          width={width}
          height={chart.height}
          className={classes.drawing}
          style={{ inlineSize: width, maxInlineSize: "none" }}
          role="group"
          aria-label={title}
          data-drawing="themes"
          onKeyDown={(event) => { onKey(event, (key, arrow) => order[order.indexOf(key) + (arrow === "ArrowDown" || arrow === (turned ? "ArrowLeft" : "ArrowRight") ? 1 : -1)], Number); }}
        >
          {chart.lines.map(({ lane, points }) => (
            <g key={lane} aria-hidden="true">
              <path d={smooth(points.map((point) => ({ x: x(point.x), y: point.y })))} fill="none" stroke="currentColor" strokeOpacity={0.75} strokeWidth={1.8} strokeDasharray={DASHES[lane % DASHES.length] || undefined} />
              <text x={rtl ? width - 4 : 4} y={HEAD + lane * LANE + LANE / 2 + 4} textAnchor="start">{`\u2068${shortened(names.get(chart.lanes[lane] ?? "") ?? "", 26)}\u2069`}</text>
            </g>
          ))}
          {chart.events.map((event, at) => (
            <g key={event.row}>
              {even && (
                <g aria-hidden="true">
                  <line x1={x(event.x)} x2={x(event.x)} y1={HEAD - 6} y2={event.y - 13} stroke="var(--tq-line)" />
                  <text data-quiet transform={`translate(${x(event.x) + 3} ${HEAD - 12}) rotate(-42)`} textAnchor="start" direction="ltr">{stamp(event.row)}</text>
                  {event.gap >= WORTH && (
                    <text data-quiet x={(x(event.x) + x(chart.events[at - 1]?.x ?? 0)) / 2} y={chart.height - 2} textAnchor="middle">{t("duration.days", { n: format.number(Math.round(event.gap / 86_400_000)) })}</text>
                  )}
                </g>
              )}
              <g {...spot(String(event.row), event.row, said(event.row), at === 0)} data-chosen={event.row === chosen || undefined}>
                <circle cx={x(event.x)} cy={event.y} r={event.lanes.length > 1 ? 13 : 10} fill="var(--mantine-color-body)" stroke="currentColor" strokeDasharray={events[at]?.time === null ? "3 3" : undefined} strokeWidth={event.lanes.length > 1 ? 2.4 : 1.2} />
                <text x={x(event.x)} y={event.y + 4} textAnchor="middle" aria-hidden="true" data-quiet>{format.number(at + 1)}</text>
              </g>
            </g>
          ))}
          {!even && (
            <g aria-hidden="true">
              {[0, 0.5, 1].map((share) => {
                const from = events[0]?.time ?? 0;
                const moment = from + share * ((events[events.length - 1]?.time ?? from) - from);
                const far = 26 + share * (chart.width - 52);
                return <text key={share} data-quiet x={x(far)} y={16} textAnchor={share === 0 ? (turned ? "end" : "start") : share === 1 ? (turned ? "start" : "end") : "middle"} direction="ltr">{format.exact(dayIn(new Date(moment).toISOString(), zone))}</text>;
              })}
            </g>
          )}
        </svg>
      </div>
      <p className={classes.told} role="status" data-told>{told || t("analyse.view.keys")}</p>
      {undated > 0 && <Text size="sm" c="dimmed">{format.counted("themes.undated", undated)}</Text>}
      {left > 0 && <Text size="sm" c="dimmed">{format.counted("analyse.view.left", left)}</Text>}
    </div>
  );
}
