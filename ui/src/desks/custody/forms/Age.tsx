import { Badge, Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import { BESIDE } from "@/i18n/separator";
import { useSay } from "../words";

/** From which age on somebody is no child. */
const ADULT = 18;

export const isChild = (age: number | null): boolean => age !== null && age < ADULT;

/** How old somebody is; a child is marked. Nothing where no day of birth is known. */
export function Age({ age }: { age: number | null }) {
  const say = useSay();
  const format = useFormat();
  if (age === null) return null;
  const years = say("age", { n: format.number(age) });
  return isChild(age) ? <Badge variant="outline" color="red.9" tt="none" data-child>{say("age.child")}{BESIDE}{years}</Badge> : <Text span size="sm" c="dimmed">{years}</Text>;
}
