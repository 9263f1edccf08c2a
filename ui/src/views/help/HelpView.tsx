import { Anchor, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type Command, type CommandGroup, COMMANDS, keyName, nameOf } from "@/core/commands";
import { sought } from "@/core/sought";
import { useCommandList } from "@/core/useCommands";
import { type Glossary, glossary } from "@/i18n/glossary";
import { useLocale } from "@/i18n/LocaleContext";
import { tasks } from "@/i18n/tasks";

import table from "@/parts/Table.module.css";
import { Loading } from "@/parts/Notes";
import { DeskTaskLists } from "./DeskTaskLists";
import { TaskList } from "./TaskList";

const GROUPS: readonly CommandGroup[] = ["page", "go", "chart", "select", "look"];

/** Ten tasks step by step and those of the desks at which somebody works, every command with its keys and its names elsewhere, and every word of the screen with a paragraph; fewer of each while something is typed at the top. */
export function HelpView() {
  const { t, locale } = useLocale();
  const [typed, seek] = useState("");
  const fits = sought(typed);
  const has = (...texts: readonly string[]) => fits(texts.join(" "));
  const { ofDesks } = useCommandList();
  const commands = [...COMMANDS, ...ofDesks.filter((command) => !command.id.includes(".way/"))].filter((command) => has(nameOf(command, t), ...command.words, ...command.keys.map(keyName)));
  const told = useQuery({ queryKey: ["tasks-of-help", locale], queryFn: () => tasks(locale), staleTime: Infinity });
  const words = useQuery({ queryKey: ["glossary", locale], queryFn: () => glossary(locale), staleTime: Infinity });
  return (
    <Stack maw="60rem" mx="auto" gap="xl">
      <Stack gap="xs">
        <Title order={1}>{t("help.title")}</Title>
        <TextInput type="search" maw="28rem" label={t("help.find")} dir={typed === "" ? undefined : "auto"} value={typed} onChange={(event) => { seek(event.currentTarget.value); }} />
        <Group component="nav" gap="md" aria-label={t("help.title")}>
          <Anchor href="#help-tasks">{t("help.tasks")}</Anchor>
          <Anchor href="#help-words">{t("help.words")}</Anchor>
          <Anchor href="#help-keys">{t("help.keys")}</Anchor>
        </Group>
      </Stack>
      <section aria-labelledby="help-tasks">
        <Title order={2} id="help-tasks" mb="sm">
          {t("help.tasks")}
        </Title>
        {told.data ? <TaskList tasks={Object.entries(told.data).filter(([, { title, steps }]) => has(title, ...steps))} open={typed !== ""} /> : <Loading />}
        <DeskTaskLists has={has} open={typed !== ""} />
      </section>
      <section aria-labelledby="help-words">
        <Title order={2} id="help-words">
          {t("help.words")}
        </Title>
        {words.data ? <Words words={Object.entries(words.data).filter(([, { term, text }]) => has(term, text))} /> : <Loading />}
      </section>
      <section aria-labelledby="help-keys">
        <Title order={2} id="help-keys">
          {t("help.keys")}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t("help.keys.text")}
        </Text>
        <Keys commands={commands} />
      </section>
    </Stack>
  );
}

function Words({ words }: { words: readonly [string, Glossary[keyof Glossary]][] }) {
  const { t } = useLocale();
  if (words.length === 0) return <Text role="status">{t("help.none")}</Text>;
  return (
    <dl data-glossary>
      {words.map(([id, { term, text }]) => (
        <div key={id} id={id} style={{ marginBlockEnd: "0.9rem" }}>
          <dt style={{ fontWeight: 600 }}>{term}</dt>
          <dd style={{ margin: 0, maxInlineSize: "48rem" }}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Keys({ commands }: { commands: readonly Command[] }) {
  const { t } = useLocale();
  if (commands.length === 0) return <Text role="status">{t("help.none")}</Text>;
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-labelledby="help-keys">
      <table className={table.table} data-commands>
        <thead>
          <tr>
            <th scope="col">{t("help.command")}</th>
            <th scope="col">{t("help.key")}</th>
            <th scope="col">{t("help.also")}</th>
          </tr>
        </thead>
        {GROUPS.filter((group) => commands.some((command) => command.group === group)).map((group) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                {t(`command-group.${group}`)}
              </th>
            </tr>
            {commands.filter((command) => command.group === group).map((command) => (
              <tr key={command.id}>
                <td>{nameOf(command, t)}</td>
                <td>
                  <bdi dir="ltr">{command.keys.map(keyName).join(", ")}</bdi>
                </td>
                <td lang="en">
                  <bdi dir="ltr">{command.words.join(", ")}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}
