import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { saved } from "@/core/documents";
import { casesQuery } from "@/core/sources";
import { arrived, seenUntil } from "@/core/watch";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "../parts/Told";

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
  const cases = useQuery(casesQuery);
  const [title, setTitle] = useState(q);
  const [chosen, choose] = useState<string | null>(null);
  const caseId = chosen ?? cases.data?.[0]?.id ?? "";
  const keep = useMutation({
    mutationFn: async () => {
      const content = kind === "watch" ? seenUntil({ q, type }, (await arrived({ q, type }, "")).until) : { q, type };
      return await saved({ case: caseId, id: "", version: 0, kind, title: title.trim(), body: content });
    },
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["documents", made.case, "list"] });
      onDone();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t(`keep.${kind}`)} closeButtonProps={{ "aria-label": t("dialog.close") }}>
      <form onSubmit={(event) => { event.preventDefault(); keep.mutate(); }}>
        <Stack>
          {kind === "watch" && <Text size="sm">{t("keep.watch.text")}</Text>}
          <TextInput data-autofocus label={t("person.name")} dir="auto" maxLength={200} required withAsterisk={false} value={title} onChange={(event) => { setTitle(event.currentTarget.value); }} />
          <NativeSelect label={t("said.case")} value={caseId} data={(cases.data ?? []).map((item) => ({ value: item.id, label: item.title }))} onChange={(event) => { choose(event.currentTarget.value); }} />
          {keep.isError && <ErrorNote error={keep.error} />}
          <Group>
            <Button type="submit" loading={keep.isPending} disabled={title.trim() === "" || caseId === ""}>
              {t(`keep.${kind}`)}
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
