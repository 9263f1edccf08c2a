import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { whyQuery } from "@/core/identity";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";
import { FragmentLine } from "../review/FragmentLine";
import classes from "../review/Review.module.css";
import type { Acts } from "./useActs";

/** What an item stands for: each record with its documents and the decision that joins it; a record is split off, or one decision taken back, with a reason. */
export function PartsDialog({ id, acts, onApart, onClose }: { id: string; acts: Acts; onApart: () => void; onClose: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const why = useQuery(whyQuery(id));
  const [typed, setTyped] = useState("");
  const { splitting, taking } = acts;
  const busy = splitting.isPending || taking.isPending;
  const reason = (otherwise: string) => (typed.trim() === "" ? otherwise : typed.trim());
  const fragments = why.data?.fragments ?? [];
  return (
    <Dialog onClose={onClose} size="48rem" title={t("command.chart.parts")}>
      <Stack gap="sm" data-parts>
        {why.isPending && <Loading />}
        {why.isError && <ErrorNote error={why.error} retry={() => void why.refetch()} />}
        {fragments.length > 1 && (
          <>
            <Text size="sm">
              {format.counted("chart.focus.parts", fragments.length)}. {t("identity.explained")}
            </Text>
            <TextInput label={t("review.reason")} placeholder={t("identity.split.reason")} description={t("review.reason.help")} value={typed} dir={typed === "" ? undefined : "auto"} maxLength={2000} onChange={(event) => { setTyped(event.currentTarget.value); }} />
            <ul className={classes.tree} aria-label={t("identity.tree")}>
              {fragments.map((fragment) => (
                <li key={fragment.id} className={classes.fragment} data-part>
                  <FragmentLine
                    fragment={fragment}
                    busy={busy}
                    onSplit={(part) => { splitting.mutate({ id: part, reason: reason(t("identity.split.reason")) }, { onSuccess: onClose }); }}
                    onUndo={(judgement) => { taking.mutate({ id: judgement, reason: reason(t("chart.reason.undo")) }, { onSuccess: onClose }); }}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
        {why.data !== undefined && fragments.length < 2 && <Text size="sm">{t("identity.alone")}</Text>}
        {(splitting.error ?? taking.error) !== null && <ErrorNote error={splitting.error ?? taking.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onApart} disabled={fragments.length < 2}>
            {t("chart.parts.apart")}
          </Button>
          <Button onClick={onClose}>{t("dialog.close")}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
