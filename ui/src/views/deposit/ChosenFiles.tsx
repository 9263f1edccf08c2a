import { Button, Group, Paper, Stack, Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import type { Chosen } from "@/core/sources";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

const SHOWN = 50;

/** What is about to be handed over, each file with its size and a way to leave it out. */
export function ChosenFiles({ files, onRemove }: { files: Chosen[]; onRemove: (name: string) => void }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <Paper withBorder p="sm">
      <Stack gap={4} component="ul" style={{ listStyle: "none", margin: 0, padding: 0, maxBlockSize: "16rem", overflowY: "auto" }}>
        {files.slice(0, SHOWN).map(({ name, file }) => (
          <Group key={name} component="li" justify="space-between" wrap="nowrap">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              <Data>{name}</Data>{" "}
              <Text span size="xs" c="dimmed">
                <Code>{size(file.size)}</Code>
              </Text>
            </Text>
            <Button size="compact-xs" variant="default" aria-label={t("deposit.remove.of", { name })} onClick={() => { onRemove(name); }}>
              {t("deposit.remove")}
            </Button>
          </Group>
        ))}
      </Stack>
      {files.length > SHOWN && <Text size="sm">{format.counted("jobs.more", files.length - SHOWN)}</Text>}
    </Paper>
  );
}

const size = (bytes: number): string => (bytes < 1000 ? `${bytes} B` : bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);
