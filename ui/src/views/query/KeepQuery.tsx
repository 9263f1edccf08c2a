import { TextInput } from "@mantine/core";
import { useState } from "react";

import { type CaseDocument, useSaveDocument } from "@/core/documents";
import { useLocale } from "@/i18n/LocaleContext";

import { KeepDialog } from "@/parts/KeepDialog";

interface Props {
  title: string;
  document: Record<string, unknown>;
  values: Record<string, string>;
  /** The kept question that is open, if one is. */
  kept: CaseDocument | null;
  onKept: (made: CaseDocument) => void;
  onClose: () => void;
}

/** Keeps a question in a case under a name, as a new one or as the next version of the one that is open. */
export function KeepQuery({ title, document, values, kept, onKept, onClose }: Props) {
  const { t } = useLocale();
  const save = useSaveDocument();
  const [name, setName] = useState(kept?.title ?? title);
  const keep = (caseId: string) => {
    const again = kept !== null && kept.case === caseId;
    const content = { document, values };
    save.mutate({ case: caseId, id: again ? kept.id : "", version: again ? kept.version : 0, kind: "query", title: name.trim(), body: content }, { onSuccess: onKept });
  };
  return (
    <KeepDialog title={t("query.keep")} start={kept?.case} ready={name.trim() !== ""} saving={save} onKeep={keep} onClose={onClose}>
      <TextInput data-autofocus label={t("person.name")} dir="auto" maxLength={200} required withAsterisk={false} value={name} onChange={(event) => { setName(event.currentTarget.value); }} />
    </KeepDialog>
  );
}
