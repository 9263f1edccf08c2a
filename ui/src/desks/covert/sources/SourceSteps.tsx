import { Button, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { Code, Data } from "@/design/Text";
import { Dialog } from "@/parts/Dialog";
import { ErrorNote } from "@/parts/Notes";

import { type Mine, useSourceState } from "../server";
import { useSay } from "../words";

/** The next step of a source as a button, with its reason; a step that is a controller's says who may take it. */
export function SourceSteps({ source, onDone }: { source: Mine; onDone: () => void }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [first] = source.steps;
  const onward = leadsOn(source);
  return (
    <Stack gap={4} align="start">
      {source.able.length > 0 && <Text size="xs" data-able>{say("steps.able")}: {source.able.map((name, at) => <span key={name}>{at > 0 && "؛ "}<Data>{name}</Data></span>)}</Text>}
      {first !== undefined && <Button size="compact-sm" variant="default" aria-label={`${say("steps")}: ${source.code}`} data-step onClick={() => { setOpen(true); }}>{onward?.label ?? say("steps.other")}</Button>}
      {open && <StepDialog source={source} onClose={() => { setOpen(false); }} onDone={() => { setOpen(false); onDone(); }} />}
    </Stack>
  );
}

/** The step that leads a source on; every other is chosen by the person. */
const leadsOn = (source: Mine) => source.steps.find((one) => one.state === "assessed" || one.state === "active" || one.state === "aftercare");

function StepDialog({ source, onClose, onDone }: { source: Mine; onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const move = useSourceState();
  const [wanted, setWanted] = useState<string>(leadsOn(source)?.state ?? "");
  const [reason, setReason] = useState("");
  const step = source.steps.find((one) => one.state === wanted);
  return (
    <Dialog title={<>{say("steps")}: <Code>{source.code}</Code></>} onClose={onClose}>
      <form onSubmit={(event) => { event.preventDefault(); if (step !== undefined) move.mutate({ code: source.code, state: step.state, reason: reason.trim(), number: "" }, { onSuccess: onDone }); }}>
        <Stack gap="sm">
          <NativeSelect label={say("steps.step")} required withAsterisk={false} value={wanted} data={[{ value: "", label: say("choose") }, ...source.steps.map((one) => ({ value: one.state, label: one.label }))]} onChange={(event) => { setWanted(event.currentTarget.value); }} />
          <Textarea label={say("decisions.reason")} description={say("authorise.reason.help")} dir="auto" autosize required withAsterisk={false} minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
          {move.isError && <ErrorNote error={move.error} />}
          <Group><Button type="submit" loading={move.isPending} disabled={step === undefined || reason.trim().length < 3}>{step?.label ?? say("steps")}</Button><Button variant="subtle" onClick={onClose}>{say("withdraw.leave")}</Button></Group>
        </Stack>
      </form>
    </Dialog>
  );
}
