import { Button, Group, Text } from "@mantine/core";

import type { WhyOne } from "@/core/identity";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { PlainValue } from "@/parts/Value";
import { JudgementLine } from "./JudgementLine";

export type Fragment = WhyOne["fragments"][number];

interface Props {
  fragment: Fragment;
  busy: boolean;
  onSplit: (fragment: string) => void;
  onUndo: (judgement: string) => void;
}

/** One record of an entity: its name and documents, to be split off; and the decision that joins it, to be taken back. */
export function FragmentLine({ fragment, busy, onSplit, onUndo }: Props) {
  const { t } = useLocale();
  const { judgement } = fragment;
  return (
    <>
      <Group gap="xs">
        <b>
          <PlainValue value={fragment.caption} />
        </b>
        <Text span size="xs" c="dimmed">
          <Data>{fragment.sources.join(separator())}</Data>
        </Text>
        <Button size="compact-xs" variant="default" disabled={busy} aria-label={`${t("identity.split")}: ${fragment.caption}`} onClick={() => { onSplit(fragment.id); }}>
          {t("identity.split")}
        </Button>
      </Group>
      {judgement !== null && (
        <Group gap="xs">
          <JudgementLine judgement={judgement} />
          <Button size="compact-xs" variant="subtle" disabled={busy} aria-label={`${t("identity.undo")}: ${fragment.caption}`} onClick={() => { onUndo(judgement.id); }}>
            {t("identity.undo")}
          </Button>
        </Group>
      )}
    </>
  );
}
