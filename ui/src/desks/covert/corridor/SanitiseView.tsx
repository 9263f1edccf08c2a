import { Alert, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { useCases } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import { DateField } from "@/parts/DateField";
import { ErrorNote, Loading } from "@/parts/Notes";
import table from "@/parts/Table.module.css";

import classes from "../Covert.module.css";
import { reportQuery, reportsQuery, type SourceReport, useIssue, wordingQuery } from "../server";
import { useGradeGroups } from "../useGradeGroups";
import { useSay } from "../words";

/** The source reports that wait, then the sanitiser's two sides: the one that was opened as it lies in the vault, and the intelligence report that leaves it, checked as it is typed. */
export function SanitiseView() {
  const say = useSay();
  const { locale } = useLocale();
  const [report, open] = useState("");
  const found = useQuery({ ...reportQuery(report, locale), enabled: report !== "" });
  return (
    <Stack maw="90rem" mx="auto" data-sanitise>
      <DeskHead title={say("sanitise")} help={say("sanitise.help")} />
      <Waiting opened={report} onOpen={open} />
      {report !== "" && found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} />}
      {found.data !== undefined && <Sides key={found.data.report} report={found.data} />}
    </Stack>
  );
}

/** The reports to choose from; one that is not listed is opened by its number. */
function Waiting({ opened, onOpen }: { opened: string; onOpen: (report: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(reportsQuery);
  const [number, setNumber] = useState("");
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { reports } = found.data;
  return (
    <section aria-labelledby="waiting">
      <Title order={2} size="h4" id="waiting">{say("sanitise.waiting")}</Title>
      <Text size="sm" c="dimmed">{say("sanitise.waiting.help")}</Text>
      {reports.length === 0 ? <Text mt="xs">{say("sanitise.none")}</Text> : (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say("sanitise.waiting")}>
          <table className={table.table}>
            <thead><tr>{[say("sanitise.said"), say("sanitise.basis"), say("column.state"), say("column.number"), say("column.do")].map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
            <tbody>
              {reports.map((one) => (
                <tr key={one.report} data-report={one.report} data-waits={!one.issued} aria-selected={one.report === opened}>
                  <th scope="row">{format.date(one.at)}</th>
                  <td>{say(basisKey(one.rests_on))}</td>
                  <td>{say(one.issued ? "sanitise.issued.before" : "sanitise.waits")}</td>
                  <td><Code>{one.report}</Code></td>
                  <td><Button size="compact-sm" variant={one.issued ? "default" : "filled"} aria-label={`${say("sanitise.open")}: ${one.report}`} onClick={() => { onOpen(one.report); }}>{say("sanitise.open")}</Button></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <details>
        <summary>{say("sanitise.other")}</summary>
        <form onSubmit={(event) => { event.preventDefault(); onOpen(number.trim()); }}>
          <Group align="flex-end">
            <TextInput label={say("sanitise.number")} description={say("sanitise.number.help")} dir="ltr" required maxLength={20} value={number} onChange={(event) => { setNumber(event.currentTarget.value); }} />
            <Button type="submit" variant="default">{say("sanitise.open")}</Button>
          </Group>
        </form>
      </details>
    </section>
  );
}

function Sides({ report }: { report: SourceReport }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className={classes.sides}>
      <section aria-labelledby="in-vault" className={classes.vault} data-vault>
        <Title order={2} size="h4" id="in-vault">{say("sanitise.vault")}</Title>
        <Stack gap="xs">
          <Text size="sm"><Code>{report.report}</Code>{BESIDE}{format.date(report.at)}</Text>
          <Text size="sm">{say("contact.item.basis")}: {say(basisKey(report.rests_on))}</Text>
          {report.knowable && <Text size="sm" fw={600}>{say("contact.item.knowable")}</Text>}
          {report.names.length > 0 && <Text size="sm">{say("contact.item.names")}: {report.names.map((name, at) => <span key={name}>{at > 0 && "، "}<Data>{name}</Data></span>)}</Text>}
          <Text className={classes.said} dir="auto">{report.text}</Text>
        </Stack>
      </section>
      {report.handles ? <Text fw={600} data-handles>{say("sanitise.handles")}</Text> : <Writing report={report} />}
    </div>
  );
}

const basisKey = (basis: string) => (basis === "own" || basis === "corroborated" || basis === "uncorroborated" || basis === "false" ? (`basis.${basis}` as const) : "basis.unknown");

function Writing({ report }: { report: SourceReport }) {
  const say = useSay();
  const { locale } = useLocale();
  const words = useWords();
  const gradeGroups = useGradeGroups();
  const cases = useCases();
  const issue = useIssue();
  const format = useFormat();
  const others = (useQuery(reportsQuery).data?.reports ?? []).filter((one) => one.report !== report.report);
  const [typed, setTyped] = useState({ case: "", text: "", since: "", until: "", grade: "", handling: "", mitigation: "", second: "" });
  const put = (more: Partial<typeof typed>) => { setTyped((before) => ({ ...before, ...more })); };
  const asked = { text: typed.text, said: report.text, at: report.at, names: report.names, since: typed.since || null, until: typed.until || null, knowable: report.knowable, mitigation: typed.mitigation };
  const [paused] = useDebouncedValue(asked, 400);
  const checks = useQuery(wordingQuery(paused, locale));
  const written = typed.text.trim() !== ""; // of what nobody wrote yet nothing can be said to hold
  const wrong = !written || (checks.data?.checks.some((one) => !one.holds) ?? true);
  if (issue.data !== undefined)
    return (
      <Alert variant="default" icon={<Icon name="check" />} title={say("sanitise.issued")} role="status" data-issued={issue.data.number}>
        <Code>{issue.data.number}</Code>{BESIDE}<Link to="/sources/$id" params={{ id: issue.data.source }}>{say("sanitise.original")}</Link>
      </Alert>
    );
  return (
    <section aria-labelledby="leaving">
      <Title order={2} size="h4" id="leaving">{say("sanitise.leaving")}</Title>
      <form onSubmit={(event) => { event.preventDefault(); issue.mutate({ report: report.report, ...typed }); }}>
        <Stack>
          <Textarea label={say("sanitise.text")} dir="auto" autosize minRows={6} required maxLength={20_000} value={typed.text} onChange={(event) => { put({ text: event.currentTarget.value }); }} />
          <Group grow>
            <DateField label={say("sanitise.since")} required value={typed.since} onValue={(since) => { put({ since }); }} />
            <DateField label={say("sanitise.until")} required value={typed.until} onValue={(until) => { put({ until }); }} />
          </Group>
          <Textarea label={say("sanitise.mitigation")} description={say("sanitise.mitigation.help")} dir="auto" autosize minRows={1} required={report.knowable} maxLength={2000} value={typed.mitigation} onChange={(event) => { put({ mitigation: event.currentTarget.value }); }} />
          <ul style={{ listStyle: "none", padding: 0, margin: 0 }} aria-live="polite" data-checks>
            {!written && <li><Text size="sm" c="dimmed">{say("sanitise.unwritten")}</Text></li>}
            {(written ? (checks.data?.checks ?? []) : []).map((one) => (
              <li key={one.check} data-check={one.check} data-holds={one.holds}>
                <Group gap="xs" align="flex-start" wrap="nowrap">
                  <Icon name={one.holds ? "check" : "warning"} />
                  <Text size="sm" fw={one.holds ? 400 : 600}>{say(`check.${one.check}`)}: {one.holds ? say("check.holds") : <bdi dir="auto">{one.sentence}</bdi>}</Text>
                </Group>
              </li>
            ))}
          </ul>
          <NativeSelect label={say("sanitise.grade")} description={say("sanitise.grade.help")} required value={typed.grade} data={[{ value: "", label: say("choose") }, ...gradeGroups(report.grades)]} onChange={(event) => { put({ grade: event.currentTarget.value }); }} />
          <NativeSelect label={say("sanitise.second")} description={say("sanitise.second.help")} value={typed.second} data={[{ value: "", label: say("sanitise.second.none") }, ...others.map((one) => ({ value: one.report, label: `${format.date(one.at)} (${one.report})` }))]} onChange={(event) => { put({ second: event.currentTarget.value }); }} />
          <NativeSelect label={say("sanitise.handling")} required value={typed.handling} data={[{ value: "", label: say("choose") }, ...Object.keys(words.vocabulary.handling).map((one) => ({ value: one, label: words.handling(one) }))]} onChange={(event) => { put({ handling: event.currentTarget.value }); }} />
          <NativeSelect label={say("sanitise.case")} required value={typed.case} data={[{ value: "", label: say("choose") }, ...(cases.data ?? []).map((one) => ({ value: one.id, label: one.title }))]} onChange={(event) => { put({ case: event.currentTarget.value }); }} />
          {issue.isError && <ErrorNote error={issue.error} />}
          <Group><Button type="submit" loading={issue.isPending} disabled={wrong}>{say("sanitise.issue")}</Button><Text size="sm" c="dimmed">{say(wrong ? "sanitise.wrong" : "sanitise.ready")}</Text></Group>
        </Stack>
      </form>
    </section>
  );
}
