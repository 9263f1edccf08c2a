import { useMemo } from "react";

import { plain } from "@/core/analyses/cells";
import { gridOf, shade } from "@/core/analyses/grid";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Analyse.module.css";
import type { Drawn } from "./drawn";
import { neighbour, useSpots } from "./useSpots";

const MIDDLE = 260;
const INNER = 62;
const RING = 25;

const point = (radius: number, turn: number): string => {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return `${(MIDDLE + radius * Math.cos(angle)).toFixed(1)} ${(MIDDLE + radius * Math.sin(angle)).toFixed(1)}`;
};

/** A piece of a ring from one turn to another (1 = once round), clockwise from the top as on a clock, in every language. */
const piece = (inner: number, outer: number, from: number, to: number): string => `M ${point(outer, from)} A ${outer} ${outer} 0 0 1 ${point(outer, to)} L ${point(inner, to)} A ${inner} ${inner} 0 0 0 ${point(inner, from)} Z`;

/** Numbers around a clock, one ring for each day, the darker the more. */
export function Wheel({ result, places, role, cells, title, chosen, onChoose }: Drawn) {
  const { t } = useLocale();
  const format = useFormat();
  const { spot, onKey, told } = useSpots(onChoose);
  const [turn, ring, value] = [role("turn"), role("ring"), role("value")];
  const grid = useMemo(() => {
    const rows = places.map((at) => result.rows[at] ?? {});
    return gridOf(rows, result.columns, { across: turn?.name ?? "", down: ring?.name ?? "", value: value?.name ?? "" }, 60);
  }, [result, places, turn, ring, value]);
  if (turn === undefined || ring === undefined || value === undefined) return null;
  const [around, rings] = [grid.across.length, grid.down.length];
  const outer = INNER + rings * RING;
  const rowOf = (key: string) => {
    const [x = 0, y = 0] = key.split(" ").map(Number);
    const found = grid.at(x, y)?.row;
    return found === undefined ? undefined : places[found];
  };
  const step = (key: string, arrow: string) => {
    const [x = 0, y = 0] = key.split(" ").map(Number);
    if (arrow === "ArrowRight" || arrow === "ArrowLeft") return `${(x + (arrow === "ArrowRight" ? 1 : around - 1)) % around} ${y}`;
    return neighbour(key, arrow === "ArrowDown" ? "ArrowUp" : "ArrowDown", false, around, rings);
  };
  return (
    <div>
      <svg viewBox={`0 0 ${MIDDLE * 2} ${MIDDLE * 2}`} style={{ maxInlineSize: "40rem" }} className={classes.drawing} role="group" aria-label={title} data-drawing="wheel" onKeyDown={(event) => { onKey(event, step, rowOf); }}>
        {grid.down.map((line, y) =>
          grid.across.map((cell, x) => {
            const found = grid.at(x, y);
            const row = found === undefined ? undefined : places[found.row];
            const size = found?.value ?? 0;
            const said = `${cells.said(ring, line)}, ${cells.said(turn, cell)}: ${row === undefined ? "–" : cells.said(value, result.rows[row]?.[value.name])}`;
            return (
              <path key={`${x} ${y}`} {...spot(`${x} ${y}`, row, said, x === 0 && y === 0)} data-chosen={(row !== undefined && row === chosen) || undefined} d={piece(INNER + y * RING, INNER + (y + 1) * RING - 1, x / around, (x + 1) / around)} fill="currentColor" fillOpacity={size === 0 ? 0.04 : 0.12 + 0.88 * shade(size, grid.most)} stroke="var(--mantine-color-body)" strokeWidth={1} />
            );
          }),
        )}
        {grid.across.map((cell, x) => {
          const [left = "0", top = "0"] = point(outer + 13, (x + 0.5) / around).split(" ");
          return (
            <text key={x} x={left} y={Number(top) + 4} textAnchor="middle" data-quiet aria-hidden="true">
              {turn.kind === "hour" ? format.digits(plain(cell)) : cells.said(turn, cell)}
            </text>
          );
        })}
        {grid.down.map((line, y) => (
          <text key={y} x={MIDDLE} y={MIDDLE - INNER - y * RING - RING / 2 + 5} textAnchor="middle" aria-hidden="true" style={{ pointerEvents: "none", paintOrder: "stroke", stroke: "var(--mantine-color-body)", strokeWidth: 3, fontSize: 10 }}>
            {cells.said(ring, line)}
          </text>
        ))}
      </svg>
      <p className={classes.told} role="status" data-told>{told || t("analyse.view.keys")}</p>
    </div>
  );
}
