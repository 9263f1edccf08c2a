import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Code } from "@/design/Text";

import { type Examined, isOpen, planOf } from "../server";
import { useSay } from "../words";
import { Counts } from "./Counts";
import { WithdrawForm } from "./WithdrawForm";

/** The random picks of units: the injection of each unit of the one that binds is recorded here, and it is taken back while none was measured. */
export function PicksPart({ told, caseId, onUnit }: { told: Examined; caseId: string; onUnit: (unit: number) => void }) {
  const say = useSay();
  const format = useFormat();
  const [undoing, setUndoing] = useState(false);
  const plan = planOf(told);
  const measured = new Set(told.results.filter((one) => one.withdrawn == null && one.data !== "").map((one) => one.sampling));
  if (told.picked.length === 0) return null;
  return (
    <Stack gap="xs" data-picks>
      {told.picked.map((one) => (
        <div key={one.seed}>
          <Text size="sm">{say("custody.picked", { n: format.number(one.examine), of: format.number(one.units) })} <Code>{one.picks.map((unit) => format.number(unit)).join(", ")}</Code></Text>
          <Counts told={told} withdrawn={one.withdrawn}>{null}</Counts>
        </div>
      ))}
      {plan !== undefined && isOpen(told) && (
        <Group gap="sm">
          {plan.picks.map((unit) => measured.has(unit) ? <Text key={unit} size="sm">{say("pick.measured", { n: format.number(unit) })}</Text> : <Button key={unit} size="compact-md" variant="default" data-inject={unit} onClick={() => { onUnit(unit); }}>{say("pick.unit", { n: format.number(unit) })}</Button>)}
          {!plan.picks.some((unit) => measured.has(unit)) && <Button size="compact-md" variant="default" data-undo-pick onClick={() => { setUndoing(true); }}>{say("pick.undo")}</Button>}
        </Group>
      )}
      {undoing && plan !== undefined && isOpen(told) && <WithdrawForm told={told} caseId={caseId} measurement="pick" number={told.picked.indexOf(plan) + 1} name={say("pick.name", { n: format.number(plan.examine), of: format.number(plan.units) })} onDone={() => { setUndoing(false); }} />}
    </Stack>
  );
}
