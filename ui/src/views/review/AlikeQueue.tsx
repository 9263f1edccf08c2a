import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";

import { holdersQuery } from "@/core/cards";
import { takeFocus } from "@/core/focus";
import { useFormat } from "@/core/format";
import type { Judged } from "@/core/identity";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import { AlikeDialog } from "./AlikeDialog";
import classes from "./Review.module.css";

/** How many numbers one act takes, as the API does. */
const MOST_AT_ONCE = 200;

/** Document numbers and plates that several things of the queue state: a person ticks some, sees what would be joined, and decides. All can be paged through; nothing is ticked beforehand. */
export function AlikeQueue({ onDecided, onClose }: { onDecided: (judged: readonly Judged[]) => void; onClose: () => void }) {
  const { t } = useLocale();
  const format = useFormat();
  const found = useInfiniteQuery(holdersQuery);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [asked, ask] = useState(false);
  if (asked) return <AlikeDialog identifiers={[...ticked]} onDecided={onDecided} onClose={onClose} onBack={() => { ask(false); }} />;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const total = found.data?.pages[0]?.total ?? 0;
  const tooMany = ticked.length > MOST_AT_ONCE;
  const all = items.length > 0 && items.every((item) => ticked.includes(item.identifier.id));
  return (
    <Dialog onClose={onClose} size="lg" title={t("review.bulk")}>
      <form data-bulk onSubmit={(event) => { event.preventDefault(); if (ticked.length > 0 && !tooMany) ask(true); }}>
        <Stack gap="sm">
          <Text size="sm">{t("review.bulk.help")}</Text>
          {found.isPending && <Loading />}
          {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
          {found.data !== undefined && total === 0 && <Text size="sm" fw={600}>{t("review.bulk.none")}</Text>}
          {items.length > 0 && (
            <>
              <Checkbox ref={takeFocus} data-autofocus checked={all} indeterminate={ticked.length > 0 && !all} label={t("review.bulk.tick", { n: format.number(items.length), total: format.number(total) })} onChange={() => { setTicked(all ? [] : items.map((item) => item.identifier.id)); }} />
              <ul className={classes.listed}>
                {items.map(({ identifier, entities }) => (
                  <li key={identifier.id}>
                    <Checkbox
                      size="sm"
                      checked={ticked.includes(identifier.id)}
                      label={<><PlainValue value={identifier.caption} />: {entities.map((item, at) => <span key={item.id}>{at > 0 && separator()}<PlainValue value={item.caption} /></span>)}</>}
                      onChange={(event) => { const on = event.currentTarget.checked; setTicked((before) => (on ? [...before, identifier.id] : before.filter((one) => one !== identifier.id))); }}
                    />
                  </li>
                ))}
              </ul>
              {found.hasNextPage && (
                <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {t("review.bulk.more", { n: format.number(total - items.length) })}
                </Button>
              )}
              {tooMany && <Text size="sm" role="alert">{t("review.bulk.too-many", { most: format.number(MOST_AT_ONCE) })}</Text>}
            </>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("dialog.cancel")}</Button>
            <Button type="submit" disabled={ticked.length === 0 || tooMany}>{t("review.bulk.preview", { n: format.number(ticked.length) })}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
