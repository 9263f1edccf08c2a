import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";

import type { Examined } from "../server";
import { useSay } from "../words";

type Withdrawn = NonNullable<Examined["results"][number]["withdrawn"]>;

/** Whether a result, weight, purity or pick counts (`children` while it stands); where it was withdrawn, why, by whom and since when. */
export function Counts({ told, withdrawn, children }: { told: Examined; withdrawn: Withdrawn | null | undefined; children: ReactNode }) {
  const say = useSay();
  const format = useFormat();
  if (withdrawn == null) return <>{children}</>;
  return (
    <Stack gap={0} data-withdrawn>
      <Text size="sm" fw={600}>{say(withdrawn.replaced ? "withdraw.replaced" : "withdraw.done")}: <Data>{withdrawn.reason}</Data></Text>
      <Text size="xs"><Data>{told.people[withdrawn.by] ?? withdrawn.by}</Data>, {format.date(`${withdrawn.at.slice(0, 19)}Z`)}</Text>
    </Stack>
  );
}
