import { Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import table from "@/parts/Table.module.css";

import { CellView } from "./CellView";
import type { Things } from "./server";
import { useSay } from "./words";

/** Longer lists are opened by whoever wants them. */
const SHOWN = 12;

/** What a field holds that has parts of its own: one thing as names with values, many as a table; a long table, and what stands within another, is closed at first. */
export function ThingsView({ things, label, within = false }: { things: Things; label: string; within?: boolean }) {
  const say = useSay();
  const format = useFormat();
  const [first] = things.rows;
  if (first === undefined) return <span aria-hidden="true">–</span>;
  if (within) {
    return (
      <details>
        <summary><Text span size="sm">{things.many ? say("record.things", { n: format.number(things.rows.length) }) : <Data>{label}</Data>}</Text></summary>
        <ThingsView things={things} label={label} />
      </details>
    );
  }
  if (!things.many) {
    return (
      <dl style={{ display: "grid", gridTemplateColumns: "minmax(7rem, 12rem) minmax(0, 1fr)", gap: "0.25rem 0.8rem", margin: 0 }}>
        {first.filter((part) => part.values.length > 0 || part.things != null).map((part) => (
          <div key={part.name} style={{ display: "contents" }}>
            <dt style={{ fontWeight: 600 }}><Data>{part.label}</Data></dt>
            <dd style={{ margin: 0, minWidth: 0 }}><PartView part={part} /></dd>
          </div>
        ))}
      </dl>
    );
  }
  const rows = (
    <div className={table.frame} style={{ overflowWrap: "normal" }} tabIndex={0} role="region" aria-label={label}>
      <table className={table.table}>
        <thead><tr>{first.map((part) => <th key={part.name} scope="col"><Data>{part.label}</Data></th>)}</tr></thead>
        <tbody>{things.rows.map((row, at) => <tr key={at}>{row.map((part) => <td key={part.name}><PartView part={part} within /></td>)}</tr>)}</tbody>
      </table>
    </div>
  );
  if (things.rows.length <= SHOWN) return rows;
  return (
    <details>
      <summary><Text span size="sm">{say("record.things", { n: format.number(things.rows.length) })}</Text></summary>
      {rows}
    </details>
  );
}

function PartView({ part, within = false }: { part: Things["rows"][number][number]; within?: boolean }) {
  return part.things == null ? <CellView type={part.type} cell={part} /> : <ThingsView things={part.things} label={part.label} within={within} />;
}
