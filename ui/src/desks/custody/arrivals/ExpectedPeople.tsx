import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { Code, Data } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import type { Filled } from "../admissions/intake";
import { useTime } from "../moment";
import { type Awaited, arrivalsQuery } from "../server";
import { useSay } from "../words";

/** Who is announced and has not come: one of them is taken up, and what was announced stands in the wizard to be looked at. `wanted` is taken up at once: whoever came from that line. */
export function ExpectedPeople({ chosen, wanted, onChosen }: { chosen: string; wanted: string; onChosen: (arrival: string, filled: Filled) => void }) {
  const say = useSay();
  const time = useTime();
  const found = useQuery(arrivalsQuery(""));
  const taken = useRef(false);
  const called = found.data?.people.find((one) => one.number === wanted && wanted !== "");
  useEffect(() => {
    if (called === undefined || taken.current) return;
    taken.current = true;
    onChosen(called.number, announced(called));
  }, [called, onChosen]);
  if (found.isError) return <ErrorNote error={found.error} />;
  const people = found.data?.people ?? [];
  if (people.length === 0) return <Text size="sm">{say("intake.expected.none")}</Text>;
  return (
    <section aria-labelledby="expected" data-expected>
      <Title order={3} size="h4" id="expected">{say("intake.expected")}</Title>
      <Stack gap="xs" mt="xs">
        {people.map((one) => (
          <Group key={one.number} gap="sm" data-arrival={one.number}>
            <Button size="sm" variant={one.number === chosen ? "filled" : "default"} aria-pressed={one.number === chosen} onClick={() => { onChosen(one.number, announced(one)); }}><Data>{one.name}</Data></Button>
            <Text size="sm">{time(one.due)} <Code>{one.facility}</Code> <Data>{one.transport}</Data> <Data>{one.sent_by}</Data></Text>
          </Group>
        ))}
      </Stack>
    </section>
  );
}

/** What was announced, as the wizard asks it. */
const announced = (one: Awaited): Filled => ({
  name: one.name, mother: one.mother, born: one.born, document: one.document, sex: one.sex === "" ? "unknown" : one.sex, facility: one.facility, order: one.order,
});
