import { Alert, Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { numberOf } from "@/core/number";
import { Code, Data } from "@/design/Text";
import { Done } from "@/parts/Done";
import { ErrorNote } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { type Balances, useCheck } from "../server";
import { useSay } from "../words";

/** What a balance shows with its check weight on it. */
export function CheckForm({ line, onDone }: { line: Balances["balances"][number]; onDone: () => void }) {
  const say = useSay();
  const check = useCheck();
  const [read, setRead] = useState("");
  const [note, setNote] = useState("");
  const plain = numberOf(read) ?? "";
  const again = <Button size="sm" variant="default" onClick={() => { check.reset(); setRead(""); setNote(""); }}>{say("balances.again")}</Button>;
  if (check.data !== undefined && !check.data.passed)
    return <Alert variant="default" role="alert" title={check.data.says}><Text size="sm">{check.data.next_step}</Text><Group mt="xs">{again}<Button size="sm" variant="default" onClick={onDone}>{say("balances.done")}</Button></Group></Alert>;
  if (check.data !== undefined)
    return (
      <Done next={<><Button size="sm" onClick={onDone}>{say("balances.done")}</Button><Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "backlog" }} {...props} />}>{say("balances.backlog")}</Anchor></>}>
        {check.data.says} <Text span size="sm" fw={400}>{check.data.next_step}</Text>
      </Done>
    );
  return (
    <form data-check onSubmit={(event) => { event.preventDefault(); if (plain !== "") check.mutate({ balance: line.balance, read: plain, note }); }}>
      <Stack gap="sm" maw="44rem">
        <Text size="sm">{say("balances.weight")} <Data>{line.weight}</Data>: <Code>{`${line.nominal} ± ${line.tolerance} g`}</Code></Text>
        <Group align="flex-end">
          <NumberField label={say("balances.read")} description={say("balances.digits", { d: line.resolution })} required withAsterisk={false} autoFocus decimals value={read} onValue={setRead} />
          <TextInput label={say("maintenance.note")} dir="auto" maxLength={2000} value={note} onChange={(event) => { setNote(event.currentTarget.value); }} />
        </Group>
        {check.isError && <ErrorNote error={check.error} />}
        <Group><Button type="submit" loading={check.isPending}>{say("balances.save-check")}</Button><Button variant="subtle" onClick={onDone}>{say("intake.cancel")}</Button></Group>
      </Stack>
    </form>
  );
}
