import { distance } from "@/core/inbox";
import { dayIn } from "@/core/day";
import { useFormat, ZONE } from "@/core/format";
import { momentOf } from "@/core/moment";
import { inUtc } from "@/i18n/format";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Due.module.css";

/** Until when something has to be done, in words; the exact moment on hover. A day without a time lasts until its end. `at`: as it was at this moment, now without one. */
export function DueTime({ until, unknown = false, at = "" }: { until: string | null; unknown?: boolean; at?: string }) {
  const { t } = useLocale();
  const format = useFormat();
  if (until === null) return unknown ? <span className={classes["tag"]} data-tone="over">{t("due.unknown")}</span> : null;
  const now = at === "" ? new Date() : new Date(at);
  const moment = inUtc(until.length === 10 ? momentOf(`${until}T23:59`, ZONE) : until);
  const end = new Date(moment);
  const found = distance(end.getTime(), now.getTime(), until.length === 10 ? until : dayIn(moment, ZONE), dayIn(now.toISOString(), ZONE));
  const words = !("n" in found) ? t(found.unit === "yesterday" ? "due.yesterday" : "due.tomorrow") : found.when === "over" ? format.counted(`due.over.${found.unit}`, found.n) : format.counted(`due.in.${found.unit}`, found.n);
  return <time className={classes["tag"]} dateTime={until} title={format.date(until)} data-tone={found.when === "over" ? "over" : end.getTime() - now.getTime() < 86_400_000 ? "near" : "later"}>{words}</time>;
}
