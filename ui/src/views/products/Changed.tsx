import { Alert, Badge, Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import type { Product } from "@/core/products";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

type Became = NonNullable<Product["changed"]>;

export const hasChanged = (became: Became | null | undefined): became is Became =>
  became !== null && became !== undefined && (became.erased.length > 0 || became.superseded.length > 0 || became.retracted > 0);

/** In a list: that what a product rests on is no longer as it was, and how. */
export function ChangedMark({ became }: { became: Became | null | undefined }) {
  const { t } = useLocale();
  const format = useFormat();
  if (!hasChanged(became)) return null;
  const why = [
    ...(became.erased.length > 0 ? [format.counted("products.erased", became.erased.length)] : []),
    ...(became.superseded.length > 0 ? [format.counted("products.superseded", became.superseded.length)] : []),
    ...(became.retracted > 0 ? [format.counted("products.retracted", became.retracted)] : []),
  ];
  return (
    <div data-became>
      <Badge color="red.9" variant="light" leftSection={<Icon name="warning" size={12} />} style={{ blockSize: "auto", whiteSpace: "normal" }}>{t("products.changed.short")}</Badge>
      {why.map((one) => <Text key={one} size="xs">{one}</Text>)}
    </div>
  );
}

/** Above the pages: what became of each source. */
export function ChangedNote({ became }: { became: Became }) {
  const { t } = useLocale();
  const format = useFormat();
  if (!hasChanged(became)) return null;
  const names = (key: "products.erased" | "products.superseded", found: readonly string[]) =>
    found.length > 0 && (
      <Text size="sm">
        {format.counted(key, found.length)} {found.map((name, at) => <span key={name}>{at > 0 && t("review.comma")}<Data>{name}</Data></span>)}
      </Text>
    );
  return (
    <Alert color="red" title={t("products.changed")} data-changed>
      {names("products.erased", became.erased)}
      {names("products.superseded", became.superseded)}
      {became.retracted > 0 && <Text size="sm">{format.counted("products.retracted", became.retracted)}</Text>}
      <Text size="sm">{t("products.changed.next")}</Text>
    </Alert>
  );
}
