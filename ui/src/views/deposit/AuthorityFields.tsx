import { SimpleGrid, Text, Textarea, TextInput } from "@mantine/core";

import type { DepositDetails } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { DateField } from "@/parts/DateField";
import classes from "./Drop.module.css";

/** The order the files were obtained under. Rows outside its numbers and period are held back until somebody releases them. */
export function AuthorityFields({ said, onChange }: { said: DepositDetails; onChange: (part: Partial<DepositDetails>) => void }) {
  const { t } = useLocale();
  return (
    <details className={classes.authority} data-authority>
      <summary>{t("said.authority")}</summary>
      <Text size="xs" c="dimmed" mb="xs">
        {t("said.authority.help")}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput label={t("said.order")} dir="auto" value={said.order} onChange={(event) => { onChange({ order: event.currentTarget.value }); }} />
        <TextInput label={t("said.court")} dir="auto" value={said.court} onChange={(event) => { onChange({ court: event.currentTarget.value }); }} />
        <DateField label={t("said.order-date")} value={said.order_date} onValue={(day) => { onChange({ order_date: day }); }} />
        <Textarea label={t("said.numbers")} description={t("said.numbers.help")} dir="ltr" autosize minRows={1} maxRows={6} value={said.numbers} onChange={(event) => { onChange({ numbers: event.currentTarget.value }); }} />
        <DateField label={t("said.period.start")} value={said.period_start} until={said.period_end} onValue={(day) => { onChange({ period_start: day }); }} />
        <DateField label={t("said.period.end")} value={said.period_end} from={said.period_start} onValue={(day) => { onChange({ period_end: day }); }} />
      </SimpleGrid>
    </details>
  );
}
