import { Button, Group, NativeSelect } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";

import { fetched } from "@/api/client";
import { LOCALE_CODES, LOCALES } from "@/i18n/locales";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "./Notes";

/** Opens something as it stands on paper in a window of its own, in the language of whoever is to read it. */
export function PrintPapers({ papers, method, caseId }: { papers: { address: string; label: string }[]; method: "GET" | "POST"; caseId: string }) {
  const { t, locale } = useLocale();
  const [language, setLanguage] = useState<string>(locale === "qps" ? "en" : locale);
  const field = useId();
  const print = useMutation({
    mutationFn: async (address: string) => {
      const sheet = await (await fetched(`${address}?case=${encodeURIComponent(caseId)}&language=${encodeURIComponent(language)}`, { method })).blob();
      window.open(URL.createObjectURL(sheet), "_blank", "noopener");
    },
  });
  return (
    <>
      <Group gap="xs" align="center">
        <label htmlFor={field} style={{ fontSize: "var(--mantine-font-size-sm)" }}>{t("report.language")}</label>
        <NativeSelect id={field} size="xs" value={language} data={PAPER} onChange={(event) => { setLanguage(event.currentTarget.value); }} />
        {papers.map((one) => <Button key={one.address} size="compact-sm" variant="default" loading={print.isPending} onClick={() => { print.mutate(one.address); }}><bdi dir="auto">{one.label}</bdi></Button>)}
      </Group>
      {print.isError && <ErrorNote error={print.error} />}
    </>
  );
}

const PAPER = LOCALE_CODES.map((value) => ({ value, label: LOCALES[value].name }));
