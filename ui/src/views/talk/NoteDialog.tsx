import { Button, Group, Modal, NativeSelect, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Reference } from "@/core/casework";
import { useSaveDocument } from "@/core/documents";
import { casesQuery } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "../parts/Told";

/** Keeps a message in a case as a note that quotes it with its place, about those who wrote it. */
export function NoteDialog({ quote, about, onDone, onClose }: { quote: string; about: Reference[]; onDone: () => void; onClose: () => void }) {
  const { t } = useLocale();
  const cases = useQuery(casesQuery);
  const save = useSaveDocument();
  const [text, setText] = useState(quote);
  const [chosen, choose] = useState<string | null>(null);
  const caseId = chosen ?? cases.data?.[0]?.id ?? "";
  return (
    <Modal opened onClose={onClose} title={t("talk.note")} closeButtonProps={{ "aria-label": t("dialog.close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ case: caseId, id: "", version: 0, kind: "note", title: text.trim().slice(0, 80), body: { text: text.trim(), about } }, { onSuccess: onDone });
        }}
      >
        <Stack>
          <Textarea data-autofocus label={t("talk.note.text")} dir="auto" autosize minRows={4} maxRows={12} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
          <NativeSelect label={t("said.case")} value={caseId} data={(cases.data ?? []).map((item) => ({ value: item.id, label: item.title }))} onChange={(event) => { choose(event.currentTarget.value); }} />
          {save.isError && <ErrorNote error={save.error} />}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={text.trim() === "" || caseId === ""}>
              {t("talk.note")}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t("dialog.cancel")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
