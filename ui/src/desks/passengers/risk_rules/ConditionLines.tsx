import { Button, Fieldset, Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";

import { NumberField } from "@/parts/NumberField";

import { type Askable, type Conditions, LINE, type Line, type Op, opsOf, wrongLine } from "./ruleForm";
import { useSay, valued } from "../words";

/** What one side of a rule asks: lines chosen from lists, each with its value; `wrong` is said under the title, what is wrong with a line at the line (both only once `tried`). */
export function ConditionLines({ name, title, help, fields, known, value, onValue, wrong, tried }: {
  name: string; title: string; help?: string; fields: readonly Askable[]; known: ReadonlyMap<string, Askable>; value: Conditions; onValue: (value: Conditions) => void; wrong: string; tried: boolean;
}) {
  const say = useSay();
  const { join, parts } = value;
  const between = join === "all" ? "or" : "and";
  const put = (made: Conditions["parts"]) => { onValue({ join, parts: made.filter((one) => one.length > 0) }); };
  const change = (at: number, lines: readonly Line[]) => { put(parts.map((one, no) => (no === at ? lines : one))); };
  return (
    <Fieldset legend={title} data-conditions={name} data-field={name}>
      <Stack gap="xs">
        {help !== undefined && <Text size="sm" c="dimmed">{help}</Text>}
        {parts.length > 1 && <SegmentedControl size="xs" w="fit-content" value={join} aria-label={title} onChange={(made) => { onValue({ join: made === "any" ? "any" : "all", parts }); }} data={[{ value: "all", label: say("rule.when.all") }, { value: "any", label: say("rule.when.any") }]} />}
        {parts.map((lines, at) => (
          <Stack key={at} gap={4} data-part={at} pb="xs" style={{ borderBlockEnd: "1px solid var(--mantine-color-default-border)" }}>
            {lines.map((line, no) => (
              <Stack key={no} gap={4}>
                {no > 0 && <Text size="sm" fw={600}>{say(`rule.${between}.between`)}</Text>}
                <OneLine line={line} fields={fields} known={known} tried={tried} onLine={(made) => { change(at, lines.map((one, place) => (place === no ? made : one))); }} onRemove={() => { change(at, lines.filter((_, place) => place !== no)); }} />
              </Stack>
            ))}
            <Button size="compact-xs" variant="subtle" w="fit-content" onClick={() => { change(at, [...lines, LINE]); }} data-or>{say(`rule.${between}`)}</Button>
          </Stack>
        ))}
        {wrong !== "" && <Text size="sm" c="red.9" data-wrong={name}>{wrong}</Text>}
        <Button size="compact-sm" variant="default" w="fit-content" onClick={() => { put([...parts, [LINE]]); }} data-add={name}>{say("rule.add")}</Button>
      </Stack>
    </Fieldset>
  );
}

function OneLine({ line, fields, known, tried, onLine, onRemove }: { line: Line; fields: readonly Askable[]; known: ReadonlyMap<string, Askable>; tried: boolean; onLine: (line: Line) => void; onRemove: () => void }) {
  const say = useSay();
  const type = known.get(line.field)?.type ?? "";
  const ops = opsOf(type);
  const wrong = tried ? wrongLine(line, known) : null;
  const error = wrong === null ? undefined : say(`rule.wrong.${wrong}`);
  const choose = (field: string) => { const only = opsOf(known.get(field)?.type ?? ""); onLine({ field, op: only.length === 1 ? only[0] ?? "" : "", value: "" }); };
  const given = (value: string) => { onLine({ ...line, value }); };
  return (
    <Group gap="xs" align="start" data-line={line.field}>
      <Select searchable w="24rem" maw="100%" size="sm" label={say("rule.field")} value={line.field === "" ? null : line.field} error={wrong === "field" ? error : undefined} onChange={(field) => { choose(field ?? ""); }} data={fields.map((one) => ({ value: one.name, label: one.weak ? `${one.label} (${say("rule.weak")})` : one.label }))} data-ask />
      {ops.length > 1 && <Select w="10rem" size="sm" label={say("rule.op")} value={line.op === "" ? null : line.op} error={wrong === "op" ? error : undefined} onChange={(op) => { onLine({ ...line, op: op ?? "" }); }} data={ops.map((one) => ({ value: one, label: say(`rule.op.${one as Op}`) }))} data-op />}
      {type === "yes-no" && <Select w="8rem" size="sm" label={say("rule.value")} value={line.value === "" ? null : line.value} error={wrong === "choice" ? error : undefined} onChange={(value) => { given(value ?? ""); }} data={[{ value: "true", label: say("rule.yes") }, { value: "false", label: say("rule.no") }]} data-value />}
      {type === "sex" && <Select w="8rem" size="sm" label={say("rule.value")} value={line.value === "" ? null : line.value} error={wrong === "choice" ? error : undefined} onChange={(value) => { given(value ?? ""); }} data={["M", "F"].map((one) => ({ value: one, label: valued(say, "gender", one) }))} data-value />}
      {type === "number" && <NumberField w="8rem" size="sm" decimals label={say("rule.value")} value={line.value} error={wrong === "number" ? error : undefined} onValue={given} data-value />}
      {(type === "airport" || type === "country") && <TextInput w="16rem" size="sm" dir="ltr" label={say("rule.value")} description={say(`rule.${type}.help`)} value={line.value} error={wrong === "code" ? error : undefined} maxLength={200} onChange={(event) => { given(event.currentTarget.value); }} data-value />}
      <Button size="compact-sm" mt={28} variant="subtle" onClick={onRemove} data-remove>{say("rule.remove")}</Button>
    </Group>
  );
}
