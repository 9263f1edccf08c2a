import { Button, Group, NativeSelect, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { Done } from "@/parts/Done";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";

import { missing, useErrors } from "../forms/errors";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { HOUSE, nowInHouse } from "../moment";
import { PersonPick } from "../people_search/PersonPick";
import { FacilityPick } from "../residents/FacilityPick";
import { facilitiesQuery, personQuery, useComplaint, useComplaintNotice } from "../server";
import { called, useSay } from "../words";
import { WaitingComplaint } from "./WaitingComplaint";

const WAYS = ["closed-letter", "wants-to-be-heard"] as const;
const BODIES = ["director", "inspector", "judge", "other-body"] as const;
const FIELDS = { "custody-no-person-file": "person", "custody-not-held-then": "person", "moment-ahead": "made", "moment-field-ahead": "made", "moment-field-order": "authority" };

/** A complaint of somebody in custody: who may read complaints writes down what they say; everybody else only that there is one, and the letter stays closed. One of torture leads on to the grave incident. */
export function ComplaintView({ search, go }: DeskPlace) {
  const say = useSay();
  const may = useMay();
  const reads = may("complain");
  const errors = useErrors(FIELDS);
  const person = search["person"] ?? "", notice = search["notice"] ?? "";
  const file = useQuery(personQuery(person));
  const { data: houses } = useQuery(facilitiesQuery);
  const [chosen, setChosen] = useState(search["facility"] ?? "");
  const [made, setMade] = useState(nowInHouse);
  const [torture, setTorture] = useState("");
  const [text, setText] = useState("");
  const [authority, setAuthority] = useState("");
  const [way, setWay] = useState<(typeof WAYS)[number] | "">("");
  const [to, setTo] = useState<(typeof BODIES)[number] | "">("");
  const complain = useComplaint();
  const handIn = useComplaintNotice();
  const facility = chosen || file.data?.bookings.at(-1)?.facility || houses?.facilities[0]?.code || "";
  const send = () => {
    if (!errors.check(missing({ ...(reads ? { person } : {}), made, torture, ...(reads ? { text } : { way, to }) }, say("field.needed")))) return;
    if (reads) complain.mutate({ person, facility, made, torture: torture === "yes", text: text.trim(), told_authority: authority || null }, { onError: errors.refused });
    else if (way !== "" && to !== "") handIn.mutate({ person, facility, made, way, addressed: to }, { onError: errors.refused });
  };
  const fault = (field: string) => errors.wrong[field] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong[field]}</Text>;
  const saved = complain.data ?? handIn.data;
  if (saved !== undefined)
    return (
      <Done next={<>
        {torture === "yes" && may("incident") && <Go to="operations/incident" size="sm" search={{ sort: "torture-complaint", facility, at: made, ...(person === "" ? {} : { people: person }) }}>{say("complaint.grave")}</Go>}
        {person !== "" && <Go to="person" size="sm" variant="default" search={{ person }}>{say("person")}</Go>}
        <Button size="sm" variant="default" onClick={() => { complain.reset(); handIn.reset(); setText(""); setTorture(""); go({ person: undefined, notice: undefined }); }}>{say("complaint.another")}</Button>
      </>}>
        {say("complaint.saved")} <Code>{saved.number}</Code> {file.data !== undefined && <Data>{file.data.name}</Data>}
        <Text size="sm">{say(reads ? "complaint.saved.next" : "complaint.handed.next")}</Text>
        {torture === "yes" && <Text size="sm" fw={600}>{say("complaint.grave.why")}</Text>}
      </Done>
    );
  return (
    <Stack maw="50rem" mx="auto" data-complaint={reads ? "reads" : "hands-in"}>
      <DeskHead title={say("complaint.record")} help={say("complaint.help")} />
      <Group>
        {reads && <DeskLink to="registers/complaints">{say("complaint.all")}</DeskLink>}
        <DeskLink to="registers/complaint-notices">{say("complaint.handed")}</DeskLink>
      </Group>
      {notice !== "" && <WaitingComplaint number={notice} reads={may("complaint-take")} />}
      {!reads && <Text data-closed>{say("complaint.closed")}</Text>}
      <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Stack gap="md">
          <div data-at="person"><PersonPick label={say("complaint.who")} value={person} onValue={(number) => { go({ person: number || undefined }); }} required={reads} error={errors.wrong["person"]} />{!reads && <Text size="sm" c="dimmed">{say("complaint.confidential")}</Text>}</div>
          <FacilityPick value={facility} onValue={setChosen} />
          <div data-at="made"><MomentField label={say("complaint.made")} required value={made} onValue={setMade} first={HOUSE} />{fault("made")}</div>
          <div data-at="torture"><Radio.Group label={say("complaint.torture")} required value={torture} onChange={setTorture} error={errors.wrong["torture"]}><Group mt="xs"><Radio value="yes" label={say("for.yes")} /><Radio value="no" label={say("for.no")} /></Group></Radio.Group></div>
          {torture === "yes" && <Text size="sm" fw={600}>{say("complaint.grave.why")}</Text>}
          {reads ? (
            <>
              <div data-at="text"><Textarea label={say("complaint.text")} required autosize minRows={4} dir="auto" value={text} error={errors.wrong["text"]} onChange={(event) => { setText(event.currentTarget.value); }} /></div>
              {torture === "yes" && <div data-at="authority"><MomentField label={say("complaint.authority")} description={say("complaint.authority.help")} value={authority} onValue={setAuthority} first={HOUSE} />{fault("authority")}</div>}
            </>
          ) : (
            <>
              <div data-at="way"><NativeSelect label={say("complaint.way")} required value={way} error={errors.wrong["way"]} data={[{ value: "", label: say("choose") }, ...WAYS.map((one) => ({ value: one, label: called(say, `complaint.way.${one}`) }))]} onChange={(event) => { setWay(WAYS.find((one) => one === event.currentTarget.value) ?? ""); }} /></div>
              <div data-at="to"><NativeSelect label={say("complaint.to")} required value={to} error={errors.wrong["to"]} data={[{ value: "", label: say("choose") }, ...BODIES.map((one) => ({ value: one, label: called(say, `complaint.to.${one}`) }))]} onChange={(event) => { setTo(BODIES.find((one) => one === event.currentTarget.value) ?? ""); }} /></div>
            </>
          )}
          {complain.isError && errors.loose(complain.error) && <ErrorNote error={complain.error} />}
          {handIn.isError && errors.loose(handIn.error) && <ErrorNote error={handIn.error} />}
          <Group><Button type="submit" loading={complain.isPending || handIn.isPending}>{say("complaint.save")}</Button></Group>
        </Stack>
      </form>
    </Stack>
  );
}
