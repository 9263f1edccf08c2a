import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Mapping.module.css";

/** How the program came to a result, in the language of the page. */
export function Why({ notes }: { notes: readonly string[] }) {
  const { t } = useLocale();
  const format = useFormat();
  if (notes.length === 0) return null;
  return (
    <details className={classes.why}>
      <summary>{t("mapping.why")}</summary>
      <ul>
        {notes.map((note, index) => (
          <li key={index}>
            <bdi>{format.sentence(note)}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
