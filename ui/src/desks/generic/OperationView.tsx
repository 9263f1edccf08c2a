import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";

import { useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { useDeskWords } from "@/i18n/words";
import { DateField } from "@/parts/DateField";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote, Loading } from "@/parts/Told";

import { AnswerView } from "./AnswerView";
import { InCase } from "./CaseChoice";
import { Head } from "./Head";
import { type Asking, asked, type AskedField, askingQuery, type Json, questionOf, type Typed } from "./operations";
import { words } from "./words";

/** One thing that can be asked of a desk: its form, and what was answered. */
export function OperationView(place: DeskPlace) {
  const say = useDeskWords(words);
  const { locale } = useLocale();
  const { data } = useOpenDesks();
  const name = place.params["operation"] ?? "";
  const operation = data?.find((item) => item.desk.name === place.desk)?.desk.operations.find((one) => one.name === name);
  const asking = useQuery(askingQuery(place.desk, name, locale));
  return (
    <Stack maw="60rem" mx="auto" data-asking={name}>
      <Head desk={place.desk} title={operation?.title ?? ""} help={operation?.help} />
      {asking.isPending && <Loading />}
      {asking.isError && <ErrorNote error={asking.error} retry={() => void asking.refetch()} />}
      {asking.data !== undefined && operation !== undefined && (
        asking.data.fields === null ? <Alert variant="default" icon={<Icon name="info" />} title={say("operation.no-form")} /> : (
          <InCase place={place} inCase={operation.in_case}>
            {(caseId) => <Asked key={`${name} ${caseId}`} place={place} caseId={caseId} name={name} effect={operation.effect} asking={asking.data} fields={asking.data.fields ?? []} />}
          </InCase>
        )
      )}
    </Stack>
  );
}

function Asked({ place, caseId, name, effect, asking, fields }: { place: DeskPlace; caseId: string; name: string; effect: "look" | "act" | "job"; asking: Asking; fields: readonly AskedField[] }) {
  const say = useDeskWords(words);
  const queries = useQueryClient();
  const [typed, setTyped] = useState<Typed>({});
  const act = useMutation({
    mutationFn: (question: Json) => asked(place.desk, name, effect, question),
    onSuccess: () => { if (effect !== "look") void queries.invalidateQueries({ queryKey: ["desk", place.desk] }); },
  });
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    act.mutate(questionOf(fields, typed, caseId));
  };
  const shown = fields.filter((one) => one.type !== "case");
  const done = act.data;
  return (
    <Stack>
      <form onSubmit={send}>
        <Stack>
          {shown.map((one) => <Field key={one.name} field={one} value={typed[one.name] ?? ""} onValue={(value) => { setTyped((before) => ({ ...before, [one.name]: value })); }} />)}
          <Group><Button type="submit" loading={act.isPending}>{say(effect === "look" ? "operation.ask" : effect === "act" ? "operation.do" : "operation.start")}</Button></Group>
        </Stack>
      </form>
      {act.isError && <ErrorNote error={act.error} />}
      {done !== undefined && (
        <section aria-labelledby="answer" data-answer>
          <Text component="h2" fw={600} size="lg" id="answer" role="status">{effect === "act" ? say("operation.done") : say("operation.answer")}</Text>
          {effect === "job" ? (
            <Text>{say("operation.job", { n: typeof done["no"] === "number" ? done["no"] : "" })} <Link to="/">{say("operation.job.home")}</Link></Text>
          ) : (
            <AnswerView value={done} labels={asking.labels} />
          )}
        </section>
      )}
    </Stack>
  );
}

function Field({ field, value, onValue }: { field: AskedField; value: string; onValue: (value: string) => void }) {
  const say = useDeskWords(words);
  const several = field.many ? say("operation.several") : "";
  const help = [field.help, several].filter((one) => one !== "").join(" ");
  const given = { label: field.label, ...(help === "" ? {} : { description: help }), required: field.required };
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

/** The operations of a desk that the person may ask, as ways to their forms. */
export function Operations({ desk, operations }: { desk: string; operations: readonly { name: string; title: string; help: string }[] }) {
  return (
    <ul style={{ listStyle: "none", padding: 0, margin: 0 }}>
      {operations.map((item) => (
        <li key={item.name} style={{ marginBlockEnd: "0.8rem" }} data-operation={item.name}>
          <Button variant="default" size="compact-md" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk, _splat: `operations/${item.name}` }} {...props} />}><Data>{item.title}</Data></Button>
          <Text size="sm" c="dimmed"><Data>{item.help}</Data></Text>
        </li>
      ))}
    </ul>
  );
}
