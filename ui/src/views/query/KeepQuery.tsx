import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { type CaseDocument, useSaveDocument } from "@/core/documents";
import { casesQuery } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "../parts/Told";

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
  const cases = useQuery(casesQuery);
  const save = useSaveDocument();
  const [name, setName] = useState(kept?.title ?? title);
  const [chosen, choose] = useState<string | null>(kept?.case ?? null);
  const caseId = chosen ?? cases.data?.[0]?.id ?? "";
  const again = kept !== null && kept.case === caseId;
  const keep = () => {
    const content = { document, values };
    save.mutate({ case: caseId, id: again ? kept.id : "", version: again ? kept.version : 0, kind: "query", title: name.trim(), body: content }, { onSuccess: onKept });
  };
  return (
    <Modal opened onClose={onClose} title={t("query.keep")} closeButtonProps={{ "aria-label": t("dialog.close") }}>
      <form onSubmit={(event) => { event.preventDefault(); keep(); }}>
        <Stack>
          <TextInput data-autofocus label={t("person.name")} dir="auto" maxLength={200} required withAsterisk={false} value={name} onChange={(event) => { setName(event.currentTarget.value); }} />
          <NativeSelect label={t("said.case")} value={caseId} data={(cases.data ?? []).map((item) => ({ value: item.id, label: item.title }))} onChange={(event) => { choose(event.currentTarget.value); }} />
          {save.isError && <ErrorNote error={save.error} />}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === "" || caseId === ""}>
              {t("query.keep")}
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
