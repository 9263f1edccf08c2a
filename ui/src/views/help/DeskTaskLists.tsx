import { Title } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";

import { useOpenDesks } from "@/core/desks/open";
import { useLocale } from "@/i18n/LocaleContext";

import { TaskList } from "./TaskList";

/** What people do at the desks at which somebody works, desk by desk; a desk that says nothing of what is sought is left out. */
export function DeskTaskLists({ has, open }: { has: (...texts: readonly string[]) => boolean; open: boolean }) {
  const { locale } = useLocale();
  const { data } = useOpenDesks();
  const told = (data ?? []).flatMap(({ desk, page }) => (page?.tasks === undefined ? [] : [{ desk, tasks: page.tasks }]));
  const found = useQueries({ queries: told.map(({ desk, tasks }) => ({ queryKey: ["tasks-of-desk", desk.name, locale], queryFn: () => tasks(locale), staleTime: Infinity })) });
  return told.map(({ desk }, at) => {
    const tasks = Object.entries(found[at]?.data ?? {}).filter(([, { title, steps }]) => has(title, ...steps));
    if (tasks.length === 0) return null;
    return (
      <section key={desk.name} aria-labelledby={`help-${desk.name}`} data-desk-tasks={desk.name}>
        <Title order={3} id={`help-${desk.name}`} mt="md" mb="xs">{desk.title}</Title>
        <TaskList tasks={tasks} open={open} />
      </section>
    );
  });
}
