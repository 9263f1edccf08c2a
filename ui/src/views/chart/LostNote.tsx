import { Alert, Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import { LOST, type useChartFile } from "./useChartFile";

/** What the file just saved does not hold of the chart. */
export function LostNote({ file }: { file: ReturnType<typeof useChartFile> }) {
  const { t } = useLocale();
  const format = useFormat();
  const kinds = LOST.filter((kind) => file.data?.lost[kind] !== undefined);
  if (file.data === undefined || kinds.length === 0) return null;
  return (
    <Alert withCloseButton closeButtonLabel={t("dialog.close")} onClose={() => { file.reset(); }} title={t("chart.lost", { format: t(`command.chart.export.${file.data.format}`) })} role="status" data-lost>
      {kinds.map((kind) => (
        <Text key={kind} size="sm">
          {t(`chart.lost.${kind}`, { n: format.number(file.data.lost[kind] ?? 0) })}
        </Text>
      ))}
    </Alert>
  );
}
