import type { Sides, Verdict } from "@/core/identity";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

/** The reason that is kept when nobody writes another: what agrees, or contradicts, of what was seen. */
export function useSuggested(sides: Sides | undefined): (verdict: Verdict) => string {
  const { t } = useLocale();
  const words = useWords();
  return (verdict) => {
    const fields = (sides?.rows ?? []).filter((row) => row.agrees === (verdict !== "different")).map((row) => words.propertyLabel(sides?.left.schema ?? "", row.prop));
    return fields.length === 0 || verdict === "unsure" ? t(`review.reason.${verdict}.bare`) : `${t(`review.reason.${verdict}`)} ${fields.join(t("review.comma"))}`;
  };
}
