import { Button, Group, NativeSelect, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useId, useState } from "react";

import { fetched } from "@/api/client";
import { useFormat } from "@/core/format";
import { reportPaper, type WrittenReport as Report } from "@/core/reports";
import { useWords } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { Code } from "@/design/Text";
import { LOCALE_CODES, LOCALES } from "@/i18n/locales";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "./Notes";
import classes from "./WrittenReport.module.css";

/** A report as a page to be read: its text, its evaluation in words, its handling code, its days. Nothing in it says where it came from. */
export function WrittenReport({ report }: { report: Report }) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const title = useId();
  const grade = words.grade(report.grade);
  const code = report.grade.slice(report.grade.indexOf(":") + 1);
  const rows: [string, ReactNode][] = [
    [t("report.grade"), <><Code>{code}</Code> {grade?.title}</>],
    [t("report.source"), <><Code>{code.slice(0, 1)}</Code> {grade?.signs[0]}</>],
    ...(code.length > 1 ? [[t("report.information"), <><Code>{code.slice(1, 2)}</Code> {grade?.signs[1]}</>] as [string, ReactNode]] : []),
    [t("report.about"), <bdi key="about">{format.date(report.since)} – {format.date(report.until)}</bdi>],
    [t("report.issued"), format.date(`${report.issued.slice(0, 19)}Z`)],
  ];
  return (
    <Paper withBorder component="article" aria-labelledby={title} className={classes.report ?? ""} data-report={report.number}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={2} id={title}>{t("report.title")}</Title>
            <Text component="div" size="sm"><Code>{report.number}</Code></Text>
          </div>
          <Text fw={600} className={classes.handling ?? ""} data-handling={report.handling}>{t("report.handling")}: {words.handling(report.handling)}</Text>
        </Group>
        <div dir="auto" className={classes.text} data-report-text>{report.text}</div>
        <dl className={classes.rows}>
          {rows.map(([term, told]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{told}</dd>
            </div>
          ))}
        </dl>
        <PrintReport source={report.source} />
      </Stack>
    </Paper>
  );
}

function PrintReport({ source }: { source: string }) {
  const { t, locale } = useLocale();
  const [language, setLanguage] = useState<string>(locale === "qps" ? "en" : locale);
  const print = useMutation({
    mutationFn: async () => {
      const sheet = await (await fetched(reportPaper(source, language), { method: "POST" })).blob();
      window.open(URL.createObjectURL(sheet), "_blank", "noopener");
    },
  });
  return (
    <>
      <Group gap="xs" align="flex-end" className={classes.print ?? ""}>
        <NativeSelect size="xs" label={t("report.language")} value={language} data={LOCALE_CODES.map((value) => ({ value, label: LOCALES[value].name }))} onChange={(event) => { setLanguage(event.currentTarget.value); }} />
        <Button size="compact-md" variant="default" leftSection={<Icon name="document" size={16} />} loading={print.isPending} data-print-report onClick={() => { print.mutate(); }}>{t("report.print")}</Button>
      </Group>
      {print.isError && <ErrorNote error={print.error} />}
    </>
  );
}
