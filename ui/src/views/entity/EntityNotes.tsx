import { NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";

import type { Entity } from "@/core/entities";
import { useCases } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { Notes } from "../cases/Notes";
import { NoCase } from "@/parts/NoCase";
import { ErrorNote, Loading } from "@/parts/Notes";

/** What people noted about one thing, in one of the person's cases. */
export function EntityNotes({ entity }: { entity: Entity }) {
  const { t } = useLocale();
  const cases = useCases();
  const [chosen, choose] = useState<string | null>(null);
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorNote error={cases.error} retry={() => void cases.refetch()} />;
  const own = entity.statements.map((item) => item.case);
  const first = cases.data.find((item) => own.includes(item.id)) ?? cases.data[0];
  if (first === undefined) return <NoCase />;
  const caseId = chosen ?? first.id;
  return (
    <Stack>
      {cases.data.length > 1 && <NativeSelect maw="20rem" label={t("said.case")} value={caseId} data={cases.data.map((item) => ({ value: item.id, label: item.title }))} onChange={(event) => { choose(event.currentTarget.value); }} />}
      <Notes key={caseId} caseId={caseId} about={{ entity: entity.id, name: entity.caption }} />
    </Stack>
  );
}
