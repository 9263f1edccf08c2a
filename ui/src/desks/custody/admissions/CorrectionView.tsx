import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { Done } from "@/parts/Done";
import { ErrorNote, Loading } from "@/parts/Notes";

import css from "../Custody.module.css";
import { missing, useErrors } from "../forms/errors";
import { Go } from "../forms/Go";
import { PersonPick } from "../people_search/PersonPick";
import { type Held, type PersonFile, personQuery, useCorrection } from "../server";
import { useSay } from "../words";
import { corrected, CORRECTED, corrections, recorded } from "./correction";
import { Field } from "./IntakeField";
import type { Filled } from "./intake";

const FIELDS = { "moment-order": "arrested", "moment-field-ahead": "reason", "custody-court-before-admission": "court", "custody-nothing-answered": "reason" };

/** Corrects what was written down at an admission, of the person and of the booking: what is recorded stands in the fields. */
export function CorrectionView({ search, go }: DeskPlace) {
  const say = useSay();
  const person = search["person"] ?? "", number = search["booking"] ?? "";
  const file = useQuery(personQuery(person));
  const held = file.data?.bookings.find((one) => one.number === number) ?? file.data?.bookings.at(-1);
  return (
    <Stack maw="70rem" mx="auto" data-correction={held?.number ?? ""}>
      <DeskHead title={say("person.correct")} help={say("correct.help")} />
      {(person === "" || held === undefined) && <PersonPick label={say("column.person")} value={person} onValue={(chosen) => { go({ person: chosen || undefined }); }} required />}
      {person !== "" && file.isPending && <Loading />}
      {file.isError && <ErrorNote error={file.error} />}
      {file.data !== undefined && held !== undefined && <Correction key={held.number} file={file.data} held={held} />}
    </Stack>
  );
}

function Correction({ file, held }: { file: PersonFile; held: Held }) {
  const say = useSay();
  const errors = useErrors(FIELDS);
  const [before] = useState(() => recorded(file, held));
  const [filled, setFilled] = useState<Filled>(before);
  const [reason, setReason] = useState("");
  const correct = useCorrection();
  const send = () => {
    const { changed, emptied } = corrections(before, filled);
    const wrong = { ...Object.fromEntries(emptied.map((name) => [name, say("correct.empty")])), ...missing({ reason }, say("field.needed")), ...(Object.keys(changed).length === 0 && emptied.length === 0 ? { reason: say("correct.same") } : {}) };
    if (errors.check(wrong)) correct.mutate({ booking: held.number, ...corrected(changed), reason: reason.trim() }, { onError: errors.refused });
  };
  if (correct.data !== undefined) return <Done next={<Go to="person" size="sm" search={{ person: file.number }}>{say("intake.file")}</Go>}>{say("correct.done")} <Data>{file.name}</Data> <Code>{file.number}</Code></Done>;
  return (
    <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Stack>
        <Text><Data>{file.name}</Data> <Code>{file.number}</Code> <Code>{held.number}</Code></Text>
        {CORRECTED.map(({ step, fields }) => (
          <section key={step} aria-labelledby={`correct-${step}`}>
            <Title order={2} size="h4" id={`correct-${step}`}>{say(`intake.${step}`)}</Title>
            <div className={css["sides"]}>{fields.map((one) => (
              <div key={one.name} data-at={one.name}>
                <Field asked={one} value={filled[one.name] ?? ""} wrong={errors.wrong[one.name]} onValue={(value) => { setFilled((now) => ({ ...now, [one.name]: value })); }} />
              </div>
            ))}</div>
          </section>
        ))}
        <div data-at="reason"><TextInput label={say("move.wrong")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
        {correct.isError && errors.loose(correct.error) && <ErrorNote error={correct.error} />}
        <Group><Button type="submit" loading={correct.isPending}>{say("person.answer.save")}</Button><Go to="person" variant="default" search={{ person: file.number }}>{say("person.answer.leave")}</Go></Group>
      </Stack>
    </form>
  );
}
