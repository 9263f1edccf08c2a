import { Anchor, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";

import { downloadAddress } from "@/api/client";
import { choicesQuery, csvAddress, KINDS, type LogEntry, type LogFilter, logQuery, useActWords } from "@/core/audit";
import { desksQuery } from "@/core/desks/open";
import { useFormat, ZONE } from "@/core/format";
import { useCases } from "@/core/sources";
import { isolated } from "@/design/direction";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import table from "@/parts/Table.module.css";
import { Act } from "@/parts/Act";
import { DateField } from "@/parts/DateField";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

/** The log for the auditor: entries by person, act, case, period and text, page by page, and the same as a table to take away. */
export function Log() {
  const { t } = useLocale();
  const format = useFormat();
  const filter = useSearch({ from: "/inside/verify" });
  const log = useInfiniteQuery(logQuery(filter));
  const save = useMutation({ mutationFn: downloadAddress });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Stack component="section" gap="sm" data-log>
      <Title order={2} id="log">
        {t("audit.log")}
      </Title>
      <Filters filter={filter} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status" data-found>
          {log.data === undefined ? "" : format.counted("audit.found", log.data.pages[0]?.total ?? 0)}
        </Text>
        <Anchor component="button" type="button" size="sm" onClick={() => { save.mutate(csvAddress(filter)); }}>
          {t("audit.csv")}
        </Anchor>
      </Group>
      {save.isError && <ErrorNote error={save.error} />}
      {log.isPending && <Loading />}
      {log.isError && <ErrorNote error={log.error} retry={() => void log.refetch()} />}
      {log.data !== undefined && entries.length === 0 && <Empty title={t("audit.none")} />}
      {entries.length > 0 && <Entries entries={entries} />}
      {log.hasNextPage && (
        <Button variant="default" style={{ alignSelf: "start" }} loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("audit.more")}
        </Button>
      )}
    </Stack>
  );
}

function Filters({ filter }: { filter: LogFilter }) {
  const { t, locale } = useLocale();
  const navigate = useNavigate({ from: "/verify" });
  const choices = useQuery(choicesQuery);
  const cases = useCases();
  const desks = useQuery(desksQuery(locale));
  const words = useActWords();
  const set = (part: LogFilter) => void navigate({ search: { ...filter, ...part }, replace: true, resetScroll: false });
  const everything = { value: "", label: t("audit.filter.all") };
  const acts = (choices.data?.acts ?? []).map((act) => ({ value: act, label: words(act) ?? act })).sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Group gap="sm" align="start">
      <NativeSelect label={t("audit.filter.person")} value={filter.person ?? ""} data={[{ value: "", label: t("audit.filter.everybody") }, ...(choices.data?.persons ?? []).map(({ id, name }) => ({ value: id, label: isolated(called(id, name, t)) }))]} onChange={(event) => { set({ person: event.currentTarget.value || undefined }); }} />
      <NativeSelect label={t("audit.filter.kind")} value={filter.kind ?? ""} data={[everything, ...KINDS.map((kind) => ({ value: kind, label: t(`audit.kind.${kind}`) }))]} onChange={(event) => { set({ kind: KINDS.find((kind) => kind === event.currentTarget.value) }); }} />
      <NativeSelect label={t("audit.filter.act")} maw="18rem" value={filter.act ?? ""} data={[everything, ...acts]} onChange={(event) => { set({ act: event.currentTarget.value || undefined }); }} />
      <NativeSelect label={t("audit.filter.case")} value={filter.case ?? ""} data={[everything, ...(choices.data?.cases ?? []).map((id) => ({ value: id, label: isolated(cases.data?.find((one) => one.id === id)?.title ?? desks.data?.find((one) => id === `desk-${one.name}`)?.title ?? id) }))]} onChange={(event) => { set({ case: event.currentTarget.value || undefined }); }} />
      <DateField label={t("audit.filter.since")} value={filter.since ?? ""} onValue={(day) => { set({ since: day || undefined }); }} />
      <DateField label={t("audit.filter.until")} value={filter.until ?? ""} onValue={(day) => { set({ until: day || undefined }); }} />
      <TextInput label={t("audit.filter.text")} dir="ltr" maxLength={100} value={filter.text ?? ""} onChange={(event) => { set({ text: event.currentTarget.value || undefined }); }} />
    </Group>
  );
}

const PROGRAMS = ["machine", "restore", "carry-over"] as const;

/** Who did it: a person, or what acts where nobody is signed in. */
function Actor({ entry }: { entry: LogEntry }) {
  const { t } = useLocale();
  return <Data>{called(entry.actor, entry.by_name, t)}</Data>;
}

function called(id: string, name: string, t: (key: TextKey) => string): string {
  const program = PROGRAMS.find((one) => one === id);
  return program === undefined ? name || id : t(`audit.by.${program}`);
}

const PHASES = ["intent", "outcome", "read"] as const;

function Entries({ entries }: { entries: LogEntry[] }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-labelledby="log">
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t("audit.no")}</th>
            <th scope="col">{t("custody.when")}</th>
            <th scope="col">{t("audit.who")}</th>
            <th scope="col">{t("custody.act")}</th>
            <th scope="col">{t("audit.phase")}</th>
            <th scope="col">{t("audit.result")}</th>
            <th scope="col">{t("audit.object")}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.no} data-entry={entry.act}>
              <td>{format.number(entry.no)}</td>
              <td style={{ whiteSpace: "nowrap" }}>{format.exact(`${entry.at.slice(0, 19)}Z`, ZONE)}</td>
              <td>
                <Actor entry={entry} />
              </td>
              <td>
                <Act act={entry.act} />
              </td>
              <td>{t(`audit.phase.${PHASES.find((phase) => phase === entry.phase) ?? "read"}`)}</td>
              <td>
                <Result result={entry.result} />
              </td>
              <td className={table.name} data-original>
                <Code wrap>{entry.object}</Code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Result({ result }: { result: string }) {
  const { t } = useLocale();
  const [kind, code = ""] = result.split(":");
  if (kind !== "done" && kind !== "failed" && kind !== "refused") return null;
  return (
    <>
      {t(`audit.result.${kind}`)} {code !== "" && <Code>{code}</Code>}
    </>
  );
}
