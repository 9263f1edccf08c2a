import { Alert, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Told";

import classes from "./Cargo.module.css";
import { DeskHead } from "./DeskHead";
import { type Rate, type Report, reportQuery } from "./server";
import { called, useSay } from "./words";

const GROUPS = ["why", "rules", "shifts", "months", "models", "parties"] as const;

/** What openings taught: hit rates with their intervals beside the base rate of the lot, and about how much was missed. */
export function ResultsView() {
  const { locale } = useLocale();
  const found = useQuery(reportQuery(locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return <Shown report={found.data} />;
}

function Shown({ report }: { report: Report }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Stack maw="80rem" mx="auto" data-results={report.all.opened}>
      <DeskHead title={say("results")} help={say("results.help")} />
      {report.remarks.length > 0 && <Alert variant="default" title={say("results.remarks")}><ul>{report.remarks.map((one) => <li key={one}><Data>{format.sentence(one)}</Data></li>)}</ul></Alert>}
      <Rates name={say("results.all")} lines={[report.all, report.random]} />
      {report.missed !== null && <Text>{say("results.missed", { among: format.number(Math.round(report.missed.among)), finds: format.number(Math.round(report.missed.finds)), low: format.number(Math.round(report.missed.low)), high: format.number(Math.round(report.missed.high)), known: format.number(report.missed.known) })}</Text>}
      {GROUPS.map((name) => report[name].length === 0 ? null : <Rates key={name} name={say(`results.${name}`)} lines={report[name]} />)}
    </Stack>
  );
}

function Rates({ name, lines }: { name: string; lines: readonly Rate[] }) {
  const say = useSay();
  const format = useFormat();
  const share = (value: number) => `${format.number((100 * value).toFixed(1))} %`;
  return (
    <section aria-label={name}>
      <Title order={2} size="h3" mb="xs">{name}</Title>
      <div className={table.frame} tabIndex={0} role="region" aria-label={name}>
        <table className={table.table}>
          <thead><tr>{(["name", "opened", "finds", "rate", "between"] as const).map((column) => <th key={column} scope="col">{say(`column.${column}`)}</th>)}</tr></thead>
          <tbody>
            {lines.map((one) => (
              <tr key={one.name}>
                <th scope="row"><Data>{called(say, `why.${one.name}`)}</Data></th>
                <td><Code>{format.number(one.opened)}</Code></td>
                <td><Code>{format.number(one.found)}</Code></td>
                <td><Code>{one.rate === null ? "–" : share(one.rate)}</Code></td>
                <td><div className={classes.rate} role="img" aria-label={`${share(one.low)} – ${share(one.high)}`} dir="ltr"><div className={classes.between} style={{ insetInlineStart: `${String(100 * one.low)}%`, inlineSize: `${String(Math.max(1, 100 * (one.high - one.low)))}%` }} /></div><Code>{`${share(one.low)} – ${share(one.high)}`}</Code></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
