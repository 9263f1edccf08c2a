import { Text } from "@mantine/core";
import type { ReactNode } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import table from "@/parts/Table.module.css";
import { PlainValue } from "@/parts/Value";

import type { Json, Value } from "./answers";
import { isMark, sorted } from "./forRecord";
import type { Asking } from "./operations";
import { useSay } from "./words";

/** What fields and the values of choices are called. */
type Labels = Pick<Asking, "labels" | "values">;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** A list of more values (the peaks of a spectrum) opens when it is asked for. */
const LONG = 12;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** An answer: names with their values where there is one, a list of things as a table; what only the record needs is folded. */
export function AnswerView({ value, labels }: { value: Json; labels: Labels }) {
  const { told, kept } = sorted(value);
  return (
    <>
      <Entries value={told} labels={labels} />
      {Object.keys(kept).length > 0 && <ForRecord><Entries value={kept} labels={labels} /></ForRecord>}
    </>
  );
}

/** What nobody reads but somebody may ask for. */
export function ForRecord({ children }: { children: ReactNode }) {
  const say = useSay();
  return <details data-for-record style={{ marginBlockStart: "0.4rem" }}><summary>{say("operation.record")}</summary>{children}</details>;
}

function Entries({ value, labels }: { value: Json; labels: Labels }) {
  const format = useFormat();
  const entries = Object.entries(value);
  return (
    <dl style={{ display: "grid", gridTemplateColumns: "minmax(8rem, 14rem) minmax(0, 1fr)", gap: "0.4rem 1rem", margin: 0 }}>
      {entries.map(([name, one]) => (
        <div key={name} style={{ display: "contents" }}>
          <dt style={{ fontWeight: 600 }}><Name name={name} labels={labels} /></dt>
          <dd style={{ margin: 0, minWidth: 0, overflowWrap: "anywhere" }}>{name === "year" && typeof one === "number" ? <Code>{format.digits(String(one))}</Code> : <One value={one} labels={labels} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function Name({ name, labels }: { name: string; labels: Labels }) {
  const said = labels.labels[name] ?? labels.values[name];
  return said === undefined ? <Code>{name}</Code> : <Data>{said}</Data>;
}

function One({ value, labels }: { value: Value; labels: Labels }) {
  const say = useSay();
  const format = useFormat();
  if (value === null || value === "") return <span aria-hidden="true">–</span>;
  if (typeof value === "boolean") return say(value ? "yes" : "no");
  if (typeof value === "number") return <Code>{format.number(value)}</Code>;
  if (typeof value === "string" && labels.values[value] !== undefined) return <Data>{labels.values[value]}</Data>;
  if (typeof value === "string") return MOMENT.test(value) ? format.date(value) : DAY.test(value) ? format.date(value) : <PlainValue value={value} />;
  if (!Array.isArray(value)) return <AnswerView value={value} labels={labels} />;
  if (value.length === 0) return <Text component="span" size="sm" c="dimmed">{say("operation.none")}</Text>;
  const rows = value.filter(isThing);
  if (rows.length === value.length) return <Rows rows={rows} labels={labels} />;
  const list = <ul style={{ margin: 0 }}>{value.map((one, at) => <li key={at}><One value={one} labels={labels} /></li>)}</ul>;
  return value.length > LONG ? <details><summary>{say("operation.many", { n: format.number(value.length) })}</summary>{list}</details> : list;
}

const isThing = (value: Value): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

function Rows({ rows, labels }: { rows: readonly Json[]; labels: Labels }) {
  const say = useSay();
  const named = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const told = named.filter((name) => rows.some((row) => row[name] !== undefined && row[name] !== null && row[name] !== ""));
  const read = told.filter((name) => !rows.every((row) => typeof row[name] === "string" && isMark(row[name])));
  const names = read.length > 0 ? read : named;
  return (
    <div style={{ overflowWrap: "normal" }} className={table.frame} tabIndex={0} role="region" aria-label={say("operation.answer")}>
      <table className={table.table}>
        <thead><tr>{names.map((name) => <th key={name} scope="col"><Name name={name} labels={labels} /></th>)}</tr></thead>
        <tbody>
          {rows.map((row, at) => <tr key={at}>{names.map((name) => <td key={name} style={isThing(row[name] ?? null) ? { minInlineSize: "28rem" } : undefined}><One value={row[name] ?? null} labels={labels} /></td>)}</tr>)}
        </tbody>
      </table>
    </div>
  );
}
