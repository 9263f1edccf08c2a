import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";

import type { Statement } from "@/core/entities";
import { useLocale } from "@/i18n/LocaleContext";

const UseAsEvidence = lazy(() => import("../worksheets/UseAsEvidence").then((found) => ({ default: found.UseAsEvidence })));

/** Puts a recorded value on a board of hypotheses. */
export function Evidence({ statement }: { statement: Statement }) {
  const { t } = useLocale();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => { setAsking(true); }} data-use-as-evidence>
        {t("command.value.evidence")}
      </Button>
      <EvidenceDialog statement={asking ? statement : null} onClose={() => { setAsking(false); }} />
    </>
  );
}

/** The dialog, as long as there is a value. */
export function EvidenceDialog({ statement, onClose }: { statement: Statement | null; onClose: () => void }) {
  if (statement === null) return null;
  return (
    <Suspense fallback={null}>
      <UseAsEvidence statement={statement} onClose={onClose} />
    </Suspense>
  );
}
