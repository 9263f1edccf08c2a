import { useWords } from "@/core/vocabulary";
import { Icon, iconOf } from "@/design/Icon";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import classes from "./Marks.module.css";

/** A grade as its code, with the words behind it; a value that nobody graded says so. */
export function GradeMark({ grade }: { grade: string | null }) {
  const { t } = useLocale();
  const words = useWords();
  if (grade === null) return <span className={classes.mark}>{t("grade.none")}</span>;
  const told = words.grade(grade);
  return (
    <span className={classes.mark} title={told ? `${told.title}: ${told.signs.join(separator())}` : grade}>
      <Code>{grade.slice(grade.indexOf(":") + 1)}</Code>
    </span>
  );
}

/** What may be done with a value, in words. */
export function HandlingMark({ handling }: { handling: string }) {
  const words = useWords();
  return (
    <span className={classes.mark} data-strict={handling !== "open" || undefined}>
      {words.handling(handling)}
    </span>
  );
}

/** The picture and the word of a type. */
export function TypeMark({ schema }: { schema: string }) {
  const words = useWords();
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: "0.35em", whiteSpace: "nowrap" }}>
      <Icon name={iconOf(words.vocabulary.schemata[schema]?.icon)} size={16} />
      {words.type(schema)}
    </span>
  );
}
