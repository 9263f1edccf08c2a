import { Anchor, Button, Group, Paper, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { numberOf } from "@/core/number";
import { Code, Data } from "@/design/Text";
import { Done } from "@/parts/Done";
import { ErrorNote } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { BalanceChoice } from "../balances/BalanceChoice";
import { type Examined, useWeigh } from "../server";
import { useSay } from "../words";

/** A net weight: gross and tare as read, or the net of a tared balance. */
export function WeighForm({ told, caseId, onDone }: { told: Examined; caseId: string; onDone: () => void }) {
  const say = useSay();
  const weigh = useWeigh();
  const [typed, setTyped] = useState({ what: "", gross: "", tare: "", grams: "", balance: "", reason: "" });
  const put = (part: Partial<typeof typed>) => { setTyped({ ...typed, ...part }); };
  const plain = (text: string) => numberOf(text) ?? text;
  const send = () => {
    const grams = plain(typed.grams);
    weigh.mutate({ ...typed, gross: plain(typed.gross), tare: plain(typed.tare), grams: grams === "" ? null : grams, case: caseId, examination: told.examination, version: told.version });
  };
  const made = weigh.data?.weighings.at(-1);
  if (made !== undefined)
    return (
      <Done next={<><Button size="sm" onClick={() => { weigh.reset(); put({ what: "", gross: "", tare: "", grams: "" }); }}>{say("weights.again")}</Button><Anchor size="sm" href="#report">{say("report")}</Anchor><Button size="sm" variant="subtle" onClick={onDone}>{say("weights.close")}</Button></>}>
        {say("weights.entered")} <Data>{made.what}</Data>: <Code>{`${made.grams} g, U = ${made.uncertainty} g (k = 2)`}</Code> <Text span size="sm" fw={400}>{say("column.balance")} <Data>{made.balance}</Data></Text>
      </Done>
    );
  return (
    <Paper withBorder p="md">
      <form data-weigh-form onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Stack gap="sm">
          <Group align="flex-start">
            <BalanceChoice balance={typed.balance} reason={typed.reason} onBalance={(balance) => { put({ balance }); }} onReason={(reason) => { put({ reason }); }} />
            <TextInput label={say("weights.what")} description={say("weights.what.help")} dir="auto" maxLength={200} value={typed.what} onChange={(event) => { put({ what: event.currentTarget.value }); }} />
          </Group>
          <Group align="flex-end">
            <NumberField label={say("weights.gross")} decimals value={typed.gross} onValue={(gross) => { put({ gross }); }} />
            <NumberField label={say("weights.tare")} decimals value={typed.tare} onValue={(tare) => { put({ tare }); }} />
            <NumberField label={say("weights.net")} decimals value={typed.grams} onValue={(grams) => { put({ grams }); }} />
          </Group>
          {weigh.isError && <ErrorNote error={weigh.error} />}
          <Group><Button type="submit" loading={weigh.isPending}>{say("enter.save")}</Button><Button variant="default" onClick={onDone}>{say("intake.cancel")}</Button></Group>
        </Stack>
      </form>
    </Paper>
  );
}
