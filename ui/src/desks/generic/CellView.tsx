import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { useDeskWords } from "@/i18n/words";
import { PlainValue } from "@/parts/Value";

import type { Cell } from "./server";
import { words } from "./words";

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
  const say = useDeskWords(words);
  const format = useFormat();
  if (type === "time") return <span style={{ whiteSpace: "nowrap" }}>{format.date(value)}</span>;
  if (type === "day") return <span style={{ whiteSpace: "nowrap" }}>{format.date(value)}</span>;
  if (type === "flag") return say(value === "true" ? "yes" : "no");
  if (type === "number") return <Code>{format.number(value)}</Code>;
  if (type === "entity") return <Anchor renderRoot={(props) => <Link to="/entities/$id" params={{ id: value }} {...props} />}><Data>{label ?? value.slice(0, 8)}</Data></Anchor>;
  return label === undefined ? <PlainValue value={value} /> : <Data>{label}</Data>;
}
