import { ActionIcon } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";

import type { Case } from "@/core/sources";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { type AnalyseSearch, analyseSearch, read, write } from "../addresses";
import { Loading } from "@/parts/Notes";
import classes from "./WithAnalyses.module.css";

const Panel = lazy(() => import("../analyse/Panel").then((found) => ({ default: found.Panel })));

interface Props {
  /** The state of the panel as in an address; absent = it is shut. */
  an: string | undefined;
  cases: readonly Case[];
  onAnalyse: (next: string | undefined) => void;
  children: ReactNode;
}

/** The chart, and beside it the analyses: what they find lights up on it. */
export function WithAnalyses({ an, cases, onAnalyse, children }: Props) {
  const { t } = useLocale();
  const asked: AnalyseSearch = an === undefined ? {} : analyseSearch(read(an));
  return (
    <div className={classes.beside} data-open={an !== undefined || undefined}>
      <div style={{ minInlineSize: 0 }}>{children}</div>
      {an !== undefined && (
        <aside className={classes.aside} aria-label={t("analyse.title")} data-analyse-beside>
          <ActionIcon variant="subtle" size="sm" style={{ float: "inline-end" }} aria-label={t("analyse.shut")} title={t("analyse.shut")} onClick={() => { onAnalyse(undefined); }}>
            <Icon name="close" size={16} />
          </ActionIcon>
          <Suspense fallback={<Loading />}>
            <Panel beside asked={asked} cases={cases} onAsk={(next) => { onAnalyse(write({ ...next }).slice(1) || "open"); }} />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
