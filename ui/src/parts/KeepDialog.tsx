import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";

import { useCases } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "./Dialog";
import { ErrorNote } from "./Notes";

interface Props {
  /** What the dialog and its button are called. */
  title: string;
  /** The case that is chosen at first; without one the first of the person's. */
  start?: string | undefined;
  /** Whether what is typed can be kept. */
  ready: boolean;
  saving: { isPending: boolean; error: Error | null };
  onKeep: (caseId: string) => void;
  onClose: () => void;
  /** The fields above the choice of the case. */
  children: ReactNode;
}

/** Asks in which case something is to be kept. Shown as long as it is rendered. */
export function KeepDialog({ title, start, ready, saving, onKeep, onClose, children }: Props) {
  const { t } = useLocale();
  const cases = useCases();
  const [chosen, choose] = useState(start);
  const caseId = chosen ?? cases.data?.[0]?.id ?? "";
  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={(event) => { event.preventDefault(); onKeep(caseId); }}>
        <Stack>
          {children}
          <NativeSelect label={t("said.case")} value={caseId} data={(cases.data ?? []).map((item) => ({ value: item.id, label: item.title }))} onChange={(event) => { choose(event.currentTarget.value); }} />
          {saving.error !== null && <ErrorNote error={saving.error} />}
          <Group>
            <Button type="submit" loading={saving.isPending} disabled={!ready || caseId === ""}>
              {title}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t("dialog.cancel")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
