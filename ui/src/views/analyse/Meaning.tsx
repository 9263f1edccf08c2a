import type { Analysis } from "@/core/analyses/server";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Analyse.module.css";

/** What the figures mean, and what they do not mean; the work the method is from. */
export function Meaning({ analysis, brief = false }: { analysis: Pick<Analysis, "means" | "means_not" | "limits" | "reference">; brief?: boolean }) {
  const { t } = useLocale();
  return (
    <dl className={classes.meaning} data-meaning>
      <div>
        <dt>{t("analyse.means")}</dt>
        <dd>{analysis.means}</dd>
      </div>
      <div>
        <dt>{t("analyse.means-not")}</dt>
        <dd>
          <strong>{analysis.means_not}</strong>
        </dd>
      </div>
      {!brief && (analysis.limits.length > 0 || analysis.reference !== "") && (
        <div style={{ gridColumn: "1 / -1" }}>
          <dt>{t("analyse.method")}</dt>
          <dd>
            {analysis.limits.join(" ")} <bdi dir="auto">{analysis.reference}</bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}
