import { NativeSelect, Stack } from "@mantine/core";

import { firstCode, withSign } from "@/core/grade";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

/** A grade as its scheme and one choice for each sign; "not graded" is said, never assumed to be a grade. */
export function GradeFields({ grade, onChange }: { grade: string; onChange: (grade: string) => void }) {
  const { t } = useLocale();
  const words = useWords();
  const { grades } = words.vocabulary;
  const [name = "", code = ""] = grade.split(":");
  const scheme = grades[name];
  const schemes = Object.entries(grades).map(([value, item]) => ({ value, label: words.said(item.title) ?? value }));
  return (
    <Stack gap="xs">
      <NativeSelect
        label={t("said.grade")}
        data={[{ value: "", label: t("grade.none") }, ...schemes]}
        value={name}
        onChange={(event) => {
          const chosen = grades[event.currentTarget.value];
          onChange(chosen === undefined ? "" : `${event.currentTarget.value}:${firstCode(chosen)}`);
        }}
      />
      {scheme?.axes.map((axis, place) => (
        <NativeSelect
          key={axis.name}
          aria-label={t("said.grade.sign", { n: place + 1 })}
          data={[...(axis.optional ? [{ value: "", label: t("grade.none") }] : []), ...Object.entries(axis.codes).map(([sign, labels]) => ({ value: sign, label: `${sign} · ${words.said(labels) ?? ""}` }))]}
          value={code[place] ?? ""}
          onChange={(event) => { onChange(`${name}:${withSign(scheme, code, place, event.currentTarget.value)}`); }}
        />
      ))}
    </Stack>
  );
}
