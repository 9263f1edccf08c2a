import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { holdersQuery } from "@/core/cards";
import { useFormat } from "@/core/format";
import type { Judged } from "@/core/identity";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote, Loading } from "@/parts/Told";
import { PlainValue } from "@/parts/Value";
import { AlikeDialog } from "./AlikeDialog";
import classes from "./Review.module.css";

/** Document numbers and plates that several things of the queue state: a person ticks some, sees what would be joined, and decides. Nothing is ticked beforehand. */
export function AlikeQueue({ onDecided, onClose }: { onDecided: (judged: readonly Judged[]) => void; onClose: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const found = useQuery(holdersQuery);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [asked, ask] = useState(false);
  if (asked) return <AlikeDialog identifiers={[...ticked]} onDecided={onDecided} onClose={onClose} onBack={() => { ask(false); }} />;
  const items = found.data?.items ?? [];
  const all = items.length > 0 && items.every((item) => ticked.includes(item.identifier.id));
  return (
    <Modal opened onClose={onClose} size="lg" title={t("review.bulk")} closeButtonProps={{ "aria-label": t("dialog.close") }}>
      <form data-bulk onSubmit={(event) => { event.preventDefault(); if (ticked.length > 0) ask(true); }}>
        <Stack gap="sm">
          <Text size="sm">{t("review.bulk.help")}</Text>
          {found.isPending && <Loading />}
          {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
          {found.data?.total === 0 && <Text size="sm" fw={600}>{t("review.bulk.none")}</Text>}
          {items.length > 0 && (
            <>
              <Checkbox data-autofocus checked={all} indeterminate={ticked.length > 0 && !all} label={t("review.bulk.tick", { n: format.number(items.length), total: format.number(found.data?.total ?? 0) })} onChange={() => { setTicked(all ? [] : items.map((item) => item.identifier.id)); }} />
              <ul className={classes.listed}>
                {items.map(({ identifier, entities }) => (
                  <li key={identifier.id}>
                    <Checkbox
                      size="sm"
                      checked={ticked.includes(identifier.id)}
                      label={<><PlainValue value={identifier.caption} />: {entities.map((item, at) => <span key={item.id}>{at > 0 && " · "}<PlainValue value={item.caption} /></span>)}</>}
                      onChange={(event) => { const on = event.currentTarget.checked; setTicked((before) => (on ? [...before, identifier.id] : before.filter((one) => one !== identifier.id))); }}
                    />
                  </li>
                ))}
              </ul>
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("dialog.cancel")}</Button>
            <Button type="submit" disabled={ticked.length === 0}>{t("review.bulk.preview", { n: format.number(ticked.length) })}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
