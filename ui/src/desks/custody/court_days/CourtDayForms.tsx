import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useState } from "react";

import { Data } from "@/design/Text";
import { separator } from "@/i18n/separator";
import { ErrorNote } from "@/parts/Notes";
import { MomentField } from "@/parts/MomentField";

import { Done } from "@/parts/Done";
import { missing, useErrors, type Wrong } from "../forms/errors";
import { PersonLink } from "../forms/PersonLink";
import { HOUSE, useTime } from "../moment";
import { PersonPick } from "../people_search/PersonPick";
import { type CourtLine, personQuery, useCourtDay, useCourtDayChange, useCourtDayResult } from "../server";
import { called, useSay } from "../words";

const FIELDS = {
  "custody-court-leaves": "leaves", "custody-court-day-there": "at", "custody-court-next": "next", "custody-not-held": "person", "custody-nobody-called": "person",
  "custody-court-day-same": "outcome", "moment-ahead": "state", "custody-court-not-left": "state", "custody-court-day-over": "reason",
};
const PURPOSES = ["investigation", "detention", "trial", "verdict", "other"] as const;
const OUTCOMES = ["held", "postponed", "cancelled", "not-brought"] as const;

interface Plan { court: string; at: string; leaves: string; escort: string; transport: string }

/** When and how: the court, the hour at which it sits, when the person leaves, who goes with them. */
function PlanFields({ plan, wrong, onPlan }: { plan: Plan; wrong: Wrong; onPlan: (plan: Plan) => void }) {
  const say = useSay();
  const put = (part: Partial<Plan>) => { onPlan({ ...plan, ...part }); };
  return (
    <>
      <div data-at="court"><TextInput label={say("court.court")} required dir="auto" value={plan.court} error={wrong["court"]} onChange={(event) => { put({ court: event.currentTarget.value }); }} /></div>
      <div data-at="at"><MomentField label={say("court.sits-at")} required value={plan.at} onValue={(at) => { put({ at }); }} first={HOUSE} /><FieldError text={wrong["at"]} /></div>
      <div data-at="leaves"><MomentField label={say("court.leaves-at")} value={plan.leaves} onValue={(leaves) => { put({ leaves }); }} first={HOUSE} /><FieldError text={wrong["leaves"]} /></div>
      <Group grow>
        <TextInput label={say("column.escort")} dir="auto" value={plan.escort} onChange={(event) => { put({ escort: event.currentTarget.value }); }} />
        <TextInput label={say("court.transport")} dir="auto" value={plan.transport} onChange={(event) => { put({ transport: event.currentTarget.value }); }} />
      </Group>
    </>
  );
}

function FieldError({ text }: { text: string | undefined }) {
  return text === undefined ? null : <Text size="sm" c="red.9" role="alert">{text}</Text>;
}

function Frame({ title, form, onSend, children }: { title: string; form: RefObject<HTMLFormElement | null>; onSend: () => void; children: React.ReactNode }) {
  return (
    <section aria-labelledby="court-form" data-court-form>
      <Title order={2} size="h4" id="court-form">{title}</Title>
      <form ref={form} noValidate onSubmit={(event) => { event.preventDefault(); onSend(); }}><Stack gap="sm" maw="48rem">{children}</Stack></form>
    </section>
  );
}

/** A new day in court. */
export function CourtDayForm({ person: given, onBack }: { person: string; onBack: () => void }) {
  const say = useSay();
  const time = useTime();
  const errors = useErrors(FIELDS);
  const [person, setPerson] = useState(given);
  const [plan, setPlan] = useState<Plan>({ court: "", at: "", leaves: "", escort: "", transport: "" });
  const [purpose, setPurpose] = useState<(typeof PURPOSES)[number] | "">("");
  const [summons, setSummons] = useState("");
  const enter = useCourtDay();
  const file = useQuery(personQuery(person));
  const send = () => {
    if (errors.check(missing({ person, court: plan.court, at: plan.at, purpose }, say("field.needed"))) && purpose !== "") enter.mutate({ ...plan, leaves: plan.leaves || null, person, purpose, summons }, { onError: errors.refused });
  };
  if (enter.data !== undefined) return <Done next={<Button size="sm" onClick={onBack}>{say("court.done")}</Button>}>{say("court.entered", { at: time(enter.data.at) })} <Data>{enter.data.court}</Data>{separator()}<PersonLink person={enter.data.person} name={file.data?.name ?? ""} /></Done>;
  return (
    <Frame title={say("court.enter")} form={errors.form} onSend={send}>
      <div data-at="person"><PersonPick label={say("column.person")} value={person} onValue={setPerson} held required error={errors.wrong["person"]} /></div>
      <PlanFields plan={plan} wrong={errors.wrong} onPlan={setPlan} />
      <div data-at="purpose"><NativeSelect label={say("court.purpose")} required value={purpose} error={errors.wrong["purpose"]} data={[{ value: "", label: say("choose") }, ...PURPOSES.map((one) => ({ value: one, label: called(say, `purpose.${one}`) }))]} onChange={(event) => { setPurpose(PURPOSES.find((one) => one === event.currentTarget.value) ?? ""); }} /></div>
      <TextInput label={say("court.summons")} dir="auto" value={summons} onChange={(event) => { setSummons(event.currentTarget.value); }} />
      {enter.isError && errors.loose(enter.error) && <ErrorNote error={enter.error} />}
      <Group><Button type="submit" loading={enter.isPending}>{say("court.save")}</Button><Button variant="subtle" onClick={onBack}>{say("person.answer.leave")}</Button></Group>
    </Frame>
  );
}

/** A planned day that is changed, with the reason. */
export function ChangeForm({ line, onBack }: { line: CourtLine; onBack: () => void }) {
  const say = useSay();
  const time = useTime();
  const errors = useErrors(FIELDS);
  const [plan, setPlan] = useState<Plan>({ court: line.court, at: line.at ?? "", leaves: line.leaves ?? "", escort: line.escort, transport: line.transport });
  const [reason, setReason] = useState("");
  const change = useCourtDayChange();
  const send = () => {
    if (errors.check(missing({ court: plan.court, at: plan.at, reason }, say("field.needed")))) change.mutate({ ...plan, leaves: plan.leaves || null, number: line.number, reason: reason.trim() }, { onError: errors.refused });
  };
  if (change.data !== undefined) return <Done next={<Button size="sm" onClick={onBack}>{say("court.done")}</Button>}>{say("court.changed", { at: time(change.data.at) })} <Data>{change.data.court}</Data>{separator()}<PersonLink person={line.person} name={line.name} /></Done>;
  return (
    <Frame title={`${say("court.change")}: ${line.name}`} form={errors.form} onSend={send}>
      <PlanFields plan={plan} wrong={errors.wrong} onPlan={setPlan} />
      <div data-at="reason"><TextInput label={say("court.why")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
      {change.isError && errors.loose(change.error) && <ErrorNote error={change.error} />}
      <Group><Button type="submit" loading={change.isPending}>{say("court.save")}</Button><Button variant="subtle" onClick={onBack}>{say("person.answer.leave")}</Button></Group>
    </Frame>
  );
}

/** What came of a day in court; a further day is entered with it. */
export function ResultForm({ line, onBack }: { line: CourtLine; onBack: () => void }) {
  const say = useSay();
  const time = useTime();
  const errors = useErrors(FIELDS);
  const [state, setState] = useState<(typeof OUTCOMES)[number] | "">("");
  const [outcome, setOutcome] = useState("");
  const [video, setVideo] = useState(line.video);
  const [next, setNext] = useState("");
  const result = useCourtDayResult();
  const send = () => {
    if (errors.check(missing({ state, outcome }, say("field.needed"))) && state !== "") result.mutate({ number: line.number, state, outcome: outcome.trim(), video: video && state === "held", next: next || null }, { onError: errors.refused });
  };
  if (result.data !== undefined) return <Done next={<Button size="sm" onClick={onBack}>{say("court.done")}</Button>}><PersonLink person={line.person} name={line.name} />{separator()}{called(say, `court-state.${result.data.state}`)}{next !== "" && <>{separator()}{say("court.next-entered", { at: time(next) })}</>}</Done>;
  return (
    <Frame title={`${say("court.result")}: ${line.name}`} form={errors.form} onSend={send}>
      <div data-at="state"><NativeSelect label={say("court.state")} required value={state} error={errors.wrong["state"]} data={[{ value: "", label: say("choose") }, ...OUTCOMES.map((one) => ({ value: one, label: called(say, `court-state.${one}`) }))]} onChange={(event) => { setState(OUTCOMES.find((one) => one === event.currentTarget.value) ?? ""); }} /></div>
      {state === "held" && <Checkbox label={say("court.video.ask")} checked={video} onChange={(event) => { setVideo(event.currentTarget.checked); }} />}
      <div data-at="outcome"><Textarea label={say("court.outcome")} required dir="auto" autosize minRows={2} value={outcome} error={errors.wrong["outcome"]} onChange={(event) => { setOutcome(event.currentTarget.value); }} /></div>
      <div data-at="next"><MomentField label={say("court.next")} description={say("court.next.help")} value={next} onValue={setNext} first={HOUSE} /><FieldError text={errors.wrong["next"]} /></div>
      {result.isError && errors.loose(result.error) && <ErrorNote error={result.error} />}
      <Group><Button type="submit" loading={result.isPending}>{say("court.save")}</Button><Button variant="subtle" onClick={onBack}>{say("person.answer.leave")}</Button></Group>
    </Frame>
  );
}
