import { Alert, Button, Group, Text } from "@mantine/core";

import { type Judgement, useUndo } from "@/core/identity";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "@/parts/Notes";
import { JudgementLine } from "./JudgementLine";

/** Decisions that contradict each other; each of them can be taken back. */
export function Contradiction({ title, judgements }: { title: string; judgements: readonly Judgement[] }) {
  const { t } = useLocale();
  const undo = useUndo();
  return (
    <Alert variant="default" icon={<Icon name="warning" />} title={title}>
      {judgements.map((item) => (
        <Group key={item.id} gap="xs" mb={4}>
          <JudgementLine judgement={item} />
          <Button size="compact-xs" variant="default" disabled={undo.isPending || undo.variables?.id === item.id} onClick={() => { undo.mutate({ id: item.id, reason: t("review.reason.undo") }); }}>
            {t("identity.undo")}
          </Button>
        </Group>
      ))}
      {undo.isSuccess && <Text size="sm" role="status">{t("identity.undone")}</Text>}
      {undo.isError && <ErrorNote error={undo.error} />}
    </Alert>
  );
}
