import { Text } from "@mantine/core";
import { useMemo } from "react";

import { plain, thingsOf } from "@/core/analyses/cells";
import { apart, UNKNOWN } from "@/core/analyses/flow";
import { gridOf, shade } from "@/core/analyses/grid";
import type { Json } from "@/core/analyses/server";
import { useFormat } from "@/core/format";
import { mirrored, useSettings } from "@/core/settings";
import { isolated } from "@/design/direction";
import { shortened } from "@/design/labels";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import classes from "./Analyse.module.css";
import type { Drawn } from "./drawn";
import { neighbour, useSpots } from "./useSpots";

const CELL = 30;
const MOST = 40;
const TOP = 22;

/** What a number is written in so that it fits its square: 9,500, 12k, 3M, 2B. */
const UNITS: readonly (readonly [number, TextKey])[] = [
  [1e9, "number.billions"],
  [1e6, "number.millions"],
  [1e3, "number.thousands"],
];

/** Numbers as squares, the darker the more; each says its number when it has the focus, and a click shows what it rests on. */
export function Heat({ result, places, role, cells, title, chosen, onChoose }: Drawn) {
  const { t, direction } = useLocale();
  const format = useFormat();
  const settings = useSettings();
  const { spot, onKey, told } = useSpots(onChoose);
  const [across, down, value] = [role("across"), role("down"), role("value")];
  const grid = useMemo(() => {
    const rows = places.map((at) => result.rows[at] ?? {});
    return gridOf(rows, result.columns, { across: across?.name ?? "", down: down?.name ?? "", value: value?.name ?? "" }, MOST);
  }, [result, places, across, down, value]);
  if (across === undefined || down === undefined || value === undefined) return null;
  const turned = mirrored(direction, settings);
  const rtl = direction === "rtl";
  // A thing whose name others bear too is told from them by the beginning of its id, as in a flow.
  const names = [...apart(new Map(grid.down.map((cell, y) => [thingsOf(cell)[0]?.id ?? `${UNKNOWN} ${y}`, cells.said(down, cell)]))).values()];
  const called = (y: number, most = Infinity) => isolated(shortened(names[y]?.name ?? "", most)) + (names[y]?.mark ? ` ${isolated(names[y].mark)}` : "");
  const heads = grid.down.map((_, y) => called(y, 26));
  const column = (cell: Json) => (across.kind === "hour" ? format.digits(plain(cell)) : cell === null && across.kind === "text" ? t("themes.no-date") : cells.said(across, cell));
  const short = (value: number): string => {
    const [unit, key] = UNITS.find(([least]) => Math.abs(value) >= 10 * least || (least > 1000 && Math.abs(value) >= least)) ?? [1, null];
    const told = `\u2066${value < 0 ? "−" : ""}${format.number(Math.round(Math.abs(value) / unit))}\u2069`;
    return key === null ? told : t(key, { n: told });
  };
  const side = Math.max(80, ...heads.map((head) => head.length * 7 + 14));
  const longest = Math.max(0, ...grid.across.map((cell) => column(cell).length));
  const wide = longest > 7 || grid.most >= 10_000 ? 72 : longest > 5 ? 54 : CELL;
  const [width, height] = [side + grid.across.length * wide, TOP + grid.down.length * CELL + 4];
  const left = (x: number) => (turned ? (rtl ? 0 : side) + (grid.across.length - 1 - x) * wide : (rtl ? 0 : side) + x * wide);
  const rowOf = (key: string) => {
    const [x = 0, y = 0] = key.split(" ").map(Number);
    const found = grid.at(x, y)?.row;
    return found === undefined ? undefined : places[found];
  };
  return (
    <div>
      <div className={classes.frame} style={{ maxBlockSize: "none", border: 0 }}>
        <svg viewBox={`0 0 ${width} ${height}`} style={{ minInlineSize: Math.min(width, 560), maxInlineSize: width * 1.6 }} className={classes.drawing} role="group" aria-label={title} data-drawing="heat" onKeyDown={(event) => { onKey(event, (key, arrow) => neighbour(key, arrow, turned, grid.across.length, grid.down.length), rowOf); }}>
          {grid.across.map((cell, x) => (
            <text key={x} x={left(x) + wide / 2} y={14} textAnchor="middle" data-quiet aria-hidden="true">{shortened(column(cell), 12)}</text>
          ))}
          {heads.map((head, y) => (
            <text key={y} x={rtl ? width - 2 : 2} y={TOP + y * CELL + CELL / 2 + 4} textAnchor="start" aria-hidden="true">{head}</text>
          ))}
          {grid.down.map((_, y) =>
            grid.across.map((cell, x) => {
              const found = grid.at(x, y);
              const size = found?.value ?? 0;
              const dark = shade(size, grid.most);
              const row = found === undefined ? undefined : places[found.row];
              const said = `${called(y)}, ${isolated(across.kind === "hour" ? cells.said(across, cell) : column(cell))}: ${row === undefined ? "–" : cells.said(value, result.rows[row]?.[value.name])}`;
              return (
                <g key={`${x} ${y}`} {...spot(`${x} ${y}`, row, said, x === 0 && y === 0)} data-chosen={(row !== undefined && row === chosen) || undefined}>
                  <rect x={left(x) + 1} y={TOP + y * CELL + 1} width={wide - 2} height={CELL - 2} fill={size < 0 ? "var(--mantine-color-error)" : "currentColor"} fillOpacity={size === 0 ? 0.04 : 0.12 + 0.88 * dark} />
                  {size !== 0 && (
                    <text x={left(x) + wide / 2} y={TOP + y * CELL + CELL / 2 + 4} textAnchor="middle" aria-hidden="true" style={dark > 0.5 ? { fill: "var(--mantine-color-body)" } : undefined}>
                      {short(size)}
                    </text>
                  )}
                </g>
              );
            }),
          )}
        </svg>
      </div>
      <p className={classes.told} role="status" data-told>{told || t("analyse.view.keys")}</p>
      {grid.left > 0 && <Text size="sm" c="dimmed">{format.counted("analyse.view.left", grid.left)}</Text>}
    </div>
  );
}
