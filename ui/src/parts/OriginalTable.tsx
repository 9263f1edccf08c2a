import { VisuallyHidden } from "@mantine/core";
import { useLayoutEffect, useRef } from "react";

import type { Rows } from "@/core/sources";
import { letters } from "@/core/place";
import { directionOf } from "@/design/direction";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Original.module.css";

interface Here {
  row: number;
  column: number;
}

type Line = Rows["rows"][number];
type Lost = Rows["lost"][number];

/** Columns that hold text; the reader's notes about a line (its direction) are no part of the original. */
const shown = (rows: Rows): number[] => rows.names.map((_, index) => index).filter((index) => !(rows.kind === "text.line" && rows.names[index] === "direction"));

/** Rows of an original as they stand, laid out in the direction of their own text, with one place marked and brought into view. */
export function OriginalTable({ rows, top, here }: { rows: Rows; top: Line[]; here: Here | null }) {
  const { t } = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const columns = shown(rows);
  const direction = directionOf(rows.rows.flatMap((line) => line.cells));

  useLayoutEffect(() => {
    const frame = box.current;
    const mark = frame?.querySelector("td[data-here]") ?? frame?.querySelector("tr[data-here]");
    if (!frame || !mark) return;
    const [outer, inner] = [frame.getBoundingClientRect(), mark.getBoundingClientRect()];
    if (mark.tagName === "TD" && (inner.left < outer.left || inner.right > outer.right)) frame.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
    frame.scrollTop += inner.top + inner.height / 2 - (outer.top + outer.height / 2);
  }, [rows, here]);

  return (
    <div ref={box} className={classes.rows} dir={direction} tabIndex={0} role="region" aria-label={t("original.rows")}>
      <table className={classes.table} data-original>
        <thead>
          <tr>
            <th scope="col">
              {t("original.row")}
            </th>
            {columns.map((index) => (
              <th scope="col" key={index} data-idle={rows.idle.includes(index + 1) || undefined} title={rows.idle.includes(index + 1) ? t("original.idle") : undefined}>
                <Code>{rows.kind === "table" ? letters(index + 1) : rows.names[index]}</Code>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {top.map((line) => (
            <Row key={line.row} line={line} columns={columns} here={null} lost={[]} />
          ))}
          {top.length > 0 && (
            <tr className={classes.gap}>
              <td colSpan={columns.length + 1}>⋯</td>
            </tr>
          )}
          {rows.rows.map((line) => (
            <Row key={line.row} line={line} columns={columns} here={here?.row === line.row ? here : null} lost={rows.lost.filter((one) => one.row === line.row)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A title line: one text in the first column and nothing beside it. */
const alone = (line: Line, columns: number[]): boolean => columns.length > 2 && columns.every((index) => (index === 0) === Boolean(line.cells[index]));

function Row({ line, columns, here, lost }: { line: Line; columns: number[]; here: Here | null; lost: Lost[] }) {
  const { t } = useLocale();
  const said = (column: number): string | undefined => lost.filter((one) => one.column === column).map((one) => one.sentence).join(" ") || undefined;
  return (
    <tr data-here={here !== null || undefined} data-lost={lost.length > 0 || undefined} aria-current={here !== null ? "location" : undefined}>
      <th scope="row" title={lost.length > 0 ? `${t("original.lost")}: ${[...new Set(lost.map((one) => one.sentence))].join(" ")}` : undefined}>
        <Code>{line.row}</Code>
        {lost.length > 0 && <VisuallyHidden>{t("original.lost")}</VisuallyHidden>}
      </th>
      {alone(line, columns) ? (
        <td dir="auto" colSpan={columns.length} data-here={here?.column === 1 || undefined}>
          {line.cells[0]}
        </td>
      ) : (
        columns.map((index) => {
        const cell = line.cells[index] ?? "";
        return (
          <td key={index} dir="auto" title={said(index + 1)} data-lost={said(index + 1) !== undefined || undefined} data-here={here?.column === index + 1 || undefined} data-short={cell.length <= 24 || undefined} data-long={cell.length > 24 || undefined}>
            {cell}
          </td>
        );
        })
      )}
    </tr>
  );
}
