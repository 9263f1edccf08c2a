import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Data } from "@/design/Text";
import { Done } from "@/parts/Done";

import { dayAt } from "../court_days/days";
import { missing, useErrors } from "../forms/errors";
import { nowInHouse, useTime } from "../moment";
import { PersonPick } from "../people_search/PersonPick";
import { personQuery, useVisit, useVisitBooking } from "../server";
import { useSay } from "../words";
import { FIELDS, type Hearing, HearingField, type Sort, VisitForm, VisitorFields, When } from "./VisitFields";

/** A visit that is to come, or one that takes place now or took place (`begun`). */
export function BookingForm({ person: given, facility: shown, begun, onBack, onDay }: { person: string; facility: string; begun: boolean; onBack: () => void; onDay: (day: string) => void }) {
  const say = useSay();
  const time = useTime();
  const errors = useErrors(FIELDS);
  const [person, setPerson] = useState(given);
  const [sort, setSort] = useState<Sort | "">("");
  const [visitor, setVisitor] = useState("");
  const [at, setAt] = useState(() => (begun ? nowInHouse() : ""));
  const [ends, setEnds] = useState("");
  const [heard, setHeard] = useState<Hearing>("unknown");
  const file = useQuery(personQuery(person));
  const book = useVisitBooking();
  const record = useVisit();
  const act = begun ? record : book;
  const facility = file.data?.bookings.find((one) => one.released === null && !one.withdrawn)?.facility ?? shown;
  const send = () => {
    if (!errors.check(missing({ person, visitor, sort, at }, say("field.needed"))) || sort === "") return;
    const visit = { facility, person, sort, visitor: visitor.trim(), at };
    if (begun) record.mutate({ ...visit, ends: ends || null, within_hearing: heard }, { onError: errors.refused });
    else book.mutate(visit, { onError: errors.refused });
  };
  if (act.data !== undefined) return <Done next={<><Button size="sm" onClick={() => { onDay(dayAt(at)); }}>{say("visits.show")}</Button><Button size="sm" variant="default" onClick={onBack}>{say("court.done")}</Button></>}>{say(begun ? "visits.recorded" : "visits.booked", { at: time(at) })} <Data>{visitor}</Data></Done>;
  return (
    <VisitForm title={say(begun ? "visits.now" : "visits.book")} form={errors.form} error={act.isError && errors.loose(act.error) ? act.error : null} busy={act.isPending} save={say(begun ? "visits.save" : "visits.book")} onSend={send} onBack={onBack}>
      <div data-at="person"><PersonPick label={say("visits.whom")} value={person} onValue={setPerson} held required error={errors.wrong["person"]} /></div>
      <VisitorFields sort={sort} visitor={visitor} onSort={setSort} onVisitor={setVisitor} wrong={errors.wrong} />
      <When name="at" label={say(begun ? "visits.begins" : "visits.at")} value={at} onValue={setAt} wrong={errors.wrong} required />
      {begun && <When name="ends" label={say("visits.ends")} value={ends} onValue={setEnds} wrong={errors.wrong} />}
      {begun && <HearingField value={heard} onValue={setHeard} wrong={errors.wrong} />}
    </VisitForm>
  );
}
