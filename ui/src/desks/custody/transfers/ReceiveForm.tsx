import { Button, Group, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";

import { Code, Data } from "@/design/Text";
import { BESIDE } from "@/i18n/separator";
import { Done } from "@/parts/Done";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";

import { CellPick } from "../cells/CellPick";
import { missing, useErrors } from "../forms/errors";
import { Go } from "../forms/Go";
import { PersonLink } from "../forms/PersonLink";
import { HOUSE, nowInHouse, useTime } from "../moment";
import { FacilityPick, useFacilityName } from "../residents/FacilityPick";
import { type PersonFile, useReception } from "../server";
import { useSay } from "../words";

const FIELDS = { "custody-cell-refused": "place", "custody-nothing-called": "place", "custody-no-facility": "facility", "moment-order": "arrived", "moment-ahead": "arrived", "moment-field-ahead": "arrived" };

/** Somebody who was sent has come: when, to which facility, and into which cell, or none yet. */
export function ReceiveForm({ file, move, onDone }: { file: PersonFile; move: PersonFile["moves"][number]; onDone: (told: ReactNode) => void }) {
  const say = useSay();
  const time = useTime();
  const named = useFacilityName();
  const errors = useErrors(FIELDS);
  const [facility, setFacility] = useState(move.place);
  const [arrived, setArrived] = useState(nowInHouse);
  const [place, setPlace] = useState("");
  const receive = useReception();
  const send = () => {
    if (errors.check(missing({ facility, arrived }, say("field.needed")))) void receive.mutateAsync({ person: file.number, facility, arrived, place }).then((made) => {
      const waits = made.place === made.facility;
      onDone(
        <Done next={waits ? <Go to="move" size="sm" search={{ person: made.person, sort: "cell" }}>{say("no-cell.place")}</Go> : <Go to="person" size="sm" search={{ person: made.person }}>{say("person")}</Go>}>
          <PersonLink person={made.person} name={file.name} /> {say("receive.done", { at: time(made.arrived) })} <Data>{named(made.facility)}</Data> {waits ? say("person.no-cell") : <Code>{made.place}</Code>} {say("receive.family")}
        </Done>,
      );
    }, errors.refused);
  };
  return (
    <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Stack gap="md">
        <Text><PersonLink person={file.number} name={file.name} />{BESIDE}{say("receive.from")} <Code>{move.origin}</Code>{BESIDE}{say("court.went", { at: time(move.left ?? move.since) })}</Text>
        <div data-at="facility"><FacilityPick value={facility} onValue={(code) => { setFacility(code); setPlace(""); }} required error={errors.wrong["facility"]} /></div>
        <div data-at="arrived"><MomentField label={say("column.arrived")} required value={arrived} onValue={setArrived} first={HOUSE} />{errors.wrong["arrived"] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong["arrived"]}</Text>}</div>
        <div data-at="place"><CellPick person={file.number} facility={facility} value={place} onValue={setPlace} required={false} error={errors.wrong["place"]} /></div>
        {receive.isError && errors.loose(receive.error) && <ErrorNote error={receive.error} />}
        <Group><Button type="submit" loading={receive.isPending}>{say("receive")}</Button></Group>
      </Stack>
    </form>
  );
}
