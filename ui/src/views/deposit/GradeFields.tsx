import { NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { codeOf, withSign } from "@/core/grade";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

/** A grade as its scheme and one choice for each sign. No sign is chosen beforehand: until a person chose each, there is no grade, and that is said. */
export function GradeFields({ grade, onChange }: { grade: string; onChange: (grade: string) => void }) {
  const { t } = useLocale();
  const words = useWords();
  const { grades } = words.vocabulary;
  const [given, code = ""] = grade.split(":");
  const [begun, begin] = useState<{ name: string; signs: readonly string[] }>({ name: "", signs: [] });
  const { name, signs } = grade === "" ? begun : { name: given ?? "", signs: code.split(/(?=.)/) };
  const scheme = grades[name];
  const schemes = Object.entries(grades).map(([value, item]) => ({ value, label: words.said(item.title) ?? value }));
  const choose = (to: string, chosen: readonly string[]) => {
    const made = grades[to] === undefined ? "" : codeOf(grades[to], chosen);
    begin({ name: to, signs: chosen });
    onChange(made === "" ? "" : `${to}:${made}`);
  };
  return (
    <Stack gap="xs">
      <NativeSelect
        label={t("said.grade")}
        data={[{ value: "", label: t("grade.none") }, ...schemes]}
        value={name}
        onChange={(event) => { choose(event.currentTarget.value, []); }}
      />
      {scheme?.axes.map((axis, place) => (
        <NativeSelect
          key={axis.name}
          aria-label={t("said.grade.sign", { n: place + 1 })}
          required={axis.optional !== true}
          data={[{ value: "", label: t(axis.optional === true ? "grade.none" : "grade.choose") }, ...Object.entries(axis.codes).map(([sign, labels]) => ({ value: sign, label: `${sign}${separator()}${words.said(labels) ?? ""}` }))]}
          value={signs[place] ?? ""}
          onChange={(event) => { choose(name, withSign(scheme, signs, place, event.currentTarget.value)); }}
        />
      ))}
      {scheme !== undefined && grade === "" && <Text size="xs" c="dimmed" role="status">{t("grade.incomplete")}</Text>}
    </Stack>
  );
}
