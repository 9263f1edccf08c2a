import { NativeSelect, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { compartmentsQuery, type DepositDetails } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { AuthorityFields } from "./AuthorityFields";
import { GradeFields } from "./GradeFields";

/** Zones in which files of the region are written. Nothing is assumed unless a person says so. */
export const ZONES = ["Asia/Baghdad", "UTC", "Asia/Tehran", "Europe/Istanbul", "Asia/Damascus", "Asia/Amman", "Asia/Kuwait", "Asia/Riyadh", "Asia/Dubai", "Europe/London", "Europe/Berlin"];

interface Props {
  cases: { id: string; title: string }[];
  said: DepositDetails;
  onChange: (said: DepositDetails) => void;
}

/** What is said of the files: whose case, how reliable, how to be handled, which clock, who gave them. */
export function DetailsForm({ cases, said, onChange }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const compartments = useQuery(compartmentsQuery);
  const set = (part: Partial<DepositDetails>) => { onChange({ ...said, ...part }); };
  return (
    <Stack>
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <NativeSelect label={t("said.case")} data={cases.map((item) => ({ value: item.id, label: item.title }))} value={said.case} onChange={(event) => { set({ case: event.currentTarget.value }); }} />
      <NativeSelect
        label={t("said.handling")}
        data={Object.keys(words.vocabulary.handling).map((code) => ({ value: code, label: words.handling(code) }))}
        value={said.handling}
        onChange={(event) => { set({ handling: event.currentTarget.value }); }}
      />
      <GradeFields grade={said.grade} onChange={(grade) => { set({ grade }); }} />
      <NativeSelect
        label={t("said.zone")}
        description={t("said.zone.help")}
        data={[{ value: "", label: t("said.zone.none") }, ...ZONES.map((value) => ({ value, label: format.zone(value) }))]}
        value={said.zone}
        onChange={(event) => { set({ zone: event.currentTarget.value }); }}
      />
      <TextInput label={t("said.from")} description={t("said.from.help")} dir="auto" value={said.received_from} onChange={(event) => { set({ received_from: event.currentTarget.value }); }} />
      <TextInput label={t("said.how")} description={t("said.how.help")} dir="auto" value={said.received_how} onChange={(event) => { set({ received_how: event.currentTarget.value }); }} />
      {(compartments.data ?? []).length > 0 && (
        <NativeSelect
          label={t("said.compartment")}
          description={t("said.compartment.help")}
          data={[{ value: "", label: t("said.compartment.none") }, ...(compartments.data ?? []).map((item) => ({ value: item.name, label: item.title }))]}
          value={said.compartment}
          onChange={(event) => { set({ compartment: event.currentTarget.value }); }}
        />
      )}
    </SimpleGrid>
    <AuthorityFields said={said} onChange={set} />
    </Stack>
  );
}
