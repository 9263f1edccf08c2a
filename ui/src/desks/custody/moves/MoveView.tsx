import { Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { ErrorNote, Loading } from "@/parts/Notes";
import { MomentField } from "@/parts/MomentField";

import { CellPick } from "../cells/CellPick";
import { Done } from "@/parts/Done";
import { missing, useErrors } from "../forms/errors";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { PlaceName } from "../forms/PlaceName";
import { HOUSE, nowInHouse, useTime } from "../moment";
import { PersonPick } from "../people_search/PersonPick";
import { type PersonFile, personQuery, useMove } from "../server";
import { called, useSay } from "../words";
import { ArrivalForm } from "./ArrivalForm";
import { Correction } from "./Correction";
import { FIELDS, isOut } from "./fields";
import { UnderWay } from "./UnderWay";
import { BESIDE } from "@/i18n/separator";

const SORTS = ["cell", "work", "visit", "yard", "court", "hospital"] as const;
type Sort = (typeof SORTS)[number];

/** Somebody goes to another place: who, where to, when, why, who ordered it and who goes with them; or the latest move is corrected. */
export function MoveView({ search, go }: DeskPlace) {
  const say = useSay();
  const person = search["person"] ?? "", correct = search["correct"] ?? "";
  const arrives = search["arrives"] === "yes";
  const file = useQuery(personQuery(person));
  const latest = file.data?.moves.find((one) => one.record === correct);
  return (
    <Stack maw="50rem" mx="auto" data-move={arrives ? "arrives" : correct === "" ? "new" : "correct"}>
      <DeskHead title={say(arrives ? "move.arrive" : correct === "" ? "move" : "move.correct")} help={say(arrives ? "move.arrive.help" : correct === "" ? "move.help" : "move.correct.help")} />
      {person !== "" && file.isPending && <Loading />}
      {file.isError && <ErrorNote error={file.error} />}
      {arrives ? file.data !== undefined && <ArrivalForm file={file.data} /> : correct === "" ? <MoveForm key={`${person} ${search["place"] ?? ""}`} file={file.data} person={person} place={search["place"] ?? ""} wanted={search["sort"] ?? ""} guard={search["escort"] ?? ""} orders={search["authority"] ?? ""} back={search["back"] === "yes"} onPerson={(number) => { go({ person: number || undefined, place: undefined }); }} /> : latest !== undefined && file.data !== undefined ? <Correction key={correct} file={file.data} move={latest} /> : file.data !== undefined && <Text>{say("move.correct.none")}</Text>}
    </Stack>
  );
}

function MoveForm({ file, person, place, wanted, guard, orders, back, onPerson }: { file: PersonFile | undefined; person: string; place: string; wanted: string; guard: string; orders: string; back: boolean; onPerson: (person: string) => void }) {
  const say = useSay();
  const may = useMay();
  const time = useTime();
  const errors = useErrors(FIELDS);
  const [sort, setSort] = useState<Sort | "">(SORTS.find((one) => one === (wanted || (place === "" ? "" : "cell"))) ?? "");
  const [to, setTo] = useState(place);
  const [left, setLeft] = useState(nowInHouse);
  const [arrived, setArrived] = useState(() => (isOut(sort) ? "" : nowInHouse()));
  const [reason, setReason] = useState(back ? say("court.return") : "");
  const [authority, setAuthority] = useState(orders);
  const [escort, setEscort] = useState(guard);
  const [asked, setAsked] = useState(false);
  const move = useMove();
  const send = () => {
    if (errors.check(missing({ person, sort, place: to, left, ...(isOut(sort) ? {} : { arrived }), reason, authority, escort }, say("field.needed"))) && sort !== "") move.mutate({ person, sort, place: to.trim(), left, arrived: arrived || null, reason: reason.trim(), authority: authority.trim(), escort: escort.trim() }, { onSuccess: () => { setAsked(true); }, onError: errors.refused });
  };
  if (asked && move.data !== undefined) {
    const made = move.data;
    return (
      <Done next={<>
        {made.under_way && may("move-arrived") ? <Go to="move" size="sm" search={{ person: made.person, arrives: "yes" }}>{say("move.arrive")}</Go> : <Go to="residents" size="sm">{say("residents")}</Go>}
        <Go to="move" size="sm" variant="default">{say("move.another")}</Go>
        {may("move-correct") && <Go to="move" size="sm" variant="subtle" search={{ person: made.person, correct: made.record }}>{say("move.correct")}</Go>}
      </>}>
        <PersonLink person={made.person} name={file?.name ?? ""} /> {say(made.under_way ? "move.left-for" : "move.done", { sort: called(say, `move.${made.sort}`), at: time(made.arrived) })} {made.origin !== "" && <><Data>{made.origin}</Data> {say("move.to")} </>}<Data>{made.place}</Data>
      </Done>
    );
  }
  const cell = sort === "cell";
  const latest = file?.moves[0];
  return (
    <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Stack gap="md">
        <div data-at="person"><PersonPick label={say("column.person")} value={person} onValue={onPerson} held required error={errors.wrong["person"]} /></div>
        {file !== undefined && <Text size="sm" component="div">{file.no_cell ? say("person.no-cell") : file.place === "" ? say("person.nowhere") : <>{say("person.here")} <PlaceName place={file.place} />{BESIDE}{time(file.since)}</>} {latest !== undefined && !back && <Group gap="xs" display="inline-flex"><UnderWay person={file.number} name={file.name} move={latest} /></Group>}</Text>}
        <div data-at="sort"><NativeSelect label={say("move.sort")} required value={sort} error={errors.wrong["sort"]} data={[{ value: "", label: say("choose") }, ...SORTS.map((one) => ({ value: one, label: called(say, `move.${one}`) }))]} onChange={(event) => { const next = SORTS.find((one) => one === event.currentTarget.value) ?? ""; setSort(next); setTo(next === "court" ? (file?.court_days[0]?.court ?? "") : ""); setArrived(isOut(next) ? "" : nowInHouse()); }} /></div>
        {sort === "" && may("transfer") && <Text size="sm"><DeskLink to="transfer" search={person === "" ? {} : { person }}>{say("transfer")}</DeskLink></Text>}
        {sort !== "" && (
          <div data-at="place">
            {cell && person !== "" ? <CellPick person={person} own={file?.place ?? ""} value={to} onValue={setTo} error={errors.wrong["place"]} /> : <TextInput label={say(sort === "court" ? "move.court-name" : sort === "hospital" ? "move.hospital-name" : "column.to")} required dir="auto" value={to} error={errors.wrong["place"]} onChange={(event) => { setTo(event.currentTarget.value); }} />}
          </div>
        )}
        <div data-at="left"><MomentField label={say("move.left")} required value={left} onValue={setLeft} first={HOUSE} />{errors.wrong["left"] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong["left"]}</Text>}</div>
        <div data-at="arrived"><MomentField key={isOut(sort) ? "later" : "now"} label={say("column.arrived")} description={isOut(sort) ? say("move.arrived.later") : undefined} required={!isOut(sort)} value={arrived} onValue={setArrived} first={HOUSE} />{errors.wrong["arrived"] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong["arrived"]}</Text>}</div>
        <div data-at="reason"><TextInput label={say("column.reason")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
        <div data-at="authority"><TextInput label={say("column.authority")} required dir="auto" value={authority} error={errors.wrong["authority"]} onChange={(event) => { setAuthority(event.currentTarget.value); }} /></div>
        <div data-at="escort"><TextInput label={say("column.escort")} description={say("move.escort.help")} required dir="auto" value={escort} error={errors.wrong["escort"]} onChange={(event) => { setEscort(event.currentTarget.value); }} /></div>
        {move.isError && errors.loose(move.error) && <ErrorNote error={move.error} />}
        <Group><Button type="submit" loading={move.isPending}>{say("move.save")}</Button></Group>
      </Stack>
    </form>
  );
}
