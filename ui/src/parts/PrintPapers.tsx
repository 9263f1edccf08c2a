import { Button, Group, NativeSelect } from "@mantine/core";
import { useId, useState } from "react";

import { usePrint } from "@/core/print";
import { LOCALE_CODES, LOCALES } from "@/i18n/locales";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "./Notes";

/** Opens something as it stands on paper in a window of its own, in the language of whoever is to read it. */
export function PrintPapers({ papers, method, caseId }: { papers: { address: string; label: string }[]; method: "GET" | "POST"; caseId: string }) {
  const { t, locale } = useLocale();
  const [language, setLanguage] = useState<string>(locale === "qps" ? "en" : locale);
  const field = useId();
  const print = usePrint(method, caseId);
  return (
    <>
      <Group gap="xs" align="center">
        <label htmlFor={field} style={{ fontSize: "var(--mantine-font-size-sm)" }}>{t("report.language")}</label>
        <NativeSelect id={field} size="xs" value={language} data={PAPER} onChange={(event) => { setLanguage(event.currentTarget.value); }} />
        {papers.map((one) => <Button key={one.address} size="compact-sm" variant="default" loading={print.isPending} onClick={() => { print.mutate({ address: one.address, language }); }}><bdi dir="auto">{one.label}</bdi></Button>)}
      </Group>
      {print.isError && <ErrorNote error={print.error} />}
    </>
  );
}

const PAPER = LOCALE_CODES.map((value) => ({ value, label: LOCALES[value].name }));
