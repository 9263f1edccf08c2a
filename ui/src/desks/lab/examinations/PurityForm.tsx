import { Anchor, Button, Group, NativeSelect, Paper, Stack, Textarea } from "@mantine/core";
import { useState } from "react";

import { refusedAt } from "@/api/client";
import { numberOf } from "@/core/number";
import { Code, Data } from "@/design/Text";
import { Done } from "@/parts/Done";
import { ErrorNote } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { BalanceChoice } from "../balances/BalanceChoice";
import { type Examined, usePurity } from "../server";
import { called, useSay } from "../words";

const FORMS = ["base", "hydrochloride", "sulfate", "phosphate", "tartrate", "citrate"] as const;

/** A purity from the amount of a run and how much was dissolved for it. The form is never chosen beforehand. */
export function PurityForm({ told, caseId, substances, onDone }: { told: Examined; caseId: string; substances: readonly string[]; onDone: () => void }) {
  const say = useSay();
  const purity = usePurity();
  const [typed, setTyped] = useState({ substance: "", milligrams: "", millilitres: "", balance: "", reason: "", replaces: "" });
  const [form, setForm] = useState<(typeof FORMS)[number] | "">("");
  const put = (part: Partial<typeof typed>) => { setTyped({ ...typed, ...part }); };
  const plain = (text: string) => numberOf(text) ?? text;
  const send = () => {
    if (form !== "") purity.mutate({ ...typed, form, milligrams: plain(typed.milligrams), millilitres: plain(typed.millilitres), case: caseId, examination: told.examination, version: told.version });
  };
  const made = purity.data?.purities.at(-1);
  const before = told.purities.find((one) => one.withdrawn == null && one.substance.toLocaleLowerCase() === typed.substance.toLocaleLowerCase());
  if (made !== undefined)
    return (
      <Done next={<><Anchor size="sm" href="#report">{say("report")}</Anchor><Button size="sm" variant="subtle" onClick={onDone}>{say("weights.close")}</Button></>}>
        {say("purity.entered")} <Data>{made.substance}</Data>: <Code>{`${made.percent} % m/m, U = ${made.uncertainty} % (k = 2)`}</Code> {say("purity.as")} {called(say, `form.${made.form}`)}
      </Done>
    );
  return (
    <Paper withBorder p="md">
      <form data-purity-form onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Stack gap="sm">
          <Group align="flex-start">
            <NativeSelect label={say("column.substance")} required withAsterisk={false} value={typed.substance} data={[{ value: "", label: say("enter.choose") }, ...substances.map((value) => ({ value, label: value }))]} onChange={(event) => { put({ substance: event.currentTarget.value }); }} />
            <NativeSelect label={say("column.form")} description={say("purity.form.help")} required withAsterisk={false} value={form} data={[{ value: "", label: say("enter.choose") }, ...FORMS.map((value) => ({ value, label: called(say, `form.${value}`) }))]} onChange={(event) => { setForm(FORMS.find((one) => one === event.currentTarget.value) ?? ""); }} />
          </Group>
          {before !== undefined && <Textarea label={say("purity.replaces", { percent: before.percent })} description={say("purity.replaces.help")} dir="auto" autosize minRows={2} required withAsterisk={false} maxLength={2000} data-replaces value={typed.replaces} error={refusedAt(purity.error, "replaces")} onChange={(event) => { put({ replaces: event.currentTarget.value }); }} />}
          <Group align="flex-start">
            <NumberField label={say("purity.milligrams")} required withAsterisk={false} decimals value={typed.milligrams} onValue={(milligrams) => { put({ milligrams }); }} />
            <NumberField label={say("purity.millilitres")} required withAsterisk={false} decimals value={typed.millilitres} onValue={(millilitres) => { put({ millilitres }); }} />
          </Group>
          <BalanceChoice balance={typed.balance} reason={typed.reason} onBalance={(balance) => { put({ balance }); }} onReason={(reason) => { put({ reason }); }} />
          {purity.isError && <ErrorNote error={purity.error} />}
          <Group><Button type="submit" loading={purity.isPending}>{say("enter.save")}</Button><Button variant="default" onClick={onDone}>{say("intake.cancel")}</Button></Group>
        </Stack>
      </form>
    </Paper>
  );
}
