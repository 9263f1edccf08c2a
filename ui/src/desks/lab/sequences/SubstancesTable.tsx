import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import table from "@/parts/Table.module.css";

import type { Traces } from "../server";
import { called, useSay } from "../words";

/** What a run says of the substances of its method: the same on the page of the run and on that of the exhibit. */
export function SubstancesTable({ run, substances }: { run: string; substances: Traces["substances"] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={`${say("runs")}: ${run}`}>
      <table className={table.table}>
        <thead><tr>{(["substance", "outcome", "minutes", "scan", "ratio", "likeness", "library"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
        <tbody>
          {substances.map((one) => (
            <tr key={one.substance} data-reported={one.substance}>
              <th scope="row"><Data>{one.substance}</Data></th>
              <td>{called(say, `outcome.${one.outcome}`)}</td>
              <td><Code>{one.time === null ? "–" : format.number((one.time / 60).toFixed(3))}</Code></td>
              <td><Code>{one.scan === null ? "–" : format.number(one.scan)}</Code></td>
              <td><Code>{one.spectrum.length === 0 ? "–" : format.number(one.ratio)}</Code></td>
              <td><Code>{one.cosine === null ? "–" : format.number(one.cosine.toFixed(4))}</Code></td>
              <td>{one.score === null ? "–" : <><Data>{one.hit}</Data> <Code>{format.number(one.score.toFixed(3))}</Code></>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
