import { Button } from "@mantine/core";
import { useState } from "react";

import { type Statement, useRetract } from "@/core/entities";
import { useLocale } from "@/i18n/LocaleContext";

import { NameDialog } from "@/parts/NameDialog";
import { ErrorNote } from "@/parts/Notes";

/** Takes a recorded value out of use, with a reason that stays; nothing is deleted. */
export function Retract({ statement }: { statement: Statement }) {
  const { t } = useLocale();
  const retract = useRetract();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="default" loading={retract.isPending} onClick={() => { setAsking(true); }}>
        {t("value.retract")}
      </Button>
      {retract.isError && <ErrorNote error={retract.error} />}
      {asking && <NameDialog title={t("value.retract")} label={t("review.reason")} start="" onClose={() => { setAsking(false); }} onName={(reason) => { retract.mutate({ statement, reason }); }} />}
    </>
  );
}
