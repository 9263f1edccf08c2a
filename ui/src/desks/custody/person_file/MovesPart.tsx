import { Group, Title } from "@mantine/core";

import { DeskLink } from "@/desks/kit/DeskLink";

import { useMay } from "../forms/may";
import { PlaceName } from "../forms/PlaceName";
import { useTime } from "../moment";
import { UnderWay } from "../moves/UnderWay";
import type { PersonFile } from "../server";
import { called, useSay } from "../words";

/** Every sort of a movement after which nothing of it can be corrected in the file. */
const CLOSED = ["release", "transfer", "withdrawn"];

/** Where somebody was, the latest first, with the way to correct the latest. */
export function MovesPart({ file }: { file: PersonFile }) {
  const say = useSay();
  const time = useTime();
  const may = useMay();
  return (
    <section>
      <Title order={3} size="h4">{say("person.moves")}</Title>
      <ul>
        {file.moves.map((one, at) => (
          <li key={one.record} data-move-sort={one.sort}>
            {time(one.since)} – {called(say, `move.${one.sort}`)}{one.place !== "" && <>: <PlaceName place={one.place} /></>}{one.under_way && <> – {say("person.under-way")}</>}{one.out && <> {say("out")}</>}{" "}
            <Group gap="xs" display="inline-flex"><UnderWay person={file.number} name={file.name} move={one} /></Group>
            {at === 0 && !CLOSED.includes(one.sort) && may("move-correct") && <> <DeskLink to="move" search={{ person: file.number, correct: one.record }}>{say("move.correct")}</DeskLink></>}
          </li>
        ))}
      </ul>
    </section>
  );
}
