import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Mapping.module.css";

/** The program's notes on how it came to a result; they are written in English whatever the language of the page. */
export function Why({ notes }: { notes: readonly string[] }) {
  const { t } = useLocale();
  if (notes.length === 0) return null;
  return (
    <details className={classes.why}>
      <summary>{t("mapping.why")}</summary>
      <ul lang="en" dir="ltr">
        {notes.map((note, index) => (
          <li key={index}>
            <bdi>{note}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
