import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";

import { useFormat } from "@/core/format";
import { stepped } from "@/core/keys";
import { useLocale } from "@/i18n/LocaleContext";

import { PlainValue } from "@/parts/Value";
import classes from "./Chart.module.css";
import { HoverContext, useHovered } from "./hover";
import { arranged, type Column, type Row, type Sorting } from "./rows";

interface Props {
  label: string;
  columns: readonly Column[];
  rows: readonly Row[];
  typed: string;
  start: Sorting;
  selection: ReadonlySet<string>;
  onSelect: (ids: readonly string[], how: "only" | "toggle") => void;
  onOpen: (row: Row) => void;
  /** What stands before the first cell of a row: the signs of the rules that it passes. */
  signs?: (row: Row) => ReactNode;
}

const HEIGHT = 30;

/** A long table by keyboard and screen reader: arrows move, Space selects, Enter opens; only the rows in sight are drawn, all are counted. */
export function DataGrid({ label, columns, rows, typed, start, selection, onSelect, onOpen, signs }: Props) {
  const { t } = useLocale();
  const [sorting, sort] = useState(start);
  const [at, go] = useState(0);
  const shown = useMemo(() => arranged(rows, typed, sorting), [rows, typed, sorting]);
  const box = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({ count: shown.length, getScrollElement: () => box.current, estimateSize: () => HEIGHT, overscan: 12, scrollPaddingStart: HEIGHT });
  const template = columns.map((column) => column.width ?? (column.kind === "number" ? "5.5rem" : column.kind === "date" ? "8.5rem" : "minmax(7rem, 1fr)")).join(" ");
  const focused = useRef(false);
  const current = Math.min(at, Math.max(0, shown.length - 1));
  useEffect(() => {
    if (!focused.current) return;
    list.scrollToIndex(current);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-at="${current}"]`)?.focus({ preventScroll: true }));
  }, [current, list]);
  const select = (row: Row, event: React.MouseEvent | React.KeyboardEvent) => {
    onSelect(row.ids, event.ctrlKey || event.metaKey || event.shiftKey ? "toggle" : "only");
  };
  if (shown.length === 0)
    return (
      <p role="status" className={classes.quiet} style={{ paddingInline: "0.75rem" }}>
        {t(rows.length === 0 ? "chart.empty" : "chart.table.none")}
      </p>
    );
  return (
    <div
      ref={box}
      className={classes.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={shown.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      tabIndex={-1}
      onKeyDown={(event) => {
        const next = event.key === "Home" ? 0 : event.key === "End" ? shown.length - 1 : event.key === "PageDown" ? Math.min(shown.length - 1, current + 10) : event.key === "PageUp" ? Math.max(0, current - 10) : stepped(event, current, shown.length);
        const row = shown[current];
        if (!(event.target instanceof HTMLElement) || event.target.closest("[data-at]") === null) return;
        if (next !== null) {
          focused.current = true;
          go(next);
        } else if (row !== undefined && event.code === "Space") select(row, event);
        else if (row !== undefined && event.key === "Enter") onOpen(row);
        else return;
        event.preventDefault();
      }}
    >
      <div role="rowgroup" className={classes.heads}>
        <div role="row" aria-rowindex={1} className={classes.row} style={{ gridTemplateColumns: template }}>
          {columns.map((column, index) => (
            <span key={column.name} role="columnheader" aria-sort={sorting.column === index ? (sorting.down ? "descending" : "ascending") : "none"} className={column.kind === "number" ? classes.number : undefined}>
              <button type="button" className={classes.sort} onClick={() => { sort({ column: index, down: sorting.column === index ? !sorting.down : column.kind === "number" }); }}>
                {column.name}
                {sorting.column === index && (sorting.down ? " ▾" : " ▴")}
              </button>
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" style={{ position: "relative", blockSize: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const row = shown[item.index];
          if (row === undefined) return null;
          return (
            <Line
              key={row.key}
              row={row}
              columns={columns}
              template={template}
              index={item.index}
              top={item.start}
              selected={row.ids.every((id) => selection.has(id))}
              focusable={item.index === current}
              onFocus={() => { focused.current = true; go(item.index); }}
              onBlur={() => { focused.current = false; }}
              onClick={(event) => { select(row, event); }}
              onOpen={() => { onOpen(row); }}
              sign={signs?.(row)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  row: Row;
  columns: readonly Column[];
  template: string;
  index: number;
  top: number;
  selected: boolean;
  focusable: boolean;
  onFocus: () => void;
  onBlur: () => void;
  onClick: (event: React.MouseEvent) => void;
  onOpen: () => void;
  sign: ReactNode;
}

function Line({ row, columns, template, index, top, selected, focusable, onFocus, onBlur, onClick, onOpen, sign }: LineProps) {
  const hover = useContext(HoverContext);
  const lit = useHovered(row.ids);
  return (
    <div
      role="row"
      className={classes.row}
      style={{ gridTemplateColumns: template, position: "absolute", insetInline: 0, insetBlockStart: top }}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      data-at={index}
      data-hover={lit || undefined}
      onFocus={() => { onFocus(); hover.set(row.ids); }}
      onBlur={() => { onBlur(); hover.set([]); }}
      onMouseEnter={() => { hover.set(row.ids); }}
      onMouseLeave={() => { hover.set([]); }}
      onClick={onClick}
      onDoubleClick={onOpen}
    >
      {columns.map((column, at) => (
        <span key={column.name} role="gridcell" className={column.kind === "number" ? classes.number : undefined}>
          {at === 0 && sign}
          <Cell kind={column.kind} value={row.cells[at] ?? ""} />
        </span>
      ))}
    </div>
  );
}

function Cell({ kind, value }: { kind: Column["kind"]; value: string | number }) {
  const format = useFormat();
  if (typeof value === "number") return format.number(value);
  if (kind === "date") return format.exact(value);
  return kind === "data" ? <PlainValue value={value} /> : value;
}
