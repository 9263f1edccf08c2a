import { Button, Group, Text, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";

import { filtered, rangeOf, type Row, shown, sorted, type Sorting, spotsIn, thingsOf } from "@/core/analyses/cells";
import type { Column } from "@/core/analyses/server";
import { useFormat } from "@/core/format";
import { moveFocus } from "@/core/keys";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import { ZoneName } from "@/parts/ZoneName";
import classes from "./Analyse.module.css";
import { Cell } from "./Cell";
import { useCells } from "./useCells";

interface Props {
  label: string;
  columns: readonly Column[];
  rows: readonly Row[];
  zone: string;
  /** Which rows to show, by place; all when not given. */
  places?: readonly number[];
  chosen: number | null;
  onChoose: (row: number) => void;
  /** Ticked rows light up on the chart; without it rows have no box. */
  ticked?: ReadonlySet<number>;
  onTick?: (rows: readonly number[], on: boolean) => void;
}

const AT_ONCE = 100;
const NUMBERS = ["integer", "number", "range", "money", "duration", "hour"];

/** The rows of a result by keyboard: arrows move, Enter shows what a row rests on, Space ticks it; sorted by a click on a heading. */
export function Table({ label, columns, rows, zone, places, chosen, onChoose, ticked, onTick }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const cells = useCells(zone);
  const [sorting, sort] = useState<Sorting | null>(null);
  const [typed, setTyped] = useState("");
  const [most, setMost] = useState(AT_ONCE);
  const heads = useMemo(() => shown(columns, rows), [columns, rows]);
  const ordered = useMemo(() => {
    const wanted = places === undefined ? null : new Set(places);
    return filtered(rows, columns, sorted(rows, columns, sorting).filter((at) => wanted === null || wanted.has(at)), typed);
  }, [rows, columns, sorting, places, typed]);
  const widest = useMemo(() => new Map(columns.filter((column) => column.kind === "range").map((column) => [column.name, Math.max(0, ...rows.map((row) => rangeOf(row[column.name])?.[1] ?? 0))])), [columns, rows]);
  const visible = ordered.slice(0, most);
  return (
    <div>
      <Group justify="space-between" mb="xs" gap="sm">
        <Text size="sm" c="dimmed" role="status" data-shown={ordered.length}>
          {ordered.length === rows.length ? format.counted("analyse.count", rows.length) : t("analyse.count.of", { n: format.number(ordered.length), total: format.number(rows.length) })}
          {columns.some((column) => column.kind === "time") && <>{BESIDE}<ZoneName zone={zone} /></>}
          {visible.length < ordered.length && `${BESIDE}${t("analyse.count.first", { n: format.number(visible.length) })}`}
        </Text>
        {rows.length > 8 && <TextInput size="xs" w="15rem" dir="auto" aria-label={t("chart.table.filter")} placeholder={t("chart.table.filter")} leftSection={<Icon name="search" size={14} />} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); }} />}
      </Group>
      <div className={classes.frame}>
        <table
          role="grid"
          aria-label={label}
          aria-rowcount={ordered.length + 1}
          className={classes.grid}
          onKeyDown={(event) => {
            const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-row]") : null;
            if (row === null || event.target !== row) return;
            const at = Number(row.dataset["row"]);
            if (event.key === "Enter") onChoose(at);
            else if (event.code === "Space" && onTick !== undefined) onTick([at], ticked?.has(at) !== true);
            else {
              moveFocus(event, "[data-row]");
              return;
            }
            event.preventDefault();
          }}
        >
          <thead>
            <tr>
              {onTick !== undefined && (
                <th scope="col">
                  <input type="checkbox" aria-label={t("analyse.tick-all")} checked={ordered.length > 0 && ordered.every((at) => ticked?.has(at))} onChange={(event) => { onTick(ordered, event.currentTarget.checked); }} />
                </th>
              )}
              {heads.map(({ column }) => (
                <th key={column.name} scope="col" title={column.help} data-number={NUMBERS.includes(column.kind) || undefined} aria-sort={sorting?.column === column.name ? (sorting.down ? "descending" : "ascending") : "none"}>
                  <button type="button" className={classes.sort} data-sort={column.name} onClick={() => { sort({ column: column.name, down: sorting?.column === column.name ? !sorting.down : NUMBERS.includes(column.kind) }); }}>
                    {column.label}
                    {sorting?.column === column.name && (sorting.down ? " ▾" : " ▴")}
                  </button>
                </th>
              ))}
              <th scope="col">{t("analyse.rests")}</th>
            </tr>
          </thead>
          <tbody>
            {visible.map((at, index) => {
              const row = rows[at] ?? {};
              const spots = spotsIn(row, columns);
              const first = spots[0];
              return (
                <tr key={at} data-row={at} aria-rowindex={index + 2} aria-selected={chosen === at} tabIndex={chosen === at || (chosen === null && index === 0) ? 0 : -1} onClick={() => { onChoose(at); }}>
                  {onTick !== undefined && (
                    <td role="gridcell" onClick={(event) => { event.stopPropagation(); }}>
                      <input type="checkbox" tabIndex={-1} aria-label={t("analyse.tick", { n: format.number(at + 1) })} checked={ticked?.has(at) ?? false} onChange={(event) => { onTick([at], event.currentTarget.checked); }} />
                    </td>
                  )}
                  {heads.map(({ column, thing }) => (
                    <td key={column.name} role="gridcell" data-number={NUMBERS.includes(column.kind) || undefined} data-long={column.kind === "word" || column.kind === "nodes" || undefined}>
                      <Cell column={column} cell={row[column.name]} thing={thing === undefined ? undefined : thingsOf(row[thing])[0]} cells={cells} most={widest.get(column.name) ?? 0} />
                    </td>
                  ))}
                  <td role="gridcell">
                    {first === undefined ? "–" : <bdi dir="auto">{first.sourceName.split("/").at(-1) || first.source.slice(0, 8)}</bdi>}
                    {spots.length > 1 && ` +${format.number(spots.length - 1)}`}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {visible.length < ordered.length && (
        <Button mt="xs" size="compact-sm" variant="default" onClick={() => { setMost(most + 5 * AT_ONCE); }}>
          {t("analyse.more-rows")}
        </Button>
      )}
    </div>
  );
}
