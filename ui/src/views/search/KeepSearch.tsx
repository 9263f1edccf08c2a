import { Button, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { saved } from "@/core/documents";
import { arrived, seenUntil } from "@/core/watch";
import { useLocale } from "@/i18n/LocaleContext";

import { KeepDialog } from "@/parts/KeepDialog";

type Kind = "saved-search" | "watch";

/** Keeps a search in a case, or watches it: home tells when something new answers it. */
export function KeepSearch({ q, type }: { q: string; type: string }) {
  const { t } = useLocale();
  const [kind, setKind] = useState<Kind | null>(null);
  const [done, setDone] = useState<Kind | null>(null);
  return (
    <>
      {(["saved-search", "watch"] as const).map((item) => (
        <Button key={item} size="compact-sm" variant="default" onClick={() => { setKind(item); }}>
          {t(`keep.${item}`)}
        </Button>
      ))}
      {done !== null && (
        <Text size="sm" role="status">
          {t(`keep.done.${done}`)}
        </Text>
      )}
      {kind !== null && <Dialog kind={kind} q={q} type={type} onClose={() => { setKind(null); }} onDone={() => { setDone(kind); setKind(null); }} />}
    </>
  );
}

function Dialog({ kind, q, type, onClose, onDone }: { kind: Kind; q: string; type: string; onClose: () => void; onDone: () => void }) {
  const { t } = useLocale();
  const queries = useQueryClient();
  const [title, setTitle] = useState(q);
  const keep = useMutation({
    mutationFn: async (caseId: string) => {
      const content = kind === "watch" ? seenUntil({ q, type }, (await arrived({ q, type }, "")).until) : { q, type };
      return await saved({ case: caseId, id: "", version: 0, kind, title: title.trim(), body: content });
    },
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["documents", made.case, "list"] });
      onDone();
    },
  });
  return (
    <KeepDialog title={t(`keep.${kind}`)} ready={title.trim() !== ""} saving={keep} onKeep={keep.mutate} onClose={onClose}>
      {kind === "watch" && <Text size="sm">{t("keep.watch.text")}</Text>}
      <TextInput data-autofocus label={t("person.name")} dir="auto" maxLength={200} required withAsterisk={false} value={title} onChange={(event) => { setTitle(event.currentTarget.value); }} />
    </KeepDialog>
  );
}
