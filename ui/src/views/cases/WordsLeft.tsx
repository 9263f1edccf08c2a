import { Anchor, Button, Group, Modal, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useWords, wordsQuery } from "@/core/casework";
import { useFormat } from "@/core/format";
import type { components } from "@/api/schema";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { ErrorNote } from "@/parts/Notes";

type Proposed = components["schemas"]["ProposedBody"];
const WHERE = ["document", "record", "decision", "judgement", "title", "mapping"] as const;

/** Words in texts of a case that only an erased document stated. A supervisor who may read the text strikes them for good or leaves them. */
export function WordsLeft({ caseId }: { caseId: string }) {
  const { t } = useLocale();
  const proposed = useQuery(wordsQuery);
  if (proposed.isError) return <ErrorNote error={proposed.error} />;
  const own = (proposed.data ?? []).filter((item) => item.case === caseId);
  if (own.length === 0) return null;
  return (
    <section>
      <Title order={2}>{t("words-left")}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t("words-left.help")}
      </Text>
      <Stack gap="xs">
        {own.map((item) => (
          <Place key={item.id} item={item} />
        ))}
      </Stack>
    </section>
  );
}

function Place({ item }: { item: Proposed }) {
  const { t } = useLocale();
  const format = useFormat();
  const decide = useWords(item.id);
  const [asking, setAsking] = useState(false);
  const [all, setAll] = useState(false);
  const shown = all ? item.places : item.places.slice(0, 5);
  return (
    <Paper withBorder p="sm" data-words={item.id}>
      <Text size="sm" fw={600}>
        {t(`words-left.what.${WHERE.find((what) => what === item.what) ?? "document"}`)}{separator()}<Data>{item.order}</Data>
      </Text>
      <ul>
        {shown.map((place, index) => (
          <li key={index}>
            <bdi dir="auto">
              {place.before}
              <mark>{place.words}</mark>
              {place.after}
            </bdi>
          </li>
        ))}
      </ul>
      {item.places.length > shown.length && (
        <Anchor component="button" type="button" size="sm" onClick={() => { setAll(true); }}>
          {t("words-left.more", { n: format.number(item.places.length - shown.length) })}
        </Anchor>
      )}
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" loading={decide.isPending} onClick={() => { decide.mutate("leave"); }}>
          {t("words-left.leave")}
        </Button>
        <Button size="compact-sm" variant="default" color="red" loading={decide.isPending} onClick={() => { setAsking(true); }}>
          {t("words-left.strike")}
        </Button>
      </Group>
      {decide.isError && <ErrorNote error={decide.error} />}
      <Modal opened={asking} onClose={() => { setAsking(false); }} title={t("words-left.strike")} centered closeButtonProps={{ "aria-label": t("dialog.close") }}>
        <Text size="sm">{t("words-left.sure")}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => { setAsking(false); }}>{t("dialog.cancel")}</Button>
          <Button color="red" onClick={() => { setAsking(false); decide.mutate("strike"); }}>
            {t("words-left.strike")}
          </Button>
        </Group>
      </Modal>
    </Paper>
  );
}
