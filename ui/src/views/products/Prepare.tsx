import { Button, Checkbox, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { documentsQuery } from "@/core/documents";
import { type NewProduct, usePrepare } from "@/core/products";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote } from "@/parts/Notes";

const LANGUAGES = { en: "English", ar: "العربية", ckb: "کوردیی ناوەندی", "kmr-Arab": "کوردییا بادینی" } as const;
type Language = keyof typeof LANGUAGES;

/** Begins a bundle of a chart of the case: for whom, in which language, with or without whole originals. */
export function Prepare({ caseId, onMade }: { caseId: string; onMade: (id: string) => void }) {
  const { t, locale } = useLocale();
  const charts = useQuery(documentsQuery(caseId, "chart"));
  const prepare = usePrepare(caseId);
  const [chart, setChart] = useState("");
  const [audience, setAudience] = useState<NonNullable<NewProduct["audience"]>>("court");
  const [language, setLanguage] = useState<Language>(locale in LANGUAGES ? (locale as Language) : "en");
  const [originals, setOriginals] = useState(false);
  const chosen = chart || (charts.data?.[0]?.id ?? "");
  if (charts.data?.length === 0) return <Text size="sm" c="dimmed">{t("products.no-chart")}</Text>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        prepare.mutate({ chart: chosen, title: "", audience, language, originals }, { onSuccess: (made) => { onMade(made.id); } });
      }}
    >
      <Stack gap="xs">
        <Group align="end">
          <NativeSelect label={t("products.chart")} value={chosen} onChange={(event) => { setChart(event.currentTarget.value); }} data={(charts.data ?? []).map((one) => ({ value: one.id, label: one.title }))} />
          <NativeSelect label={t("products.for")} value={audience} onChange={(event) => { setAudience(event.currentTarget.value === "agency" ? "agency" : "court"); }} data={(["court", "agency"] as const).map((one) => ({ value: one, label: t(`products.for.${one}`) }))} />
          <NativeSelect label={t("products.language")} value={language} onChange={(event) => { setLanguage(event.currentTarget.value as Language); }} data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))} />
          <Button type="submit" loading={prepare.isPending} disabled={chosen === ""}>
            {t("products.prepare")}
          </Button>
        </Group>
        <Checkbox label={t("products.originals")} checked={originals} onChange={(event) => { setOriginals(event.currentTarget.checked); }} />
        {prepare.isError && <ErrorNote error={prepare.error} />}
      </Stack>
    </form>
  );
}
