import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { Code } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { ErrorNote } from "@/parts/Notes";

import { useDutyTelephone } from "../server";
import { useSay } from "../words";

/** The telephone that the referral sheet tells the post to call; without one nobody is referred, so it is asked for here. */
export function Duty({ telephone }: { telephone: string }) {
  const say = useSay();
  const save = useDutyTelephone();
  const [number, setNumber] = useState("");
  if (telephone !== "") return <Text size="sm" data-duty={telephone}>{say("duty")} <Code>{telephone}</Code> <DeskLink to="operations/duty-telephone">{say("duty.enter")}</DeskLink></Text>;
  return (
    <form data-duty="" onSubmit={(event) => { event.preventDefault(); save.mutate(number.trim()); }}>
      <Group align="end" gap="sm">
        <TextInput label={say("duty.ask")} description={say("duty.ask.help")} type="tel" dir="ltr" required minLength={3} maxLength={60} value={number} onChange={(event) => { setNumber(event.currentTarget.value); }} />
        <Button type="submit" variant="default" loading={save.isPending}>{say("duty.save")}</Button>
      </Group>
      {save.isError && <ErrorNote error={save.error} />}
    </form>
  );
}
