import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { analysesQuery } from "@/core/analyses/server";
import type { Case } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { Step } from "@/parts/Step";
import { Kept } from "./Kept";

/** What was found out in a case, and the way to ask more. */
export function CaseAnalyses({ item }: { item: Case }) {
  const { t, locale } = useLocale();
  const analyses = useQuery(analysesQuery(locale));
  return (
    <Stack gap="md">
      <div>
        <Step to="/analyse" search={{ case: item.id }}>
          {t("analyse.in-case")}
        </Step>
      </div>
      <Kept caseId={item.id} analysis="" analyses={analyses.data ?? []} cases={[item]} />
    </Stack>
  );
}
