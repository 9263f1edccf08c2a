import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { download } from "@/core/download";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { separator } from "@/i18n/separator";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Lab.module.css";
import { blobOf, type ReportedRun, reportedRunsQuery, useRunOut } from "../server";
import { Spectrum } from "../sequences/Spectrum";
import { SubstancesTable } from "../sequences/SubstancesTable";
import { useSay } from "../words";
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
        <Text size="sm">{run.acquired === "" ? "" : format.date(run.acquired)}{separator()}<Data>{run.instrument}</Data>{separator()}<Data>{run.method}</Data></Text>
        {!run.missing && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `bench/${caseId}/${run.sequence}/${encodeURIComponent(run.run)}` }} {...props} />}>{say("runs.open")}</Anchor>}
        {!run.missing && <Button size="compact-sm" variant="default" loading={out.isPending} onClick={leave}>{say("run.csv")}</Button>}
      </Group>
      {out.isError && <ErrorNote error={out.error} />}
      {out.isSuccess && <Text size="sm" role="status">{say("run.exported")}</Text>}
      {run.missing ? <Alert variant="default">{say("runs.missing")}</Alert> : <TotalIons run={run} title={`${say("runs")}: ${run.run}`} />}
      <SubstancesTable run={run.run} substances={run.substances} />
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
