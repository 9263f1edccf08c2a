import { Button, NativeSelect, Stack, TextInput, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { isOf, type Of, remarksQuery, said, useRemark } from "@/core/remarks";
import { LOCALE_CODES, LOCALES } from "@/i18n/locales";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import classes from "./Chart.module.css";

/** Translations of one recorded value or event, each with its translator, and a form for another. They stand beside the original in a source bundle. */
export function Translations({ caseId, of }: { caseId: string; of: Of }) {
  const { t, locale } = useLocale();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [translator, setTranslator] = useState("");
  const [language, setLanguage] = useState<string>(locale);
  const there = useQuery(remarksQuery(caseId, of.entity, "translation"));
  const adding = useRemark(caseId, of.entity, "translation");
  if (caseId === "") return null;
  const add = () => {
    adding.mutate({ of, text, more: { language, translator: translator.trim() } }, { onSuccess: () => { setOpen(false); setText(""); } });
  };
  return (
    <div data-translations>
      {there.data?.filter((one) => isOf(one, of)).map((one) => (
        <div key={one.id}>
          <PlainValue value={said(one, "text")} />
          <div className={classes.quiet}>
            {t("chart.translator")}: <bdi dir="auto">{said(one, "translator")}</bdi>
          </div>
        </div>
      ))}
      {!open && (
        <button type="button" className={classes.sort} onClick={() => { setOpen(true); }} data-translate>
          {t("chart.translate")}
        </button>
      )}
      {open && (
        <Stack gap="xs" mt="xs">
          <Textarea size="xs" dir="auto" autosize minRows={1} maxRows={8} maxLength={20000} label={t("chart.translation")} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
          <NativeSelect size="xs" label={t("chart.translation.language")} value={language} data={LOCALE_CODES.map((one) => ({ value: one, label: LOCALES[one].name }))} onChange={(event) => { setLanguage(event.currentTarget.value); }} />
          <TextInput size="xs" dir="auto" label={t("chart.translator")} maxLength={200} value={translator} onChange={(event) => { setTranslator(event.currentTarget.value); }} />
          <Button size="compact-sm" disabled={text.trim() === "" || translator.trim() === ""} loading={adding.isPending} onClick={add}>
            {t("chart.translate.keep")}
          </Button>
          {adding.isError && <ErrorNote error={adding.error} />}
        </Stack>
      )}
    </div>
  );
}
