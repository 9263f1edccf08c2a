import { Button, Group, Paper, Radio, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";

import { type Answer, type Hit, useAnswer, ZONE } from "../server";
import { useSay } from "../words";
import { wrongWhen } from "./decide";

const ANSWERS = ["same-person", "another-person", "not-met"] as const;
const MEANS = ["telephone", "paper"] as const;

/** What the border post answered to a referral: who, when, what and how; it closes the hit. */
export function PostAnswer({ hit, onDone }: { hit: Hit; onDone: (step: string) => void }) {
  const say = useSay();
  const send = useAnswer();
  const [answer, setAnswer] = useState<Answer["answer"] | "">("");
  const [means, setMeans] = useState<Answer["means"] | "">("");
  const [who, setWho] = useState("");
  const [answered, setAnswered] = useState("");
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const format = useFormat();
  const wrong = wrongWhen(send.error, format.sentence);
  const lacks = (missing: boolean, text: string) => (tried && missing ? <Text size="sm" c="red.9" data-wrong>{text}</Text> : null);
  const go = (form: HTMLFormElement) => {
    setTried(true);
    if (!form.reportValidity()) return;  // a day without a time
    if (answer === "" || means === "" || who.trim().length < 2 || answered === "") return;
    void send.mutateAsync({ id: hit.id, answer, means, who: who.trim(), answered, note: note.trim() }).then(() => { onDone(answer); }, () => undefined);
  };
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="post-answer" data-post-answer>
      <form noValidate onSubmit={(event) => { event.preventDefault(); go(event.currentTarget); }}>
        <Stack gap="xs">
          <Title order={3} size="h4" id="post-answer">{say("answer")}</Title>
          <Text size="sm">{say("answer.help")}</Text>
          <Radio.Group label={say("answer.what")} value={answer} onChange={(value) => { setAnswer(ANSWERS.find((one) => one === value) ?? ""); }}>
            <Group gap="md">{ANSWERS.map((one) => <Radio key={one} value={one} label={say(`answer.${one}`)} />)}</Group>
          </Radio.Group>
          {lacks(answer === "", say("answer.wrong.what"))}
          <TextInput label={say("answer.who")} description={say("answer.who.help")} value={who} maxLength={120} dir="auto" error={tried && who.trim().length < 2 ? say("answer.wrong.who") : undefined} data-who onChange={(event) => { setWho(event.currentTarget.value); }} />
          <MomentField label={say("answer.when")} value={answered} onValue={setAnswered} first={ZONE} />
          {lacks(answered === "", say("answer.wrong.when"))}
          {wrong !== undefined && <Text size="sm" c="red.9" role="alert" data-wrong-when>{wrong}</Text>}
          <Radio.Group label={say("answer.means")} value={means} onChange={(value) => { setMeans(MEANS.find((one) => one === value) ?? ""); }}>
            <Group gap="md">{MEANS.map((one) => <Radio key={one} value={one} label={say(`answer.means.${one}`)} />)}</Group>
          </Radio.Group>
          {lacks(means === "", say("answer.wrong.means"))}
          <Textarea label={say("answer.note")} value={note} maxLength={1000} dir="auto" autosize onChange={(event) => { setNote(event.currentTarget.value); }} />
          {send.isError && wrong === undefined && <ErrorNote error={send.error} />}
          <Button type="submit" size="compact-md" w="fit-content" loading={send.isPending} data-send-answer>{say("answer.send")}</Button>
        </Stack>
      </form>
    </Paper>
  );
}
