import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DateField } from "@/parts/DateField";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Rows } from "@/parts/Rows";

import { dayAt } from "../court_days/days";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { nowInHouse, useTime } from "../moment";
import { FacilityPick } from "../residents/FacilityPick";
import { facilitiesQuery, type VisitLine, visitsQuery } from "../server";
import { called, useSay } from "../words";
import { BookingForm } from "./BookingForm";
import { CorrectionForm } from "./CorrectionForm";
import { BeginForm, EndForm, PutOffForm } from "./StepForms";

/** The visits of a day: booked, going on and over; each is begun, ended, refused or corrected here. */
export function VisitsView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const { data: houses } = useQuery(facilitiesQuery);
  const facility = search["facility"] ?? houses?.facilities[0]?.code ?? "";
  const day = search["day"] ?? dayAt(nowInHouse()), form = search["form"] ?? "", number = search["number"] ?? "";
  const found = useQuery(visitsQuery(facility, day));
  const line = found.data?.visits.find((one) => number !== "" && (one.booking === number || one.visit === number));
  const back = () => { go({ form: undefined, number: undefined, person: undefined }); };
  const on = (kind: string) => (one: VisitLine) => { go({ form: kind, number: one.visit || one.booking }); };
  return (
    <Stack maw="80rem" mx="auto" data-visits={day}>
      <DeskHead title={say("visits")} help={say("visits.help")} />
      <Group align="flex-end">
        <FacilityPick value={facility} onValue={(code) => { go({ facility: code || undefined }); }} />
        <DateField label={say("visits.day")} value={day} onValue={(next) => { go({ day: next || undefined }); }} />
        {may("visit-book") && <Button onClick={() => { go({ form: "book", number: undefined }); }}>{say("visits.book")}</Button>}
        {may("visit") && <Button variant="default" onClick={() => { go({ form: "now", number: undefined }); }}>{say("visits.now")}</Button>}
      </Group>
      {(form === "book" || form === "now") && <BookingForm key={`${form} ${search["person"] ?? ""}`} person={search["person"] ?? ""} facility={facility} begun={form === "now"} onBack={back} onDay={(next) => { go({ form: undefined, person: undefined, day: next }); }} />}
      {line !== undefined && form === "begin" && <BeginForm key={number} line={line} onBack={back} />}
      {line !== undefined && form === "end" && <EndForm key={number} line={line} onBack={back} />}
      {line !== undefined && form === "put-off" && <PutOffForm key={number} line={line} onBack={back} />}
      {line !== undefined && form === "correct" && <CorrectionForm key={number} line={line} facility={facility} onBack={back} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (found.data.visits.length === 0 ? <Text>{say("visits.none", { day: format.date(day) })}</Text> : (
        <Rows label={say("visits")} columns={[say("column.when"), say("column.person"), say("visits.visitor"), say("column.sort"), say("visits.state"), ""]}>
          {found.data.visits.map((one) => <Line key={one.booking || one.visit} line={one} onBegin={on("begin")} onEnd={on("end")} onPutOff={on("put-off")} onCorrect={on("correct")} />)}
        </Rows>
      ))}
    </Stack>
  );
}

interface Steps { onBegin: (line: VisitLine) => void; onEnd: (line: VisitLine) => void; onPutOff: (line: VisitLine) => void; onCorrect: (line: VisitLine) => void }

function Line({ line, onBegin, onEnd, onPutOff, onCorrect }: Steps & { line: VisitLine }) {
  const say = useSay();
  const time = useTime();
  const may = useMay();
  const step = (name: "visits.begin" | "visits.end" | "visits.put-off" | "visits.correct", act: (one: VisitLine) => void, main = false) => <Button key={name} size="compact-sm" variant={main ? "filled" : "default"} aria-label={`${say(name)}: ${line.visitor}`} onClick={() => { act(line); }}>{say(name)}</Button>;
  return (
    <tr data-visit={line.visit || line.booking} data-state={line.state}>
      <td>{time(line.at)}{line.ends !== null && <> – {time(line.ends)}</>}</td>
      <th scope="row"><PersonLink person={line.person} name={line.name} /></th>
      <td><Data>{line.visitor}</Data></td>
      <td>{called(say, `visit.${line.sort}`)}</td>
      <td>{called(say, `visits.state.${line.state}`)}{line.why !== "" && <Text size="xs"><Data>{line.why}</Data></Text>}</td>
      <td>
        <Group gap="xs">
          {line.state === "booked" && may("visit-begin") && step("visits.begin", onBegin, true)}
          {line.state === "booked" && may("visit-put-off") && step("visits.put-off", onPutOff)}
          {line.state === "begun" && may("visit-end") && step("visits.end", onEnd, true)}
          {line.visit !== "" && may("visit-correct") && step("visits.correct", onCorrect)}
        </Group>
      </td>
    </tr>
  );
}
