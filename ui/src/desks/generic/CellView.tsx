import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { PlainValue } from "@/parts/Value";

import type { Cell } from "./server";
import { useSay } from "./words";

/** A moment that is kept as text: by the clock of an instrument, without a zone. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/;
const DIGEST = /^[0-9a-f]{64}$/;

/** What stands in a column or a field, as its type is written. */
export function CellView({ type, cell }: { type: string; cell: Cell | undefined }) {
  const values = cell?.values ?? [];
  if (values.length === 0) return <span aria-hidden="true">–</span>;
  return values.map((value, at) => (
    <Fragment key={at}>
      {at > 0 && "; "}
      <One type={type} value={value} label={cell?.labels[at]} />
    </Fragment>
  ));
}

function One({ type, value, label }: { type: string; value: string; label: string | undefined }) {
  const say = useSay();
  const format = useFormat();
  if (type === "time") return <span style={{ display: "inline-block", minInlineSize: "8rem" }}>{format.date(value)}</span>; // in two lines rather than a table that is cut
  if (type === "day") return <span style={{ whiteSpace: "nowrap" }}>{format.date(value)}</span>;
  if (type === "flag") return say(value === "true" ? "yes" : "no");
  if (type === "number") return <Code>{format.number(value)}</Code>;
  if (type === "entity") return <Anchor renderRoot={(props) => <Link to="/entities/$id" params={{ id: value }} {...props} />}><Data>{label ?? value.slice(0, 8)}</Data></Anchor>;
  if (label === undefined && MOMENT.test(value)) return <span style={{ whiteSpace: "nowrap" }}>{format.date(value)}</span>;
  if (label === undefined && DIGEST.test(value)) return <span style={{ display: "inline-block", minInlineSize: "10rem" }}><Code wrap>{value}</Code></span>;
  return label === undefined ? <PlainValue value={value} /> : <Data>{label}</Data>;
}
