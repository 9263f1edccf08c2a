import { Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

/** Whose clocks the days and times of a table or panel follow; of the screen where no other zone is said. */
export function ZoneName({ zone }: { zone?: string | undefined }) {
  const { t } = useLocale();
  const format = useFormat();
  return <Text span size="xs" c="dimmed" data-zone>{t("chart.timeline.zone", { zone: format.zone(zone) })}</Text>;
}
