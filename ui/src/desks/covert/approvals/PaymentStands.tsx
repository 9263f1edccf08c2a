import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { Data } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import { type AwaitedPayment, useWithdraw } from "../server";
import { useSay } from "../words";

/** Where a payment stands for whoever decides nothing of it now: who may do what follows, and taking a request back. */
export function PaymentStands({ payment }: { payment: AwaitedPayment }) {
  const say = useSay();
  const withdraw = useWithdraw();
  const [sure, setSure] = useState(false);
  const waits = payment.stands === "asked" || payment.stands === "approved" ? payment.stands : undefined;
  return (
    <Stack gap={4}>
      <Text size="sm">{say(`pay.${payment.stands}`)}</Text>
      {waits !== undefined && (payment.able.length > 0 ? <Text size="sm" data-able>{say(`able.${waits}`)}: {payment.able.map((name, at) => <span key={name}>{at > 0 && "؛ "}<Data>{name}</Data></span>)}</Text> : <Text size="sm" fw={600} data-able="none">{say(`able.${waits}.none`)}</Text>)}
      {payment.withdraws && (
        <Group gap="xs">
          {sure ? (
            <>
              <Button size="compact-sm" loading={withdraw.isPending} aria-label={`${say("withdraw.sure")}: ${payment.code}`} onClick={() => { withdraw.mutate(payment.payment); }}>{say("withdraw.sure")}</Button>
              <Button size="compact-sm" variant="subtle" onClick={() => { setSure(false); }}>{say("withdraw.leave")}</Button>
            </>
          ) : <Button size="compact-sm" variant="default" aria-label={`${say("withdraw")}: ${payment.code}`} onClick={() => { setSure(true); }}>{say("withdraw")}</Button>}
        </Group>
      )}
      {withdraw.isError && <ErrorNote error={withdraw.error} />}
    </Stack>
  );
}
