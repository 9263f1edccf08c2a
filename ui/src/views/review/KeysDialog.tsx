import { Kbd, Table, Text } from "@mantine/core";

import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";
import { Dialog } from "@/parts/Dialog";

const KEYS: readonly [string, TextKey][] = [
  ["Y", "review.same"],
  ["N", "review.different"],
  ["H", "review.unsure"],
  ["J", "review.next"],
  ["K", "review.before"],
  ["U", "review.undo"],
  ["E", "review.evidence.open"],
  ["1–8", "review.key.numbers"],
  ["R", "review.key.reason"],
  ["F", "review.key.filters"],
  ["B", "review.bulk"],
  ["?", "review.key.help"],
  ["Esc", "review.key.leave"],
];

/** The keys of this screen and how the queue is ordered. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLocale();
  return (
    <Dialog onClose={onClose} title={t("review.keys")} data-keys>
      <Table>
        <Table.Tbody>
          {KEYS.map(([sign, key]) => (
            <Table.Tr key={sign}>
              <Table.Td><Kbd dir="ltr">{sign}</Kbd></Table.Td>
              <Table.Td>{t(key)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" mt="sm">{t("review.effect.help")}</Text>
    </Dialog>
  );
}
