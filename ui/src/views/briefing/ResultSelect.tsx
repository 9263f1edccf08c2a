import { NativeSelect, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { analysesQuery, resultsQuery } from "@/core/analyses/server";
import { useFormat, ZONE } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

/** Chooses a kept result of a case by its analysis, when and by whom. */
export function ResultSelect({ caseId, value, onResult }: { caseId: string; value: string; onResult: (id: string) => void }) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const results = useQuery(resultsQuery(caseId, ""));
  const analyses = useQuery(analysesQuery(locale));
  if (results.data?.length === 0) return <Text size="sm" c="dimmed">{t("analyse.kept.none")}</Text>;
  const title = (name: string) => analyses.data?.find((one) => one.id === name)?.title ?? name;
  const data = (results.data ?? []).map((one) => ({ value: one.id, label: `${title(one.analysis)}${separator()}${format.date(`${one.at.slice(0, 16)}Z`, ZONE)}${separator()}${one.by_name}` }));
  return <NativeSelect label={t("briefing.from.result")} value={value} data={[{ value: "", label: t("briefing.choose") }, ...data]} onChange={(event) => { onResult(event.currentTarget.value); }} />;
}
