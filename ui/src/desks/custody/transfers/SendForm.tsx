import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";

import { Code, Data } from "@/design/Text";
import { Done } from "@/parts/Done";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";

import { missing, useErrors } from "../forms/errors";
import { Go } from "../forms/Go";
import { PersonLink } from "../forms/PersonLink";
import { HOUSE, nowInHouse, useTime } from "../moment";
import { PersonPick } from "../people_search/PersonPick";
import { FacilityPick, useFacilityName } from "../residents/FacilityPick";
import { type PersonFile, useTransfer } from "../server";
import { useSay } from "../words";

const FIELDS = { "custody-not-held": "person", "custody-on-transfer": "person", "custody-no-facility": "facility", "custody-transfer-same": "facility", "custody-transfer-unfit": "facility", "custody-moved-since": "left", "moment-ahead": "left", "moment-field-ahead": "left" };

/** Who leaves for which facility, when, why, who ordered it and who goes with them. */
export function SendForm({ file, person, onPerson, onDone }: { file: PersonFile | undefined; person: string; onPerson: (person: string) => void; onDone: (told: ReactNode) => void }) {
  const say = useSay();
  const time = useTime();
  const named = useFacilityName();
  const errors = useErrors(FIELDS);
  const [facility, setFacility] = useState("");
  const [left, setLeft] = useState(nowInHouse);
  const [reason, setReason] = useState("");
  const [authority, setAuthority] = useState("");
  const [escort, setEscort] = useState("");
  const transfer = useTransfer();
  const send = () => {
    if (errors.check(missing({ person, facility, left, reason, authority, escort }, say("field.needed"))))
      // said by the promise: who is sent is on the way by then, and this form is gone
      void transfer.mutateAsync({ person, facility, left, reason: reason.trim(), authority: authority.trim(), escort: escort.trim() }).then((made) => {
        onDone(
          <Done next={<><Go to="person" size="sm" search={{ person }}>{say("person")}</Go><Go to="residents" size="sm" variant="default">{say("residents")}</Go></>}>
            <PersonLink person={person} name={file?.name ?? ""} /> {say("transfer.done", { at: time(made.arrived) })} <Data>{named(made.place)}</Data> <Code>{made.place}</Code>
          </Done>,
        );
      }, errors.refused);
  };
  return (
    <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Stack gap="md">
        <div data-at="person"><PersonPick label={say("column.person")} value={person} onValue={onPerson} held required error={errors.wrong["person"]} /></div>
        {file !== undefined && <Text size="sm">{file.no_cell ? say("person.no-cell") : file.place === "" ? say("person.nowhere") : <>{say("person.here")} <Code>{file.place}</Code> {time(file.since)}</>}</Text>}
        <div data-at="facility"><FacilityPick value={facility} onValue={setFacility} required empty error={errors.wrong["facility"]} /></div>
        <div data-at="left"><MomentField label={say("move.left")} required value={left} onValue={setLeft} first={HOUSE} />{errors.wrong["left"] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong["left"]}</Text>}</div>
        <div data-at="reason"><TextInput label={say("column.reason")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
        <div data-at="authority"><TextInput label={say("column.authority")} required dir="auto" value={authority} error={errors.wrong["authority"]} onChange={(event) => { setAuthority(event.currentTarget.value); }} /></div>
        <div data-at="escort"><TextInput label={say("column.escort")} description={say("move.escort.help")} required dir="auto" value={escort} error={errors.wrong["escort"]} onChange={(event) => { setEscort(event.currentTarget.value); }} /></div>
        {transfer.isError && errors.loose(transfer.error) && <ErrorNote error={transfer.error} />}
        <Group><Button type="submit" loading={transfer.isPending}>{say("transfer.send")}</Button></Group>
      </Stack>
    </form>
  );
}
