import { NativeSelect } from "@mantine/core";

import { useFormat } from "@/core/format";

import { type Examined, planOf } from "../server";
import { useSay } from "../words";

/** The drawn unit that a result is of; nothing where no units were drawn. Nothing is chosen beforehand. */
export function UnitSelect({ told, unit, onUnit }: { told: Examined; unit: string; onUnit: (unit: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const picks = planOf(told)?.picks ?? [];
  if (picks.length === 0) return null;
  return <NativeSelect label={say("column.unit")} required withAsterisk={false} data-unit value={unit} data={[{ value: "", label: say("enter.choose") }, ...picks.map((one) => ({ value: one.toString(), label: format.number(one) }))]} onChange={(event) => { onUnit(event.currentTarget.value); }} />;
}

/** Whether a unit must still be chosen. */
export const wantsUnit = (told: Examined, unit: string) => planOf(told) !== undefined && unit === "";
