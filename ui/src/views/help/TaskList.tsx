import { List, Text } from "@mantine/core";

import { useLocale } from "@/i18n/LocaleContext";

/** What people come to do, each with its steps behind a fold; while something is sought, those found are open. */
export function TaskList({ tasks, open }: { tasks: readonly [string, { title: string; steps: readonly string[] }][]; open: boolean }) {
  const { t } = useLocale();
  if (tasks.length === 0) return <Text role="status">{t("help.none")}</Text>;
  return (
    <div data-tasks={tasks.length}>
      {tasks.map(([id, { title, steps }]) => (
        <details key={`${id} ${String(open)}`} id={`task-${id}`} open={open} style={{ marginBlockEnd: "0.6rem" }}>
          <summary style={{ fontWeight: 600, cursor: "pointer" }}>{title}</summary>
          <List type="ordered" mt="xs" ps="md" maw="48rem" spacing={4}>
            {steps.map((step) => <List.Item key={step}>{step}</List.Item>)}
          </List>
        </details>
      ))}
    </div>
  );
}
