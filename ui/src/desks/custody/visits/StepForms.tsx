import { Button, NativeSelect, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { Data } from "@/design/Text";
import { DateField } from "@/parts/DateField";
import { Done } from "@/parts/Done";

import { missing, useErrors } from "../forms/errors";
import { nowInHouse } from "../moment";
import { useVisitBegin, useVisitEnd, useVisitPutOff, type VisitLine } from "../server";
import { called, useSay } from "../words";
import { FIELDS, type Hearing, HearingField, VisitForm, When } from "./VisitFields";

interface Given { line: VisitLine; onBack: () => void }

/** What was done with a visit. */
function Saved({ line, state, onBack }: Given & { state: string }) {
  const say = useSay();
  return <Done next={<Button size="sm" onClick={onBack}>{say("court.done")}</Button>}><Data>{line.visitor}</Data> – {called(say, `visits.state.${state}`)}</Done>;
}

/** The visitor is there. */
export function BeginForm({ line, onBack }: Given) {
  const say = useSay();
  const errors = useErrors(FIELDS);
  const [at, setAt] = useState(nowInHouse);
  const [heard, setHeard] = useState<Hearing>(line.sort === "lawyer" ? "no" : "unknown");
  const begin = useVisitBegin();
  const send = () => { if (errors.check(missing({ at }, say("field.needed")))) begin.mutate({ number: line.booking, at, within_hearing: heard }, { onError: errors.refused }); };
  if (begin.data !== undefined) return <Saved line={line} state="begun" onBack={onBack} />;
  return (
    <VisitForm title={`${say("visits.begin")}: ${line.visitor}`} form={errors.form} error={begin.isError && errors.loose(begin.error) ? begin.error : null} busy={begin.isPending} save={say("visits.begin")} onSend={send} onBack={onBack}>
      <When name="at" label={say("visits.begins")} value={at} onValue={setAt} wrong={errors.wrong} required />
      <HearingField value={heard} onValue={setHeard} wrong={errors.wrong} />
    </VisitForm>
  );
}

/** The visit is over. */
export function EndForm({ line, onBack }: Given) {
  const say = useSay();
  const errors = useErrors({ ...FIELDS, "moment-ahead": "ends", "moment-field-ahead": "ends" });
  const [ends, setEnds] = useState(nowInHouse);
  const end = useVisitEnd();
  const send = () => { if (errors.check(missing({ ends }, say("field.needed")))) end.mutate({ number: line.visit, ends }, { onError: errors.refused }); };
  if (end.data !== undefined) return <Saved line={line} state="ended" onBack={onBack} />;
  return (
    <VisitForm title={`${say("visits.end")}: ${line.visitor}`} form={errors.form} error={end.isError && errors.loose(end.error) ? end.error : null} busy={end.isPending} save={say("visits.end")} onSend={send} onBack={onBack}>
      <When name="ends" label={say("visits.ends")} value={ends} onValue={setEnds} wrong={errors.wrong} required />
    </VisitForm>
  );
}

const WHYS = ["refused", "cancelled", "not-come"] as const;

/** The visit does not take place. */
export function PutOffForm({ line, onBack }: Given) {
  const say = useSay();
  const errors = useErrors(FIELDS);
  const [state, setState] = useState<(typeof WHYS)[number] | "">("");
  const [why, setWhy] = useState("");
  const [until, setUntil] = useState("");
  const put = useVisitPutOff();
  const send = () => { if (errors.check(missing({ state, why }, say("field.needed"))) && state !== "") put.mutate({ number: line.booking, state, why: why.trim(), banned_until: until || null }, { onError: errors.refused }); };
  if (put.data !== undefined) return <Saved line={line} state={state} onBack={onBack} />;
  return (
    <VisitForm title={`${say("visits.put-off")}: ${line.visitor}`} form={errors.form} error={put.isError && errors.loose(put.error) ? put.error : null} busy={put.isPending} save={say("visits.save")} onSend={send} onBack={onBack}>
      <div data-at="state"><NativeSelect label={say("visits.state")} required value={state} error={errors.wrong["state"]} data={[{ value: "", label: say("choose") }, ...WHYS.map((one) => ({ value: one, label: called(say, `visits.state.${one}`) }))]} onChange={(event) => { setState(WHYS.find((one) => one === event.currentTarget.value) ?? ""); }} /></div>
      <div data-at="why"><TextInput label={say("column.reason")} required dir="auto" value={why} error={errors.wrong["why"]} onChange={(event) => { setWhy(event.currentTarget.value); }} /></div>
      {state === "refused" && <div data-at="until"><DateField label={say("visits.until")} value={until} onValue={setUntil} />{errors.wrong["until"] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong["until"]}</Text>}</div>}
    </VisitForm>
  );
}
