import { Button, Group, Paper, Stack, TextInput } from "@mantine/core";
import { useState } from "react";

import { numberOf } from "@/core/number";
import { Data } from "@/design/Text";
import { DateField } from "@/parts/DateField";
import { Done } from "@/parts/Done";
import { ErrorNote } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { type Balances, useBalance } from "../server";
import { useSay } from "../words";

const NUMBERS = ["resolution", "nominal", "tolerance", "repeatability", "linearity", "calibration"] as const;
const NEEDED: readonly string[] = ["resolution", "nominal", "tolerance"];
type Typed = Record<(typeof NUMBERS)[number] | "balance" | "name" | "weight" | "calibrated_until", string>;
const EMPTY: Typed = { balance: "", name: "", weight: "", calibrated_until: "", resolution: "", nominal: "", tolerance: "", repeatability: "0", linearity: "0", calibration: "0" };

/** A new balance, or one that is there with its next calibration or another check weight. */
export function BalanceForm({ line, onDone, onCheck }: { line?: Balances["balances"][number]; onDone: () => void; onCheck: (balance: string) => void }) {
  const say = useSay();
  const enter = useBalance();
  const [typed, setTyped] = useState<Typed>({ ...EMPTY, ...line });
  const put = (part: Partial<Typed>) => { setTyped({ ...typed, ...part }); };
  const send = () => {
    const numbers = Object.fromEntries(NUMBERS.map((name) => [name, numberOf(typed[name]) ?? ""])) as Pick<Typed, (typeof NUMBERS)[number]>;
    const { balance, name, weight, calibrated_until } = typed;
    enter.mutate({ balance, name, weight, calibrated_until, ...numbers, repeatability: numbers.repeatability || "0", linearity: numbers.linearity || "0", calibration: numbers.calibration || "0" });
  };
  if (enter.data !== undefined) {
    const { balance } = enter.data;
    return <Done next={<><Button size="sm" onClick={() => { onCheck(balance); }}>{say("balances.check")}</Button><Button size="sm" variant="default" onClick={onDone}>{say("balances.done")}</Button></>}>{say(line === undefined ? "balances.entered" : "balances.changed")} <Data>{balance}</Data></Done>;
  }
  return (
    <Paper withBorder p="md">
      <form data-balance-form onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Stack gap="sm">
          <Group align="flex-end">
            <TextInput label={say("balances.number")} dir="auto" required withAsterisk={false} maxLength={50} readOnly={line !== undefined} value={typed.balance} onChange={(event) => { put({ balance: event.currentTarget.value }); }} />
            <TextInput label={say("balances.name")} dir="auto" maxLength={200} value={typed.name} onChange={(event) => { put({ name: event.currentTarget.value }); }} />
            <DateField label={say("column.calibrated")} required value={typed.calibrated_until} onValue={(calibrated_until) => { put({ calibrated_until }); }} />
            <TextInput label={say("balances.weight-number")} dir="auto" required withAsterisk={false} maxLength={100} value={typed.weight} onChange={(event) => { put({ weight: event.currentTarget.value }); }} />
          </Group>
          <Group align="flex-end">
            {NUMBERS.map((name) => <NumberField key={name} label={say(`balances.${name}`)} w="11rem" required={NEEDED.includes(name)} withAsterisk={false} decimals value={typed[name]} onValue={(value) => { put({ [name]: value }); }} />)}
          </Group>
          {enter.isError && <ErrorNote error={enter.error} />}
          <Group><Button type="submit" loading={enter.isPending}>{say("balances.save")}</Button><Button variant="subtle" onClick={onDone}>{say("intake.cancel")}</Button></Group>
        </Stack>
      </form>
    </Paper>
  );
}
