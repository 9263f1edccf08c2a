import { Button, Group, NativeSelect, Paper, Stack } from "@mantine/core";
import { useState } from "react";

import { dayIn } from "@/core/day";
import { useFormat, ZONE } from "@/core/format";
import { Code } from "@/design/Text";
import { Done } from "@/parts/Done";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";

import { usePlan } from "../server";
import { useSay } from "../words";

const WHATS = ["meeting", "call", "task", "payment"] as const;

/** A meeting, call, task or payment with a source of one's own; it has no words, so that a plan tells nothing. */
export function PlanForm({ codes, onSaved, onDone, onWeek }: { codes: readonly string[]; onSaved: () => void; onDone: () => void; onWeek: (day: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const plan = usePlan();
  const [code, setCode] = useState("");
  const [what, setWhat] = useState<(typeof WHATS)[number] | "">("");
  const [at, setAt] = useState("");
  if (plan.data !== undefined) {
    const made = plan.data;
    return <Done next={<Button size="sm" onClick={() => { onWeek(dayIn(made.at, ZONE)); }}>{say("calendar.back")}</Button>}>{say("calendar.planned")} {say(`planned.${made.what as "meeting"}`)} <Code>{made.code}</Code>, {format.date(made.at)}</Done>;
  }
  return (
    <Paper withBorder p="md">
      <form data-plan-form onSubmit={(event) => { event.preventDefault(); if (what !== "" && at !== "") plan.mutate({ code, what, at }, { onSuccess: onSaved }); }}>
        <Stack gap="sm">
          <Group align="flex-end">
            <NativeSelect label={say("column.code")} required withAsterisk={false} autoFocus value={code} data={[{ value: "", label: say("choose") }, ...codes.map((value) => ({ value, label: value }))]} onChange={(event) => { setCode(event.currentTarget.value); }} />
            <NativeSelect label={say("calendar.what")} required withAsterisk={false} value={what} data={[{ value: "", label: say("choose") }, ...WHATS.map((value) => ({ value, label: say(`planned.${value}`) }))]} onChange={(event) => { setWhat(WHATS.find((one) => one === event.currentTarget.value) ?? ""); }} />
          </Group>
          <MomentField label={say("calendar.when")} required value={at} onValue={setAt} />
          {plan.isError && <ErrorNote error={plan.error} />}
          <Group><Button type="submit" loading={plan.isPending}>{say("calendar.save")}</Button><Button variant="subtle" onClick={onDone}>{say("calendar.leave")}</Button></Group>
        </Stack>
      </form>
    </Paper>
  );
}
