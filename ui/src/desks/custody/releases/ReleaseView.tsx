import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DateField } from "@/parts/DateField";
import { Done } from "@/parts/Done";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";
import { PrintPapers } from "@/parts/PrintPapers";

import { dayAt } from "../court_days/days";
import { missing, useErrors } from "../forms/errors";
import { Go } from "../forms/Go";
import { PersonLink } from "../forms/PersonLink";
import { HOUSE, nowInHouse, useTime } from "../moment";
import { PersonPick } from "../people_search/PersonPick";
import { Uncounted } from "../person_file/AdmissionPart";
import { daysLate, isHeld } from "../person_file/held";
import { personQuery, useRelease } from "../server";
import { useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

const FIELDS = {
  "custody-not-held": "person", "custody-nobody-called": "person", "custody-released-already": "person", "custody-release-early": "released", "custody-moved-since": "released", "moment-ahead": "released",
  "moment-field-ahead": "released", "custody-release-order-later": "issued", "custody-order-number-blank": "number",
};

/** Somebody is released by an order: what is entered first, then once more with the grounds before anything happens. */
export function ReleaseView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const errors = useErrors(FIELDS);
  const person = search["person"] ?? "";
  const file = useQuery(personQuery(person));
  const held = file.data?.bookings.find(isHeld);
  const [released, setReleased] = useState(nowInHouse);
  const [number, setNumber] = useState("");
  const [authority, setAuthority] = useState("");
  const [issued, setIssued] = useState(() => dayAt(new Date().toISOString()));
  const [checked, setChecked] = useState(false);
  const sending = useRef(false);
  const release = useRelease();
  const name = file.data?.name ?? "";
  const overdue = held?.expected != null && released !== "" ? daysLate(held.expected, released) : 0;
  const send = () => {
    if (sending.current) return;
    sending.current = true;
    release.mutate(
      { person, released, number: number.trim(), authority: authority.trim(), issued },
      { onError: (error) => { setChecked(false); errors.refused(error); }, onSettled: () => { sending.current = false; } },
    );
  };
  const early = () => (held?.admitted != null && released !== "" && Date.parse(released) < Date.parse(held.admitted) ? { released: say("release.early", { at: time(held.admitted) }) } : {});
  const ahead = () => {
    const now = nowInHouse();
    return {
      ...(released !== "" && Date.parse(released) > Date.parse(now) + 120_000 ? { released: say("intake.ahead") } : {}),
      ...(issued > dayAt(now) ? { issued: say("intake.ahead") } : released !== "" && issued > dayAt(released) ? { issued: say("release.order-later") } : {}),
    };
  };
  const look = () => { if (errors.check({ ...early(), ...ahead(), ...missing({ person, released, number, authority, issued }, say("field.needed")) })) setChecked(true); };
  const fault = (field: string) => errors.wrong[field] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong[field]}</Text>;
  if (release.data !== undefined)
    return (
      <Done next={<><Go to="person" size="sm" search={{ person }}>{say("person")}</Go><PrintPapers papers={([["release", "release.paper"], ["returned", "release.returned"]] as const).map(([print, word]) => ({ address: `/api/v1/desks/custody/prints/${print}/${release.data.record}`, label: say(word) }))} method="POST" caseId="" /></>}>
        <PersonLink person={person} name={name} /> {say("release.done", { at: time(release.variables.released) })} <Code>{release.variables.number}</Code>{release.data.late_days !== null && <> – {say("release.late", { n: format.number(release.data.late_days) })}</>}
      </Done>
    );
  return (
    <Stack maw="50rem" mx="auto" data-release={checked ? "check" : "enter"}>
      <DeskHead title={say("release")} help={say("release.help")} />
      <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); if (checked) send(); else look(); }}>
        {checked ? (
          <Stack gap="md">
            <Alert variant="default" title={<><Data>{name}</Data> <Code>{person}</Code></>} data-grounds>
              <Text component="div">{say("release.at")}: {time(released)}</Text>
              <Text component="div">{say("release.order")}: <Code>{number}</Code>{BESIDE}<Data>{authority}</Data>{BESIDE}{format.date(issued)}</Text>
              {held !== undefined && <Text component="div">{say("release.held")}: <Code>{held.number}</Code> {held.admitted !== null && time(held.admitted)} {held.order !== "" && <>– {say("step.order")} <Code>{held.order}</Code></>}</Text>}
              {held !== undefined && <Text component="div">{say("person.expected")}: {held.expected === null ? <Uncounted held={held} person={person} /> : time(held.expected)}{overdue > 0 && <b data-overdue={overdue}> – {say("release.late", { n: format.number(overdue) })}</b>}</Text>}
              {held !== undefined && <Text component="div">{say("release.property")}: {held.property_items.length === 0 ? say("person.unanswered") : held.property_items.map((one, at) => <span key={one}>{at > 0 && say("comma")}<Data>{one}</Data></span>)}</Text>}
              {(file.data?.court_days ?? []).map((one) => <Text key={one.number} component="div">{say("release.court")} <Data>{one.court}</Data> {time(one.at)}</Text>)}
            </Alert>
            <Group><Button type="submit" color="red.9" loading={release.isPending}>{say("release.confirm")}</Button><Button variant="default" onClick={() => { setChecked(false); }}>{say("release.back")}</Button></Group>
          </Stack>
        ) : (
          <Stack gap="md">
            <div data-at="person"><PersonPick label={say("column.person")} value={person} onValue={(chosen) => { go({ person: chosen || undefined }); }} held required error={errors.wrong["person"]} /></div>
            <div data-at="released"><MomentField label={say("release.at")} required value={released} onValue={setReleased} first={HOUSE} />{fault("released")}</div>
            <div data-at="number"><TextInput label={say("release.number")} required dir="auto" value={number} error={errors.wrong["number"]} onChange={(event) => { setNumber(event.currentTarget.value); }} /></div>
            <div data-at="authority"><TextInput label={say("release.authority")} required dir="auto" value={authority} error={errors.wrong["authority"]} onChange={(event) => { setAuthority(event.currentTarget.value); }} /></div>
            <div data-at="issued"><DateField label={say("release.issued")} required value={issued} onValue={setIssued} />{fault("issued")}</div>
            {release.isError && errors.loose(release.error) && <ErrorNote error={release.error} />}
            <Group><Button type="submit">{say("release.look")}</Button></Group>
          </Stack>
        )}
      </form>
    </Stack>
  );
}
