import { Button, Select, Text, TextInput } from "@mantine/core";

import { DateField } from "@/parts/DateField";
import { MomentField } from "@/parts/MomentField";

import { HOUSE, nowInHouse } from "../moment";
import { FacilityPick } from "../residents/FacilityPick";
import { called, useSay } from "../words";
import type { IntakeField } from "./intake";
import { SealedFile } from "./SealedFile";

function FieldFault({ text }: { text: string | undefined }) {
  return text === undefined ? null : <Text size="sm" c="red.9" role="alert">{text}</Text>;
}

/** One thing that a step asks: a day, a moment, one of several words, or text. */
export function Field({ asked, value, wrong, onValue }: { asked: IntakeField; value: string; wrong?: string | undefined; onValue: (value: string) => void }) {
  const say = useSay();
  const given = { label: called(say, `step.${asked.name}`), required: asked.needed === true };
  if (asked.facility === true) return <><FacilityPick value={value} onValue={onValue} required empty /><FieldFault text={wrong} /></>;
  if (asked.file !== undefined) return <SealedFile label={given.label} kind={asked.file} value={value} onValue={onValue} />;
  if (asked.time === "day") return <><DateField {...given} value={value} onValue={onValue} /><FieldFault text={wrong} /></>;
  if (asked.time === "moment") return <><MomentField {...given} value={value} onValue={onValue} first={HOUSE} /><FieldFault text={wrong} /><Button mt="xs" size="compact-sm" variant="default" aria-label={`${given.label}: ${say("moment.now")}`} onClick={() => { onValue(nowInHouse()); }}>{say("moment.now")}</Button></>;
  if (asked.options !== undefined)
    return <Select {...given} allowDeselect={false} value={value === "" ? "unknown" : value} data={asked.options.map((one) => ({ value: one, label: called(say, asked.name === "sex" ? `sex.${one}` : `for.${one}`) }))} onChange={(chosen) => { onValue(chosen ?? "unknown"); }} />;
  return <TextInput {...given} value={value} error={wrong} dir={asked.code === true ? "ltr" : "auto"} onChange={(event) => { onValue(event.currentTarget.value); }} />;
}
