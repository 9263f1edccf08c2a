import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { download } from "@/core/download";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { ErrorNote, Loading } from "@/parts/Notes";
import table from "@/parts/Table.module.css";

import classes from "../Lab.module.css";
import { blobOf, type ReportedRun, reportedRunsQuery, useRunOut } from "../server";
import { Spectrum } from "../sequences/Spectrum";
import { called, useSay } from "../words";
import { TotalIons } from "./TotalIons";

const NO_LABELS: ReadonlyMap<number, string> = new Map();

/** What the runs behind the ledger showed, as the report prints it: chromatogram, retention, scan and match figures, spectra head to tail. */
export function RunsPart({ caseId, examination, version }: { caseId: string; examination: string; version: number }) {
  const say = useSay();
  const found = useQuery(reportedRunsQuery(caseId, examination, version));
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (found.data?.runs.length === 0) return null;
  return (
    <section aria-labelledby="runs" data-runs>
      <Title order={2} id="runs" mb="xs">{say("runs")}</Title>
      {found.data === undefined ? <Loading /> : <Stack>{found.data.runs.map((one) => <Run key={one.sha256} caseId={caseId} run={one} />)}</Stack>}
    </section>
  );
}

function Run({ caseId, run }: { caseId: string; run: ReportedRun }) {
  const say = useSay();
  const format = useFormat();
  const out = useRunOut();
  const leave = () => { out.mutate({ case: caseId, sequence: run.sequence, run: run.run, ions: [], form: "csv" }, { onSuccess: ({ file }) => { if (file !== null) download(file.name, blobOf(file)); } }); };
  return (
    <div>
      <Group gap="sm" mb="xs">
        <Title order={3} size="h4">{say("column.run")} <Code>{run.run}</Code></Title>
        <Text size="sm">{run.acquired === "" ? "" : format.date(run.acquired)} · <Data>{run.instrument}</Data> · <Data>{run.method}</Data></Text>
        {!run.missing && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `bench/${caseId}/${run.sequence}/${encodeURIComponent(run.run)}` }} {...props} />}>{say("runs.open")}</Anchor>}
        {!run.missing && <Button size="compact-sm" variant="default" loading={out.isPending} onClick={leave}>{say("run.csv")}</Button>}
      </Group>
      {out.isError && <ErrorNote error={out.error} />}
      {out.isSuccess && <Text size="sm" role="status">{say("run.exported")}</Text>}
      {run.missing ? <Alert variant="default">{say("runs.missing")}</Alert> : <TotalIons run={run} title={`${say("runs")}: ${run.run}`} />}
      <div className={table.frame} tabIndex={0} role="region" aria-label={`${say("runs")}: ${run.run}`}>
        <table className={table.table}>
          <thead><tr>{(["substance", "outcome", "minutes", "scan", "ratio", "likeness", "library"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
          <tbody>
            {run.substances.map((one) => (
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
      <div className={classes.sides}>
        {run.substances.filter((one) => one.spectrum.length > 0).map((one) => (
          <figure key={one.substance} style={{ margin: 0 }}>
            <figcaption><Data>{one.substance}</Data>: {say("runs.up")} {say("look.down")} {say("look.reference")} <Code>{one.reference_run}</Code></figcaption>
            <Spectrum title={`${say("look")}: ${one.substance}`} above={one.spectrum} below={one.reference} labels={NO_LABELS} />
          </figure>
        ))}
      </div>
    </div>
  );
}
