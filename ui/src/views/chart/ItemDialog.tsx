import { NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { typesOf } from "@/core/record";
import type { Case } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "@/parts/Dialog";
import { RecordForm } from "../record/RecordForm";

/** A new item on the chart: its type and the form of new records; sealed as a graded note, then drawn. */
export function ItemDialog({ cases, caseId, onDrawn, onClose }: { cases: readonly Case[]; caseId: string; onDrawn: (entity: string) => void; onClose: () => void }) {
  const { t } = useLocale();
  const words = useWords();
  const [type, setType] = useState("Person");
  const schema = words.vocabulary.schemata[type];
  const types = typesOf(words.vocabulary, false)
    .map((item) => ({ value: item.name, label: words.type(item.name) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const ordered = [...cases].sort((a, b) => Number(b.id === caseId) - Number(a.id === caseId));
  return (
    <Dialog onClose={onClose} size="64rem" title={t("command.chart.item")}>
      <Stack data-item>
        <Text size="sm" c="dimmed">
          {t("record.text")}
        </Text>
        <NativeSelect data-autofocus maw="24rem" label={t("record.type")} value={type} data={types} onChange={(event) => { setType(event.currentTarget.value); }} />
        {schema !== undefined && <RecordForm key={type} schema={type} cases={ordered} start={{}} onRead={onDrawn} />}
      </Stack>
    </Dialog>
  );
}
