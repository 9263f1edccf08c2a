import { Alert, Button, Group, Paper, Stack, Textarea } from "@mantine/core";
import { useState } from "react";

import { refusedAt } from "@/api/client";
import { Data } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import { type Examined, useWithdraw } from "../server";
import { useSay } from "../words";

/** Withdraws a result, a weight, a purity or a pick of units with a reason: it no longer counts and stays readable. */
export function WithdrawForm({ told, caseId, measurement, number, name, onDone }: { told: Examined; caseId: string; measurement: "result" | "weighing" | "purity" | "pick"; number: number; name: string; onDone: () => void }) {
  const say = useSay();
  const act = useWithdraw();
  const [reason, setReason] = useState("");
  const send = () => { act.mutate({ case: caseId, examination: told.examination, version: told.version, measurement, number, reason }, { onSuccess: onDone }); };
  return (
    <Paper withBorder p="md">
      <form data-withdraw-form onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Stack gap="sm">
          <Alert variant="default" title={<>{say("withdraw")}: <Data>{name}</Data></>}>{say("withdraw.help")}</Alert>
          <Textarea label={say("withdraw.why")} dir="auto" autosize minRows={2} required withAsterisk={false} data-autofocus autoFocus maxLength={2000} value={reason} error={refusedAt(act.error, "reason")} onChange={(event) => { setReason(event.currentTarget.value); }} />
          {act.isError && <ErrorNote error={act.error} />}
          <Group><Button type="submit" loading={act.isPending}>{say("withdraw")}</Button><Button variant="default" onClick={onDone}>{say("intake.cancel")}</Button></Group>
        </Stack>
      </form>
    </Paper>
  );
}
