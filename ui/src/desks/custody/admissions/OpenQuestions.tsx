import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { ErrorNote } from "@/parts/Notes";

import css from "../Custody.module.css";
import { useComplete } from "../server";
import { called, useSay } from "../words";
import { answersOf, fileAnswersOf, type Filled, questions } from "./intake";
import { Field } from "./IntakeField";

/** What an admission left open, to be answered where it is listed; what is answered leaves the list. */
export function OpenQuestions({ booking, open }: { booking: string; open: readonly string[] }) {
  const say = useSay();
  const [answering, setAnswering] = useState(false);
  const [filled, setFilled] = useState<Filled>({});
  const complete = useComplete();
  const save = () => { complete.mutate({ booking, ...answersOf(filled), ...fileAnswersOf(filled) }, { onSuccess: () => { setFilled({}); setAnswering(false); } }); };
  return (
    <Stack gap="xs" data-open-questions={booking}>
      <Text>{say("person.due")}: {open.map((name) => called(say, `step.${name}`)).join(say("comma"))}</Text>
      {open.includes("picture") && <Text size="sm">{say("photo.above")}</Text>}
      {!answering && questions(open).length > 0 && <Group><Button variant="default" onClick={() => { setAnswering(true); }}>{say("person.answer")}</Button></Group>}
      {answering && (
        <form onSubmit={(event) => { event.preventDefault(); save(); }}>
          <div className={css["sides"]}>{questions(open).map((one) => <Field key={one.name} asked={one} value={filled[one.name] ?? ""} onValue={(value) => { setFilled((before) => ({ ...before, [one.name]: value })); }} />)}</div>
          <Group mt="sm">
            <Button type="submit" loading={complete.isPending}>{say("person.answer.save")}</Button>
            <Button variant="default" onClick={() => { setAnswering(false); complete.reset(); }}>{say("person.answer.leave")}</Button>
          </Group>
        </form>
      )}
      {complete.isError && <ErrorNote error={complete.error} />}
      {complete.isSuccess && <Text role="status" size="sm">{say("person.answered")}</Text>}
    </Stack>
  );
}
