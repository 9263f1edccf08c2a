import { Button, TextInput } from "@mantine/core";
import { useState } from "react";

import { Data } from "@/design/Text";
import { Done } from "@/parts/Done";

import { missing, useErrors } from "../forms/errors";
import { PersonPick } from "../people_search/PersonPick";
import { useVisitCorrection, type VisitLine } from "../server";
import { useSay } from "../words";
import { FIELDS, type Hearing, HearingField, type Sort, SORTS, VisitForm, VisitorFields, When } from "./VisitFields";

/** What a visit really was, with the reason. */
export function CorrectionForm({ line, facility, onBack }: { line: VisitLine; facility: string; onBack: () => void }) {
  const say = useSay();
  const errors = useErrors(FIELDS);
  const [person, setPerson] = useState(line.person);
  const [sort, setSort] = useState<Sort | "">(SORTS.find((one) => one === line.sort) ?? "");
  const [visitor, setVisitor] = useState(line.visitor);
  const [at, setAt] = useState(line.at);
  const [ends, setEnds] = useState(line.ends ?? "");
  const [heard, setHeard] = useState<Hearing>(line.within_hearing === null ? "unknown" : line.within_hearing ? "yes" : "no");
  const [reason, setReason] = useState("");
  const correct = useVisitCorrection();
  const send = () => {
    if (errors.check(missing({ person, visitor, sort, at, reason }, say("field.needed"))) && sort !== "") correct.mutate({ number: line.visit, facility, person, sort, visitor: visitor.trim(), at, ends: ends || null, within_hearing: heard, reason: reason.trim() }, { onError: errors.refused });
  };
  if (correct.data !== undefined) return <Done next={<Button size="sm" onClick={onBack}>{say("court.done")}</Button>}>{say("visits.corrected")} <Data>{visitor}</Data></Done>;
  return (
    <VisitForm title={`${say("visits.correct")}: ${line.visitor}`} form={errors.form} error={correct.isError && errors.loose(correct.error) ? correct.error : null} busy={correct.isPending} save={say("move.correct.save")} onSend={send} onBack={onBack}>
      <div data-at="person"><PersonPick label={say("visits.whom")} value={person} onValue={setPerson} required error={errors.wrong["person"]} /></div>
      <VisitorFields sort={sort} visitor={visitor} onSort={setSort} onVisitor={setVisitor} wrong={errors.wrong} />
      <When name="at" label={say("visits.begins")} value={at} onValue={setAt} wrong={errors.wrong} required />
      <When name="ends" label={say("visits.ends")} value={ends} onValue={setEnds} wrong={errors.wrong} />
      <HearingField value={heard} onValue={setHeard} wrong={errors.wrong} />
      <div data-at="reason"><TextInput label={say("move.wrong")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
    </VisitForm>
  );
}
