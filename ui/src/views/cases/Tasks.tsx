import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { byUrgency, caseMembersQuery, taskBody, wholeQuery } from "@/core/casework";
import { type CaseDocument, useSaveDocument } from "@/core/documents";
import { useFormat } from "@/core/format";
import { isolated } from "@/design/direction";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { DateField } from "@/parts/DateField";
import { ErrorNote, Loading } from "@/parts/Notes";
import { About } from "./About";

/** What is to be done in a case, by whom and until when; ticked off when done. */
export function Tasks({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const tasks = useQuery(wholeQuery(caseId, "task"));
  const members = useQuery(caseMembersQuery(caseId));
  const name = (login: string) => members.data?.find((item) => item.login === login)?.name ?? login;
  return (
    <Stack>
      <Add caseId={caseId} members={members.data ?? []} />
      {tasks.isPending && <Loading />}
      {tasks.isError && <ErrorNote error={tasks.error} retry={() => void tasks.refetch()} />}
      {tasks.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("tasks.none")}
        </Text>
      )}
      {tasks.data !== undefined && tasks.data.length > 0 && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={t("case.tab.tasks")}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("tasks.what")}</th>
                <th scope="col">{t("tasks.to")}</th>
                <th scope="col">{t("tasks.due")}</th>
              </tr>
            </thead>
            <tbody>
              {tasks.data.toSorted((a, b) => byUrgency(taskBody(a), taskBody(b))).map((task) => (
                <Line key={task.id} task={task} name={name} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Stack>
  );
}

function Line({ task, name }: { task: CaseDocument; name: (login: string) => string }) {
  const { t } = useLocale();
  const format = useFormat();
  const save = useSaveDocument();
  const told = taskBody(task);
  return (
    <tr data-task={told.done ? "done" : "open"}>
      <td className={table.name}>
        <Checkbox
          checked={save.isPending !== told.done}
          disabled={save.isPending}
          label={<Data>{task.title}</Data>}
          styles={{ label: { textDecoration: told.done ? "line-through" : undefined } }}
          onChange={(event) => { save.mutate({ case: task.case, id: task.id, version: task.version, kind: "task", title: task.title, body: { ...task.body, done: event.currentTarget.checked } }); }}
        />
        <About about={told.about} />
        {save.isError && <ErrorNote error={save.error} />}
      </td>
      <td>{told.to === "" ? t("tasks.anybody") : <Data>{name(told.to)}</Data>}</td>
      <td>{told.due === "" ? "–" : format.date(told.due)}</td>
    </tr>
  );
}

function Add({ caseId, members }: { caseId: string; members: { login: string; name: string }[] }) {
  const { t } = useLocale();
  const save = useSaveDocument();
  const [given, setGiven] = useState({ title: "", to: "", due: "" });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { title, ...rest } = given;
        save.mutate({ case: caseId, id: "", version: 0, kind: "task", title: title.trim(), body: { ...rest, done: false, about: [] } }, { onSuccess: () => { setGiven({ title: "", to: given.to, due: "" }); } });
      }}
    >
      <Group align="end" gap="sm">
        <TextInput style={{ flexGrow: 1 }} label={t("tasks.add")} dir="auto" maxLength={300} required withAsterisk={false} value={given.title} onChange={(event) => { setGiven({ ...given, title: event.currentTarget.value }); }} />
        <NativeSelect label={t("tasks.to")} value={given.to} data={[{ value: "", label: t("tasks.anybody") }, ...members.map((item) => ({ value: item.login, label: isolated(item.name) }))]} onChange={(event) => { setGiven({ ...given, to: event.currentTarget.value }); }} />
        <DateField label={t("tasks.due")} value={given.due} onValue={(due) => { setGiven({ ...given, due }); }} />
        <Button type="submit" loading={save.isPending} disabled={given.title.trim() === ""}>
          {t("chart.put")}
        </Button>
      </Group>
      {save.isError && <ErrorNote error={save.error} />}
    </form>
  );
}
