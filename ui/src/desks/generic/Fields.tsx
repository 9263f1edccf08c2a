import { Button, Checkbox, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";

import { Data } from "@/design/Text";
import { useDeskWords } from "@/i18n/words";
import { DateField } from "@/parts/DateField";
import { MomentField } from "@/parts/MomentField";

import { type QuestionField, partOf, rowsOf, type Typed, withoutRow, withRow } from "./operations";
import { words } from "./words";

interface Props {
  fields: readonly QuestionField[];
  typed: Typed;
  onTyped: (change: (before: Typed) => Typed) => void;
}

/** The fields of a question in their order; a list of things stands thing by thing. */
export function Fields({ fields, typed, onTyped }: Props) {
  return fields.map((one) => one.type === "things"
    ? <Things key={one.name} field={one} typed={typed} onTyped={onTyped} />
    : <Field key={one.name} field={one} value={typed[one.name] ?? ""} onValue={(value) => { onTyped((before) => ({ ...before, [one.name]: value })); }} />);
}

/** A list of things with their parts: one more, or one taken off, never below what there must be nor above what there may be. */
function Things({ field, typed, onTyped }: { field: QuestionField } & Omit<Props, "fields">) {
  const say = useDeskWords(words);
  const rows = rowsOf(field, typed);
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }} data-things={field.name}>
      <legend style={{ fontWeight: 600 }}><Data>{field.label}</Data></legend>
      {field.help !== "" && <Text size="sm" c="dimmed"><Data>{field.help}</Data></Text>}
      <Stack gap="md" mt="xs">
        {Array.from({ length: rows }, (_, row) => {
          const called = say("operation.thing", { name: field.label, n: row + 1 });
          return (
            <Stack key={row} gap="sm" role="group" aria-label={called} style={{ borderInlineStart: "3px solid var(--tq-line)", paddingInlineStart: "0.8rem" }}>
              {field.parts.map((part) => {
                const key = partOf(field, row, part.name);
                return <Field key={part.name} field={part} value={typed[key] ?? ""} onValue={(value) => { onTyped((before) => ({ ...before, [key]: value })); }} />;
              })}
              {rows > field.least && (
                <Button variant="subtle" size="compact-sm" style={{ alignSelf: "start" }} aria-label={say("operation.thing.off", { name: called })} onClick={() => { onTyped((before) => withoutRow(field, before, row)); }}>{say("operation.off")}</Button>
              )}
            </Stack>
          );
        })}
        {rows < field.most && <Button variant="default" size="compact-sm" style={{ alignSelf: "start" }} onClick={() => { onTyped((before) => withRow(field, before)); }}>{say("form.another")}</Button>}
      </Stack>
    </fieldset>
  );
}

function Field({ field, value, onValue }: { field: QuestionField; value: string; onValue: (value: string) => void }) {
  const say = useDeskWords(words);
  const several = field.many ? say("operation.several") : "";
  const help = [field.help, several].filter((one) => one !== "").join(" ");
  const given = { "data-field": field.name, label: field.label, ...(help === "" ? {} : { description: help }), required: field.required };
  if (field.type === "flag" && field.required)
    return <NativeSelect {...given} value={value} data={[{ value: "", label: say("form.choose") }, { value: "true", label: say("yes") }, { value: "false", label: say("no") }]} onChange={(event) => { onValue(event.currentTarget.value); }} />;
  if (field.type === "flag") return <Checkbox label={field.label} description={help} checked={(value || field.usual) === "true"} onChange={(event) => { onValue(String(event.currentTarget.checked)); }} />;
  if (field.type === "day") return <DateField {...given} value={value} onValue={onValue} />;
  if (field.type === "time") return <MomentField {...given} value={value} onValue={onValue} />;
  if (field.type === "choice" && !field.many) {
    const none = field.required && field.usual === "" ? [{ value: "", label: say("form.choose") }] : field.usual === "" ? [{ value: "", label: say("operation.none") }] : [];
    return <NativeSelect {...given} value={value || field.usual} data={[...none, ...field.options.map((one) => ({ value: one.name, label: one.title }))]} onChange={(event) => { onValue(event.currentTarget.value); }} />;
  }
  const placeholder = field.usual === "" ? {} : { placeholder: field.usual };
  if (field.lines) return <Textarea {...given} {...placeholder} dir="auto" autosize minRows={field.many ? 3 : 2} value={value} onChange={(event) => { onValue(event.currentTarget.value); }} />;
  return <TextInput {...given} {...placeholder} dir={field.type === "number" ? "ltr" : "auto"} {...(field.type === "number" ? { inputMode: "decimal" as const, pattern: "-?[0-9]+([.][0-9]+)?" } : {})} value={value} onChange={(event) => { onValue(event.currentTarget.value); }} />;
}
