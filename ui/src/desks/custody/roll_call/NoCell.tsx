import { Group, Text } from "@mantine/core";

import { useFormat } from "@/core/format";
import { Age } from "../forms/Age";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { useTime } from "../moment";
import type { Unplaced } from "../server";
import { useSay } from "../words";

/** Who was admitted and has no cell yet: how many they are, and each with the way to a cell. */
export function NoCell({ people }: { people: readonly Unplaced[] }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const may = useMay();
  return (
    <section data-no-cell={people.length}>
      <Text fw={people.length > 0 ? 700 : 400}>{say("no-cell", { n: format.number(people.length) })}</Text>
      {people.map((one) => (
        <Group key={one.booking} gap="sm" mt="xs" data-unplaced={one.person}>
          <Text size="sm"><PersonLink person={one.person} name={one.name} /> <Age age={one.age} /> {say("no-cell.since")} {time(one.admitted)}</Text>
          {may("move") && <Go to="move" size="compact-md" search={{ person: one.person, sort: "cell" }} label={`${say("no-cell.place")}: ${one.name}`}>{say("no-cell.place")}</Go>}
        </Group>
      ))}
    </section>
  );
}
