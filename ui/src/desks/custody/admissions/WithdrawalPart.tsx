import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { ErrorNote } from "@/parts/Notes";

import { missing, useErrors } from "../forms/errors";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { PersonPick } from "../people_search/PersonPick";
import { type Held, type PersonFile, useKeepAdmission, useWithdrawalAgreement, useWithdrawalRequest } from "../server";
import { useSay } from "../words";

interface Given {
  held: Held;
  file: PersonFile;
  /** Opens the file of who was really admitted. */
  onPerson: (person: string) => void;
}

/** An admission of the wrong person: somebody asks to withdraw it and says who was really admitted; a second person agrees or lets it stand. */
export function WithdrawalPart({ held, file, onPerson }: Given) {
  const say = useSay();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  if (held.withdrawal !== null) return <Waiting held={held} asked={held.withdrawal} onPerson={onPerson} />;
  if (held.released !== null || !may("admission-withdraw")) return null;
  if (asking) return <Asking held={held} file={file} onClose={() => { setAsking(false); }} />;
  return <Group my="xs"><Button size="compact-sm" variant="default" onClick={() => { setAsking(true); }} data-wrong-person>{say("withdraw.open")}</Button></Group>;
}

function Asking({ held, file, onClose }: { held: Held; file: PersonFile; onClose: () => void }) {
  const say = useSay();
  const errors = useErrors({ "custody-withdrawal-who": "instead", "custody-withdrawal-same": "instead", "custody-nobody-called": "instead" });
  const [really, setReally] = useState<"other-person" | "nobody" | "">("");
  const [instead, setInstead] = useState("");
  const [reason, setReason] = useState("");
  const ask = useWithdrawalRequest();
  const send = () => {
    const empty = { really, reason, ...(really === "other-person" ? { instead } : {}) };
    if (errors.check(missing(empty, say("field.needed"))) && really !== "") ask.mutate({ booking: held.number, really, instead: really === "nobody" ? "" : instead, reason: reason.trim() }, { onError: errors.refused });
  };
  return (
    <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }} data-withdraw-form>
      <Stack gap="sm" my="sm" maw="36rem">
        <Text>{say("withdraw.help", { name: file.name })}</Text>
        <div data-at="really"><NativeSelect label={say("withdraw.really")} required value={really} error={errors.wrong["really"]} data={[{ value: "", label: say("choose") }, { value: "other-person", label: say("withdraw.other") }, { value: "nobody", label: say("withdraw.nobody") }]} onChange={(event) => { const value = event.currentTarget.value; setReally(value === "other-person" || value === "nobody" ? value : ""); }} /></div>
        {really === "other-person" && (
          <div data-at="instead">
            <PersonPick label={say("withdraw.who")} value={instead} onValue={setInstead} without={file.number} required error={errors.wrong["instead"]} />
            <Group gap="xs" mt="xs"><Text size="sm">{say("withdraw.no-file")}</Text><Go to="intake" size="compact-sm" variant="subtle">{say("button.admit")}</Go></Group>
          </div>
        )}
        <div data-at="reason"><TextInput label={say("move.wrong")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
        {ask.isError && errors.loose(ask.error) && <ErrorNote error={ask.error} />}
        <Group gap="xs"><Button type="submit" loading={ask.isPending}>{say("withdraw.ask")}</Button><Button variant="default" onClick={onClose}>{say("person.answer.leave")}</Button></Group>
      </Stack>
    </form>
  );
}

function Waiting({ held, asked, onPerson }: { held: Held; asked: NonNullable<Held["withdrawal"]>; onPerson: (person: string) => void }) {
  const say = useSay();
  const may = useMay();
  const errors = useErrors({});
  const [keeping, setKeeping] = useState(false);
  const [reason, setReason] = useState("");
  const agree = useWithdrawalAgreement(), keep = useKeepAdmission();
  const stand = () => { if (errors.check(missing({ reason }, say("field.needed")))) keep.mutate({ booking: held.number, reason: reason.trim() }); };
  return (
    <Alert variant="default" my="sm" title={say(held.withdrawn ? "withdraw.done" : "withdraw.waits")} data-withdrawal={held.withdrawn ? "done" : "waits"}>
      <Stack gap="xs">
        <Text component="div" size="sm">{say("withdraw.by", { name: asked.by })}: <bdi dir="auto">{asked.reason}</bdi></Text>
        {held.withdrawn && <Text component="div" size="sm">{say("withdraw.second", { name: asked.second })}</Text>}
        <Text component="div" size="sm">{say("withdraw.really")}: {asked.instead === "" ? say("withdraw.nobody") : <PersonLink person={asked.instead} name={asked.instead_name} />}</Text>
        {!held.withdrawn && asked.mine && <Text size="sm">{say("withdraw.mine")}</Text>}
        {!held.withdrawn && !keeping && (
          <Group gap="xs">
            {!asked.mine && may("admission-withdraw-agree") && <Button color="red.9" loading={agree.isPending} onClick={() => { agree.mutate({ booking: held.number }, { onSuccess: (answer) => { onPerson(answer.person); } }); }} data-agree>{say("withdraw.agree")}</Button>}
            {may("admission-keep") && <Button variant="default" onClick={() => { setKeeping(true); }}>{say("withdraw.keep")}</Button>}
          </Group>
        )}
        {!held.withdrawn && keeping && (
          <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); stand(); }}>
            <div data-at="reason"><TextInput label={say("withdraw.keep.why")} required dir="auto" value={reason} error={errors.wrong["reason"]} onChange={(event) => { setReason(event.currentTarget.value); }} /></div>
            <Group gap="xs" mt="xs"><Button type="submit" loading={keep.isPending}>{say("withdraw.keep")}</Button><Button variant="subtle" onClick={() => { setKeeping(false); }}>{say("person.answer.leave")}</Button></Group>
          </form>
        )}
        {agree.isError && <ErrorNote error={agree.error} />}
        {keep.isError && <ErrorNote error={keep.error} />}
      </Stack>
    </Alert>
  );
}
