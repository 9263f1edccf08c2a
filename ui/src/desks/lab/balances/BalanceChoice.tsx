import { Anchor, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { ErrorNote } from "@/parts/Notes";

import { type Balances, balancesQuery } from "../server";
import { called, useSay } from "../words";

/** Which balance, each with how it stands; one that was not checked today asks for the reason, one out of use cannot be chosen. */
export function BalanceChoice({ balance, reason, onBalance, onReason }: { balance: string; reason: string; onBalance: (balance: string) => void; onReason: (reason: string) => void }) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(balancesQuery(locale));
  const balances: Balances["balances"] = found.data?.balances ?? [];
  const chosen = balances.find((one) => one.balance === balance);
  return (
    <Stack gap="xs">
      <NativeSelect label={say("column.balance")} required withAsterisk={false} w="24rem" data-balance-choice value={balance} onChange={(event) => { onBalance(event.currentTarget.value); }}>
        <option value="">{say("enter.choose")}</option>
        {balances.map((one) => <option key={one.balance} value={one.balance} disabled={one.standing === "failed" || one.standing === "uncalibrated"}>{`${one.balance}${separator()}${called(say, `standing.${one.standing}`)}`}</option>)}
      </NativeSelect>
      {found.isError && <ErrorNote error={found.error} />}
      {found.isSuccess && balances.length === 0 && <Text size="sm">{say("balances.none")} <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "balances" }} search={{ do: "new" }} {...props} />}>{say("balances.new")}</Anchor></Text>}
      {chosen !== undefined && <Text size="sm">{say("balances.digits", { d: chosen.resolution })}</Text>}
      {chosen?.standing === "unchecked" && (
        <>
          <Text size="sm" fw={600}>{chosen.says} <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "balances" }} search={{ balance: chosen.balance }} {...props} />}>{say("balances.check")}</Anchor></Text>
          <TextInput label={say("weights.reason")} dir="auto" w="24rem" maxLength={2000} value={reason} onChange={(event) => { onReason(event.currentTarget.value); }} />
        </>
      )}
    </Stack>
  );
}
