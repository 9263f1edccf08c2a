import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { plain, rangeOf, type Thing, thingsOf } from "@/core/analyses/cells";
import type { Column, Json } from "@/core/analyses/server";
import { useFormat } from "@/core/format";
import { Code } from "@/design/Text";
import { separator } from "@/i18n/separator";

import { PlainValue } from "@/parts/Value";
import classes from "./Analyse.module.css";
import type { Cells } from "./useCells";

interface Props {
  column: Column;
  cell: Json;
  /** The thing that a text names. */
  thing?: Thing | undefined;
  cells: Cells;
  /** The largest end of the ranges of this column. */
  most: number;
}

const FEW = 5;

/** A cell by the kind of its column: things lead to their page, ranges are drawn as ranges. */
export function Cell({ column, cell, thing, cells, most }: Props) {
  const format = useFormat();
  if (cell === null || cell === undefined) return "–";
  if (thing !== undefined) return <Named thing={thing} />;
  if (column.kind === "node" || column.kind === "nodes") {
    const things = thingsOf(cell);
    return (
      <>
        {things.slice(0, FEW).map((one, at) => (
          <span key={one.id}>
            {at > 0 && separator()}
            <Named thing={one} />
          </span>
        ))}
        {things.length > FEW && ` +${format.number(things.length - FEW)}`}
      </>
    );
  }
  if (column.kind === "range") return <Range range={rangeOf(cell)} most={most} cells={cells} />;
  if (column.kind === "money") {
    const [amount = "", currency = ""] = cells.said(column, cell).split(/ (?=\S+$)/);
    return (
      <>
        {amount} <Code>{currency}</Code>
      </>
    );
  }
  if (column.kind === "text") return <PlainValue value={plain(cell)} />;
  return cells.said(column, cell);
}

function Named({ thing }: { thing: Thing }) {
  return (
    <Anchor component={Link} to={`/entities/${thing.id}`} size="sm" onClick={(event: React.MouseEvent) => { event.stopPropagation(); }}>
      <PlainValue value={thing.caption || thing.id.slice(0, 8)} />
    </Anchor>
  );
}

/** A figure that is only known to lie between two ends is shown as what it is. */
function Range({ range, most, cells }: { range: readonly [number, number] | null; most: number; cells: Cells }) {
  if (range === null) return "–";
  const [low, high] = range;
  const share = (value: number) => `${most === 0 ? 0 : Math.max(0, Math.min(100, (value / most) * 100))}%`;
  return (
    <span className={classes.range} data-range>
      {low === high ? cells.number(low) : `${cells.number(low)} – ${cells.number(high)}`}
      <span className={classes.bar} aria-hidden="true">
        <span style={{ insetInlineStart: share(low), inlineSize: `calc(${share(high)} - ${share(low)})` }} />
      </span>
    </span>
  );
}
