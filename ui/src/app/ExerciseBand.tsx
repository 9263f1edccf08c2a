import { useQuery } from "@tanstack/react-query";

import { firstStartQuery } from "@/core/people";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./ExerciseBand.module.css";

/** Says on every screen, and on everything that is printed of one, that this is an exercise. Nothing in any other workspace. */
export function ExerciseBand() {
  const { t } = useLocale();
  const start = useQuery(firstStartQuery);
  if (start.data?.exercise !== true) return null;
  return <div role="note" className={classes["band"]} data-exercise>{t("exercise.band")}</div>;
}
