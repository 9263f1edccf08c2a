import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { placed, writeAt } from "@/core/place";
import { idleQuery } from "@/core/search";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { PlaceLabel } from "@/parts/PlaceLabel";

/** What was found in columns that no mapping uses: the text, its column, and the row of the original where it stands first. */
export function Idle({ q }: { q: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const found = useQuery(idleQuery(q));
  if (found.data === undefined || found.data.hits.length === 0) return null;
  return (
    <section data-idle-found>
      <Title order={2} size="h4">
        {t("idle.title")}
      </Title>
      <Text size="xs" c="dimmed">
        {t("idle.text")}
        {found.data.incomplete > 0 && ` ${t("idle.incomplete", { n: format.number(found.data.incomplete) })}`}
      </Text>
      <Stack gap="xs" mt="xs" component="ul" style={{ listStyle: "none", paddingInlineStart: 0 }}>
        {found.data.hits.map((hit) => (
          <li key={`${hit.source} ${hit.part} ${hit.column} ${hit.row} ${hit.text}`}>
            <Data>{hit.text}</Data>
            <Text size="xs" c="dimmed" component="div">
              <Data>{hit.field}</Data>{separator()}<Data>{hit.source_name}</Data>{separator()}
              <Anchor component={Link} size="xs" to={`/sources/${hit.source}?at=${writeAt({ source: hit.source, part: hit.part, row: hit.row, column: hit.column })}`}>
                <PlaceLabel place={placed(hit)} />
              </Anchor>
              {hit.amount > 1 && `${separator()}${t("idle.times", { n: format.number(hit.amount) })}`}
            </Text>
          </li>
        ))}
      </Stack>
      {found.data.truncated && <Text size="sm">{t("idle.more")}</Text>}
    </section>
  );
}
