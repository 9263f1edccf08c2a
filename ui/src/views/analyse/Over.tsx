import type { ResultHead } from "@/core/analyses/server";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

/** Over what a result was asked: things of a chart alone, a case, or everything its asker may see. */
export function Over({ result, title }: { result: Pick<ResultHead, "items">; title: string | undefined }) {
  const { t } = useLocale();
  const format = useFormat();
  return (
    <>
      {(title !== undefined || result.items === 0) && <Data>{title ?? t("analyse.everything")}</Data>}
      {title !== undefined && result.items > 0 && separator()}
      {result.items > 0 && <span data-over-items>{format.counted("analyse.among.items", result.items)}</span>}
    </>
  );
}
