import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { Done } from "@/parts/Done";
import { missing, useErrors } from "../forms/errors";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { Go } from "../forms/Go";
import { type CellResidents, type WingResidents, useCellCapacity, useCellClosing, useCellOpening, useCellReopening } from "../server";
import { useSay } from "../words";
import { ForWhomFields, given, NOT_CHOSEN, saidBy } from "./ForWhom";

const FIELDS = { "custody-cell-there": "label", "custody-cell-same": "capacity", "custody-cell-fuller": "capacity", "custody-cell-not-for": "sex" };

/** One cell: who is in it, and what can be done with it: change for how many and for whom it is, close it, use it again, each with a reason. */
export function CellPart({ cell, wing, onDone }: { cell: CellResidents; wing: WingResidents; onDone: () => void }) {
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const errors = useErrors(FIELDS);
  const [capacity, setCapacity] = useState(String(cell.capacity ?? ""));
  const [whom, setWhom] = useState(() => saidBy(cell));
  const [reason, setReason] = useState("");
  const change = useCellCapacity(), close = useCellClosing(), reopen = useCellReopening();
  const refused = change.error ?? close.error ?? reopen.error;
  const needed = () => errors.check(missing({ reason }, say("field.needed")));
  const named = { place: cell.code, reason: reason.trim() };
  const done = change.data ?? close.data ?? reopen.data;
  const changes = { onError: errors.refused };
  return (
    <section aria-labelledby="one-cell" data-cell-part={cell.code}>
      <Title order={3} size="h4" id="one-cell">{say("cell.title")} <Code>{cell.code}</Code></Title>
      {cell.reason !== "" && done === undefined && <Text size="sm" c="dimmed">{say("cell.reason")} <Data>{cell.reason}</Data></Text>}
      {done !== undefined ? (
        <Done next={<Button size="sm" onClick={onDone}>{say("cell.back")}</Button>}>
          {change.data !== undefined ? say("cell.changed", { place: cell.code, n: format.number(change.data.capacity ?? 0) }) : close.data !== undefined ? say("cell.closed", { place: cell.code }) : say("cell.reopened", { place: cell.code })}
          {done.away.length > 0 && <> {say("cell.away")} {done.away.map((name) => <Data key={name}>{name} </Data>)}</>}
        </Done>
      ) : (
        <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); }}>
          <Stack gap="sm" maw="44rem">
            {cell.people.length > 0 && (
              <div>
                <Text size="sm" fw={600}>{say("cell.in-it")}</Text>
                {cell.people.map((one) => <Group key={one.person} gap="sm" mt={4}><PersonLink person={one.person} name={one.name} />{may("move") && <Go to="move" size="compact-sm" variant="default" search={{ person: one.person, sort: "cell" }} label={`${say("cell.place-elsewhere")}: ${one.name}`}>{say("cell.place-elsewhere")}</Go>}</Group>)}
              </div>
            )}
            {(may("cell-close") || may("cell-capacity")) && (
              <>
                <div data-at="reason"><TextInput label={say("cell.why")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
                {cell.closed === "" && <ForWhomFields wing={wing} value={whom} wrong={errors.wrong} onValue={setWhom} />}
                {cell.closed === "" ? (
                  <Group align="flex-end">
                    <div data-at="capacity"><NumberField label={say("cell.capacity")} value={capacity} min={1} max={500} w="9rem" error={errors.wrong["capacity"]} onValue={setCapacity} /></div>
                    <Button variant="default" loading={change.isPending} onClick={() => { if (errors.check({ ...missing({ reason, capacity }, say("field.needed")) })) change.mutate({ ...named, capacity: Number(capacity), ...given(whom) }, changes); }}>{say("cell.change")}</Button>
                    <Button variant="default" disabled={cell.people.length > 0} loading={close.isPending} onClick={() => { if (needed()) close.mutate(named, changes); }}>{say("cell.close")}</Button>
                  </Group>
                ) : <Group><Button loading={reopen.isPending} onClick={() => { if (needed()) reopen.mutate(named, changes); }}>{say("cell.reopen")}</Button></Group>}
                {cell.closed === "" && cell.people.length > 0 && <Text size="sm">{say("cell.close.first")}</Text>}
              </>
            )}
            {refused !== null && errors.loose(refused) && <ErrorNote error={refused} />}
            <Group><Button variant="subtle" onClick={onDone}>{say("cell.back")}</Button></Group>
          </Stack>
        </form>
      )}
    </section>
  );
}

/** A new cell of a wing. */
export function NewCell({ wing, onDone }: { wing: WingResidents; onDone: () => void }) {
  const say = useSay();
  const format = useFormat();
  const errors = useErrors(FIELDS);
  const [label, setLabel] = useState("");
  const [capacity, setCapacity] = useState("");
  const [whom, setWhom] = useState(NOT_CHOSEN);
  const [reason, setReason] = useState("");
  const open = useCellOpening();
  const send = () => {
    const wrong = { ...missing({ label, capacity, ...whom, reason }, say("field.needed")), ...(/[/\s]/.test(label.trim()) ? { label: say("cell.label.wrong") } : {}) };
    if (errors.check(wrong)) open.mutate({ within: wing.code, label: label.trim(), capacity: Number(capacity), reason: reason.trim(), floor: null, ...given(whom) }, { onError: errors.refused });
  };
  if (open.data !== undefined) return <Done next={<Button size="sm" onClick={onDone}>{say("cell.back")}</Button>}>{say("cell.opened", { place: open.data.place, n: format.number(open.data.capacity ?? 0) })}</Done>;
  return (
    <section aria-labelledby="new-cell" data-new-cell={wing.code}>
      <Title order={3} size="h4" id="new-cell">{say("cell.new", { place: wing.code })}</Title>
      <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Stack gap="sm" maw="44rem">
          <Group align="flex-start">
            <div data-at="label"><TextInput label={say("cell.label")} description={say("cell.label.help")} required dir="ltr" w="14rem" maxLength={20} value={label} error={errors.wrong["label"]} onChange={(event) => { setLabel(event.currentTarget.value); }} /></div>
            <div data-at="capacity"><NumberField label={say("cell.capacity")} description={say("cell.capacity.help")} required min={1} max={500} w="14rem" value={capacity} error={errors.wrong["capacity"]} onValue={setCapacity} /></div>
          </Group>
          <ForWhomFields wing={wing} value={whom} wrong={errors.wrong} onValue={setWhom} />
          <div data-at="reason"><TextInput label={say("cell.why")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
          {open.isError && errors.loose(open.error) && <ErrorNote error={open.error} />}
          <Group><Button type="submit" loading={open.isPending}>{say("cell.open")}</Button><Button variant="subtle" onClick={onDone}>{say("cell.back")}</Button></Group>
        </Stack>
      </form>
    </section>
  );
}
