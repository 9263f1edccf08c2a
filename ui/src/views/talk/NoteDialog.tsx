import { Textarea } from "@mantine/core";
import { useState } from "react";

import type { Reference } from "@/core/casework";
import { useSaveDocument } from "@/core/documents";
import { useLocale } from "@/i18n/LocaleContext";

import { KeepDialog } from "@/parts/KeepDialog";

/** Keeps a message in a case as a note that quotes it with its place, about those who wrote it. */
export function NoteDialog({ quote, about, onDone, onClose }: { quote: string; about: Reference[]; onDone: () => void; onClose: () => void }) {
  const { t } = useLocale();
  const save = useSaveDocument();
  const [text, setText] = useState(quote);
  const keep = (caseId: string) => {
    save.mutate({ case: caseId, id: "", version: 0, kind: "note", title: text.trim().slice(0, 80), body: { text: text.trim(), about } }, { onSuccess: onDone });
  };
  return (
    <KeepDialog title={t("talk.note")} ready={text.trim() !== ""} saving={save} onKeep={keep} onClose={onClose}>
      <Textarea data-autofocus label={t("talk.note.text")} dir="auto" autosize minRows={4} maxRows={12} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
    </KeepDialog>
  );
}
