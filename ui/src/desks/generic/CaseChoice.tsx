import { NativeSelect, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useCases } from "@/core/sources";
import { NoCase } from "@/parts/NoCase";
import { Loading } from "@/parts/Notes";

import { useSay } from "./words";

/** What lies in a case is shown for the one that is chosen; what lies in the desk's own file at once. */
export function InCase({ place, inCase, children }: { place: DeskPlace; inCase: boolean; children: (caseId: string) => ReactNode }) {
  const say = useSay();
  const cases = useCases();
  const chosen = place.search["case"] ?? "";
  if (!inCase) return children("");
  if (cases.data === undefined) return <Loading />;
  if (cases.data.length === 0) return <NoCase />;
  return (
    <Stack>
      <NativeSelect
        label={say("case")}
        maw="24rem"
        value={chosen}
        data={[{ value: "", label: say("case.choose") }, ...cases.data.map(({ id, title }) => ({ value: id, label: title }))]}
        onChange={(event) => { place.go({ case: event.currentTarget.value || undefined }); }}
      />
      {chosen === "" ? <Text size="sm" c="dimmed">{say("case.choose")}</Text> : children(chosen)}
    </Stack>
  );
}
