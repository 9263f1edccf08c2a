import { Anchor, Button, Group, NativeSelect, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { hideTasks, sampleQuery, tasksHidden, useSampleAccount } from "@/core/sample";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";

/** In the sample workspace, and in an exercise: what to try first as this account, checked off by the records, and the other accounts. */
export function GuidedTasks() {
  const { t, locale } = useLocale();
  const format = useFormat();
  const person = usePerson();
  const sample = useQuery(sampleQuery(locale));
  const change = useSampleAccount();
  const [hidden, setHidden] = useState(tasksHidden);
  if (!sample.data || (sample.data.accounts.length === 0 && sample.data.tasks.length === 0)) return null;
  const exercise = sample.data.exercise;
  const show = (on: boolean) => { hideTasks(!on); setHidden(!on); };
  if (hidden) return <Anchor component="button" type="button" size="sm" style={{ alignSelf: "start" }} onClick={() => { show(true); }}>{t("sample.show")}</Anchor>;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="guided-tasks" data-guided>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} id="guided-tasks">{exercise ? <bdi>{exercise.title}</bdi> : t("sample.title")}</Title>
          <Button variant="subtle" size="compact-sm" onClick={() => { show(false); }}>{t("sample.hide")}</Button>
        </Group>
        <Text size="sm" c="dimmed">{exercise ? t("exercise.text", { n: format.number(exercise.level) }) : t("sample.text")}</Text>
        {exercise?.trainer && <Anchor component={Link} to="/exercise" size="sm">{t("exercise.results")}</Anchor>}
        {sample.data.tasks.map((task) => (
          <Group key={task.text} gap="sm" wrap="nowrap" data-task={task.done ? "done" : "open"}>
            <Icon name={task.done ? "check" : "todo"} />
            <div>
              <Text><bdi>{task.text}</bdi></Text>
              {task.done && <Text size="sm" c="dimmed">{t(exercise ? "exercise.begun" : "sample.done")}</Text>}
              {(!task.done || exercise) && <Anchor component={Link} to={task.to} size="sm">{t("sample.begin")}</Anchor>}
            </div>
          </Group>
        ))}
        {sample.data.tasks.length === 0 && <Text size="sm">{t("sample.none")}</Text>}
        {change.isError && <ErrorNote error={change.error} />}
        {sample.data.accounts.length > 0 && (
          <NativeSelect
            label={t("sample.account")}
            maw="20rem"
            value={person.login}
            disabled={change.isPending}
            data={sample.data.accounts.map((one) => ({ value: one.login, label: one.name }))}
            onChange={(event) => { change.mutate(event.currentTarget.value); }}
          />
        )}
      </Stack>
    </Paper>
  );
}
