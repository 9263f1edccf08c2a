import { Button, Group, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Code } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import classes from "../Covert.module.css";
import { Apply } from "../sources/Apply";
import { type AwaitedSource, useSourceState } from "../server";
import { useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

/** A source that waits to be authorised: under which authorisation, and why. */
export function SourceDecision({ source, onDone }: { source: AwaitedSource; onDone: (state: "authorised" | "refused") => void }) {
  const say = useSay();
  const format = useFormat();
  const move = useSourceState();
  const [number, setNumber] = useState(source.named === 1 ? (source.numbers[0] ?? "") : "");
  const [reason, setReason] = useState("");
  const ready = reason.trim().length >= 3 && !move.isPending;
  const send = (state: "authorised" | "refused") => { move.mutate({ code: source.code, state, reason: reason.trim(), number: state === "authorised" ? number : "" }, { onSuccess: () => { onDone(state); } }); };
  const named = (at: number) => (at < source.named ? `${BESIDE}${say("authorise.named")}` : "");
  return (
    <Stack gap="xs" className={classes.item} role="group" aria-label={source.code} data-authorise={source.code}>
      <Text fw={600}><Code>{source.code}</Code></Text>
      <Text size="sm" c="dimmed">{say("authorise.since", { when: format.date(source.since) })}</Text>
      {source.numbers.length === 0 ? (
        <Text size="sm">{say("authorise.none")} <Apply code={source.code} /></Text>
      ) : (
        <NativeSelect label={say("authorise.number")} description={say("authorise.number.help")} maw="28rem" value={number} data={[{ value: "", label: say("choose") }, ...source.numbers.map((one, at) => ({ value: one, label: `${one}${named(at)}` }))]} onChange={(event) => { setNumber(event.currentTarget.value); }} />
      )}
      <Textarea label={say("decisions.reason")} description={say("authorise.reason.help")} dir="auto" autosize required maxLength={2000} maw="44rem" value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      <Group gap="xs">
        <Button size="compact-sm" disabled={!ready || number === ""} aria-label={`${say("authorise.do")}: ${source.code}`} onClick={() => { send("authorised"); }}>{say("authorise.do")}</Button>
        <Button size="compact-sm" variant="default" disabled={!ready} aria-label={`${say("application.refuse")}: ${source.code}`} onClick={() => { send("refused"); }}>{say("application.refuse")}</Button>
      </Group>
      {move.isError && <ErrorNote error={move.error} />}
    </Stack>
  );
}
