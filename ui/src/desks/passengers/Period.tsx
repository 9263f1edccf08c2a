import { Group } from "@mantine/core";

import type { DeskPlace } from "@/core/desks/page";
import { DateField } from "@/parts/DateField";

import { useSay } from "./words";

/** The days that a screen is asked for, kept in its address. */
export function Period({ search, go }: Pick<DeskPlace, "search" | "go">) {
  const say = useSay();
  return (
    <Group gap="sm" align="end">
      <DateField label={say("figures.since")} value={search["since"] ?? ""} onValue={(day) => { go({ since: day || undefined }); }} />
      <DateField label={say("figures.until")} value={search["until"] ?? ""} onValue={(day) => { go({ until: day || undefined }); }} />
    </Group>
  );
}
