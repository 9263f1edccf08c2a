import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { type CommandGroup, COMMANDS, keyName } from "@/core/commands";
import { type Glossary, glossary } from "@/i18n/glossary";
import { useLocale } from "@/i18n/LocaleContext";

import table from "../home/Sources.module.css";
import { Loading } from "../parts/Told";

const GROUPS: readonly CommandGroup[] = ["page", "go", "chart", "select", "look"];

/** Every command with its keys and its names elsewhere, and every word of the screen with a paragraph. */
export function HelpView() {
  const { t, locale } = useLocale();
  const words = useQuery({ queryKey: ["glossary", locale], queryFn: () => glossary(locale), staleTime: Infinity });
  return (
    <Stack maw="60rem" mx="auto" gap="xl">
      <Title order={1}>{t("help.title")}</Title>
      <section aria-labelledby="help-words">
        <Title order={2} id="help-words">
          {t("help.words")}
        </Title>
        {words.data ? <Words words={words.data} /> : <Loading />}
      </section>
      <section aria-labelledby="help-keys">
        <Title order={2} id="help-keys">
          {t("help.keys")}
        </Title>
        <Text size="sm" c="dimmed" mb="sm">
          {t("help.keys.text")}
        </Text>
        <Keys />
      </section>
    </Stack>
  );
}

function Words({ words }: { words: Glossary }) {
  return (
    <dl data-glossary>
      {Object.entries(words).map(([id, { term, text }]) => (
        <div key={id} id={id} style={{ marginBlockEnd: "0.9rem" }}>
          <dt style={{ fontWeight: 600 }}>{term}</dt>
          <dd style={{ margin: 0, maxInlineSize: "48rem" }}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function Keys() {
  const { t } = useLocale();
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
        {GROUPS.map((group) => (
          <tbody key={group}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                {t(`command-group.${group}`)}
              </th>
            </tr>
            {COMMANDS.filter((command) => command.group === group).map((command) => (
              <tr key={command.id}>
                <td>{t(command.name)}</td>
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
