import { Alert, Anchor, Button, Group, Paper, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";

import { refusedAt } from "@/api/client";
import { numberOf } from "@/core/number";
import { Code, Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
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
  const [typed, setTyped] = useState({ what: "", gross: "", tare: "", grams: "", balance: "", reason: "", explanation: "" });
  const put = (part: Partial<typeof typed>) => { if (weigh.isError) weigh.reset(); setTyped({ ...typed, ...part }); };
  const sealed = told.seals.includes(told.seal);
  const again = !sealed && told.seals.length > 0;
  const wanted = refusedAt(weigh.error, "explanation");
  const plain = (text: string) => numberOf(text) ?? text;
  const send = () => {
    const grams = plain(typed.grams);
    weigh.mutate({ ...typed, under_seal: sealed, gross: plain(typed.gross), tare: plain(typed.tare), grams: grams === "" ? null : grams, case: caseId, examination: told.examination, version: told.version });
  };
  const made = weigh.data?.weighings.at(-1);
  if (made !== undefined)
    return (
      <Done next={<><Button size="sm" onClick={() => { weigh.reset(); put({ what: "", gross: "", tare: "", grams: "", explanation: "" }); }}>{say("weights.again")}</Button><Anchor size="sm" href="#report">{say("report")}</Anchor><Button size="sm" variant="subtle" onClick={onDone}>{say("weights.close")}</Button></>}>
        {say("weights.entered")} <Data>{made.what}</Data>: {made.under_seal && <>{say("weights.under-seal")} </>}<Code>{`${made.grams === "" ? made.gross : made.grams} g, U = ${made.uncertainty} g (k = 2)`}</Code> <Text span size="sm" fw={400}>{say("column.balance")} <Data>{made.balance}</Data></Text>
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
          {sealed && <Alert variant="default">{say("weights.sealed", { seal: told.seal })} <DeskLink to="operations/handle" search={{ case: caseId, examination: told.examination, doing: "opened" }}>{say("weights.open-seal")}</DeskLink></Alert>}
          {sealed ? <NumberField label={say("weights.gross-sealed")} required decimals min={0} maw="18rem" value={typed.gross} error={refusedAt(weigh.error, "gross")} onValue={(gross) => { put({ gross }); }} /> : <Group align="flex-end">
            <NumberField label={say("weights.gross")} decimals min={0} value={typed.gross} onValue={(gross) => { put({ gross }); }} />
            <NumberField label={say("weights.tare")} decimals min={0} value={typed.tare} onValue={(tare) => { put({ tare }); }} />
            <NumberField label={say("weights.net")} decimals min={0} value={typed.grams} onValue={(grams) => { put({ grams }); }} />
          </Group>}
          {(again || wanted !== undefined || typed.explanation !== "") && <Textarea label={say("weights.explain")} error={wanted} dir="auto" autosize maxLength={2000} value={typed.explanation} onChange={(event) => { put({ explanation: event.currentTarget.value }); }} />}
          {weigh.isError && <ErrorNote error={weigh.error} />}
          <Group><Button type="submit" loading={weigh.isPending}>{say("enter.save")}</Button><Button variant="default" onClick={onDone}>{say("intake.cancel")}</Button></Group>
        </Stack>
      </form>
    </Paper>
  );
}
