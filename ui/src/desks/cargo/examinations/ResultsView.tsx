import { Alert, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { DateField } from "@/parts/DateField";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Cargo.module.css";
import { CourseChart } from "./CourseChart";
import { boardQuery, type Rate, type Report, reportQuery, type Share } from "../server";
import { called, useSay } from "../words";

const GROUPS = ["why", "rules", "months", "models", "parties"] as const;

/** What openings taught: hit rates with their intervals beside the base rate of the lot, week by week, who was chosen how often and why, and about how much was missed. */
export function ResultsView({ search, go }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const asked = { post: search["post"] ?? "", first: search["first"] ?? "", last: search["last"] ?? "" };
  const found = useQuery(reportQuery(asked, locale));
  const board = useQuery(boardQuery({ post: "", mode: "", day: "", text: "", after: "" }, locale));
  const set = (more: Partial<typeof asked>) => { const next = { ...asked, ...more }; go({ post: next.post || undefined, first: next.first || undefined, last: next.last || undefined }); };
  return (
    <Stack maw="80rem" mx="auto" data-results={found.data?.all.opened}>
      <DeskHead title={say("results")} help={say("results.help")} />
      <Group align="end">
        <NativeSelect label={say("post")} value={asked.post} onChange={(event) => { set({ post: event.currentTarget.value }); }} data={[{ value: "", label: say("all") }, ...(board.data?.posts ?? []).map((value) => ({ value, label: board.data?.names[value] ?? value }))]} />
        <DateField label={say("results.first")} value={asked.first} onValue={(first) => { set({ first }); }} />
        <DateField label={say("results.last")} value={asked.last} onValue={(last) => { set({ last }); }} />
      </Group>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && <Shown report={found.data} />}
    </Stack>
  );
}

function Shown({ report }: { report: Report }) {
  const say = useSay();
  const format = useFormat();
  const base = report.random.rate ?? null;
  return (
    <>
      {report.remarks.length > 0 && <Alert variant="default" title={say("results.remarks")}><ul>{report.remarks.map((one) => <li key={one}><Data>{format.sentence(one)}</Data></li>)}</ul></Alert>}
      <Rates name={say("results.all")} lines={[report.all, report.random]} base={null} />
      {report.missed !== null && <Text>{say("results.missed", { among: format.number(Math.round(report.missed.among)), finds: format.number(Math.round(report.missed.finds)), low: format.number(Math.round(report.missed.low)), high: format.number(Math.round(report.missed.high)), known: format.number(report.missed.known) })}</Text>}
      {report.course.length > 0 && <Text size="sm" c="dimmed">{format.sentence(say("results.course.help"))}</Text>}
      <CourseChart name={say("results.course")} weeks={report.course} usual={report.all.rate ?? null} />
      <CourseChart name={say("results.course.random")} weeks={report.course_random} usual={base} />
      {base !== null && <Text size="sm" c="dimmed">{say("results.mark")}</Text>}
      {GROUPS.map((name) => report[name].length === 0 ? null : <Rates key={name} name={say(`results.${name}`)} lines={report[name]} base={base} />)}
      {report.shifts.length > 0 && <details><summary>{say("results.shifts")} ({format.number(report.shifts.length)})</summary><Rates name={say("results.shifts")} lines={report.shifts} base={base} /></details>}
      {(["origins", "declarants"] as const).map((name) => report[name].length === 0 ? null : <Shares key={name} name={say(`results.${name}`)} lines={report[name]} />)}
    </>
  );
}

function Framed({ name, columns, children }: { name: string; columns: readonly string[]; children: ReactNode }) {
  return (
    <section aria-label={name}>
      <Title order={2} size="h3" mb="xs">{name}</Title>
      <div className={table.frame} tabIndex={0} role="region" aria-label={name}>
        <table className={table.table}>
          <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
  );
}

function Rates({ name, lines, base }: { name: string; lines: readonly Rate[]; base: number | null }) {
  const say = useSay();
  const format = useFormat();
  const share = (value: number) => format.percent((100 * value).toFixed(1));
  return (
    <Framed name={name} columns={(["name", "opened", "finds", "rate", "between"] as const).map((column) => say(`column.${column}`))}>
      {lines.map((one) => (
        <tr key={one.name}>
          <th scope="row"><Data>{called(say, `why.${one.name}`)}</Data></th>
          <td><Code>{format.number(one.opened)}</Code></td>
          <td><Code>{format.number(one.found)}</Code></td>
          <td><Code>{one.rate === null ? "–" : share(one.rate)}</Code></td>
          <td>{one.rate === null ? "–" : <><div className={classes.rate} role="img" aria-label={`${share(one.low)} – ${share(one.high)}`} dir="ltr"><div className={classes.between} style={{ insetInlineStart: `${String(100 * one.low)}%`, inlineSize: `${String(Math.max(1, 100 * (one.high - one.low)))}%` }} />{base !== null && <div className={classes.mark} style={{ insetInlineStart: `${String(100 * base)}%` }} />}</div><Code>{`${share(one.low)} – ${share(one.high)}`}</Code></>}</td>
        </tr>
      ))}
    </Framed>
  );
}

/** Who was chosen how often, and for which reasons: so that a list that falls on one origin or declarant is seen. */
function Shares({ name, lines }: { name: string; lines: readonly Share[] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Framed name={name} columns={[say("column.name"), say("column.opened"), say("column.share"), say("column.why")]}>
      {lines.map((one) => (
        <tr key={one.name}>
          <th scope="row"><Data>{one.name}</Data></th>
          <td><Code>{format.number(one.opened)}</Code></td>
          <td><Code>{format.percent((100 * one.share).toFixed(1))}</Code></td>
          <td>{Object.entries(one.why).map(([why, count]) => `${called(say, `why.${why}`)} ${format.number(count)}`).join(say("comma"))}</td>
        </tr>
      ))}
    </Framed>
  );
}
