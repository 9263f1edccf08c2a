import { Group, NativeSelect, Text } from "@mantine/core";

import { useCaseZone } from "@/core/casework";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import type { Case } from "@/core/sources";
import { useVocabulary } from "@/core/vocabulary";
import { officeZone } from "@/core/zone";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";
import { ZoneName } from "@/parts/ZoneName";

/** Whose clocks the days of a case follow, on screen and on paper: its supervisors choose it. */
export function CaseZone({ item }: { item: Case }) {
  const { t } = useLocale();
  const format = useFormat();
  const { locales } = useVocabulary();
  const change = useCaseZone(item.id);
  if (!usePerson().roles.includes("supervisor")) return <ZoneName zone={item.zone || officeZone()} />;
  const known = Object.keys(locales.find((one) => one.tag === "en")?.zones ?? {});
  const zones = [...new Set([...known, ...(item.zone === "" ? [] : [item.zone])])];
  return (
    <div>
      <Group gap="xs">
        <Text span size="xs" c="dimmed">{t("case.zone")}</Text>
        <NativeSelect size="xs" aria-label={t("case.zone")} data-case-zone value={item.zone} disabled={change.isPending} data={[{ value: "", label: t("settings.zone.office", { zone: format.zone(officeZone()) }) }, ...zones.map((value) => ({ value, label: format.zone(value) }))]} onChange={(event) => { change.mutate(event.currentTarget.value); }} />
      </Group>
      {change.isError && <ErrorNote error={change.error} />}
    </div>
  );
}
