import { Button, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";

import { useTime } from "../moment";
import type { Unplaced } from "../server";
import { useSay } from "../words";

/** Who was admitted and has no cell yet: how many they are, and each with the way to a cell. */
export function NoCell({ people }: { people: readonly Unplaced[] }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  return (
    <section data-no-cell={people.length}>
      <Text fw={people.length > 0 ? 700 : 400}>{say("no-cell", { n: format.number(people.length) })}</Text>
      {people.map((one) => (
        <Group key={one.booking} gap="sm" mt="xs" data-unplaced={one.person}>
          <Text size="sm"><Data>{one.name}</Data> <Code>{one.person}</Code> {say("no-cell.since")} {time(one.admitted)}</Text>
          <Button size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "person" }} search={{ person: one.person, cells: "yes" }} {...props} />}>{say("no-cell.place")}</Button>
        </Group>
      ))}
    </section>
  );
}
