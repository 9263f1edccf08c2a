import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { BESIDE } from "@/i18n/separator";
import { Done } from "@/parts/Done";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";

import { CellPick } from "../cells/CellPick";
import { missing, useErrors } from "../forms/errors";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { HOUSE, useTime } from "../moment";
import { type PersonFile, useMoveCorrection } from "../server";
import { called, useSay } from "../words";
import { FIELDS } from "./fields";

/** What the latest move really was, with the reason. */
export function Correction({ file, move }: { file: PersonFile; move: PersonFile["moves"][number] }) {
  const say = useSay();
  const time = useTime();
  const may = useMay();
  const errors = useErrors({ ...FIELDS, "custody-move-followed": "place" });
  const inCell = move.sort === "cell" || move.sort === "admission";
  const [to, setTo] = useState(move.place);
  const [left, setLeft] = useState(move.left ?? "");
  const [arrived, setArrived] = useState(move.under_way ? "" : move.since);
  const [purpose, setPurpose] = useState(move.reason === move.sort ? "" : move.reason);
  const [authority, setAuthority] = useState(move.authority);
  const [escort, setEscort] = useState(move.escort);
  const [reason, setReason] = useState("");
  const correct = useMoveCorrection();
  const send = () => {
    if (errors.check(missing({ place: to, ...(move.under_way ? {} : { arrived }), reason, ...(move.left === null ? {} : { left }) }, say("field.needed")))) correct.mutate({ person: file.number, record: move.record, place: to.trim(), left: left || null, arrived: arrived || null, purpose: purpose.trim(), authority: authority.trim(), escort: escort.trim(), reason: reason.trim() }, { onError: errors.refused });
  };
  if (correct.data !== undefined) return <Done next={<Go to="person" size="sm" search={{ person: file.number }}>{say("person")}</Go>}><PersonLink person={file.number} name={file.name} /> {say("move.corrected", { at: time(correct.data.arrived) })} <Data>{correct.data.place}</Data></Done>;
  return (
    <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Stack gap="md">
        <Text><PersonLink person={file.number} name={file.name} />{BESIDE}{called(say, `move.${move.sort}`)}{BESIDE}<Data>{move.place}</Data>{BESIDE}{time(move.since)}</Text>
        <Text size="sm" data-never-there>{say("move.never-there", { place: move.place })} {may("move") && <DeskLink to="move" search={{ person: file.number, sort: "cell" }}>{say("move.was-there")}</DeskLink>}</Text>
        <div data-at="place">{inCell ? <CellPick person={file.number} value={to} onValue={setTo} error={errors.wrong["place"]} /> : <TextInput label={say("column.to")} required dir="auto" value={to} error={errors.wrong["place"]} onChange={(event) => { setTo(event.currentTarget.value); }} />}</div>
        {move.left !== null && <div data-at="left"><MomentField label={say("move.left")} required value={left} onValue={setLeft} first={HOUSE} />{errors.wrong["left"] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong["left"]}</Text>}</div>}
        <div data-at="arrived"><MomentField label={say("column.arrived")} description={move.under_way ? say("move.arrived.later") : undefined} required={!move.under_way} value={arrived} onValue={setArrived} first={HOUSE} />{errors.wrong["arrived"] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong["arrived"]}</Text>}</div>
        <TextInput label={say("column.reason")} dir="auto" value={purpose} onChange={(event) => { setPurpose(event.currentTarget.value); }} />
        <TextInput label={say("column.authority")} dir="auto" value={authority} onChange={(event) => { setAuthority(event.currentTarget.value); }} />
        <TextInput label={say("column.escort")} description={say("move.escort.help")} dir="auto" value={escort} onChange={(event) => { setEscort(event.currentTarget.value); }} />
        <div data-at="reason"><TextInput label={say("move.wrong")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
        {correct.isError && errors.loose(correct.error) && <ErrorNote error={correct.error} />}
        <Group><Button type="submit" loading={correct.isPending}>{say("move.correct.save")}</Button></Group>
      </Stack>
    </form>
  );
}
