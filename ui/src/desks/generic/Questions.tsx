import { Badge, Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";

import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DateField } from "@/parts/DateField";
import { MomentField } from "@/parts/MomentField";
import { NumberField } from "@/parts/NumberField";

import { answered, fillings, pathOf, typed, withoutRow, withRow } from "./answers";
import { LookupField, LookupList } from "./LookupField";
import type { Answer, Answers, Form, Paper, Question, Section } from "./server";
import { useSay } from "./words";

interface Given {
  desk: string;
  caseId: string;
  form: Form;
  answers: Answers;
  shown: ReadonlySet<string>;
  problems: Paper["problems"];
  fixed: boolean;
  onAnswers: (change: (before: Answers) => Answers) => void;
}

/** Every section of a form with the questions that are asked now: of an operation's dialog as of a form that is kept. */
export function Sections(given: Given) {
  return given.form.sections.map((section) => <OneSection key={section.name} section={section} given={given} />);
}

function OneSection({ section, given }: { section: Section; given: Given }) {
  const say = useSay();
  const numbers = fillings(section, given.answers);
  const asked = (number: number) => section.fields
    .filter((one) => one.type !== "case" && (one.closed || given.shown.has(pathOf(section, number, one.name))))
    .map((one) => <QuestionForm key={one.name} question={one} section={section} number={number} given={given} />);
  if (!section.repeated && section.title === "") return <Stack gap="md">{asked(0)}</Stack>;
  const change = section.repeated && !given.fixed;
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }} data-section={section.name} {...(section.repeated ? { "data-things": section.name } : {})}>
      <legend style={{ fontSize: "1.15rem", fontWeight: 600, paddingBlock: "0.3rem" }}><Data>{section.title}</Data></legend>
      {section.help !== "" && <Text size="sm" c="dimmed"><Data>{section.help}</Data></Text>}
      <Stack gap="md">
        {numbers.map((number) => {
          const called = say("operation.thing", { name: section.title, n: number });
          return (
            <Stack key={number} gap="sm" {...(section.repeated ? { role: "group", "aria-label": called, style: { borderInlineStart: "3px solid var(--tq-line)", paddingInlineStart: "0.8rem" } } : {})}>
              {asked(number)}
              {change && numbers.length > section.least && (
                <Button variant="subtle" size="compact-sm" style={{ alignSelf: "start" }} aria-label={say("operation.thing.off", { name: called })} onClick={() => { given.onAnswers((before) => withoutRow(section, before, number)); }}>{say("operation.off")}</Button>
              )}
            </Stack>
          );
        })}
        {change && numbers.length < section.most && section.fields.some((one) => !one.closed) && (
          <Button variant="default" size="compact-sm" style={{ alignSelf: "start" }} onClick={() => { given.onAnswers((before) => withRow(section, before)); }}>{say("form.another")}</Button>
        )}
      </Stack>
    </fieldset>
  );
}

function QuestionForm({ question, section, number, given }: { question: Question; section: Section; number: number; given: Given }) {
  const say = useSay();
  const format = useFormat();
  const path = pathOf(section, number, question.name);
  if (question.closed)
    return (
      <div>
        <Text size="sm" fw={500} component="span"><Data>{question.label}</Data></Text> <Badge variant="default" tt="none">{say("form.closed")}</Badge>
      </div>
    );
  const answer = given.answers[path];
  const state = answer === undefined || answer.state === "empty" ? "given" : answer.state;
  const wrong = given.problems.find((one) => one.path === path && one.code !== "form-answer-needed");
  const set = (next: Answer | undefined) => { given.onAnswers((before) => answered(before, section, path, next)); };
  const value = <Value desk={given.desk} caseId={given.caseId} question={question} path={path} answer={answer} kept={given.form.version > 0} off={given.fixed || state !== "given"} said={state !== "given"} error={wrong && format.sentence(wrong.sentence)} set={set} />;
  if (question.states.length === 0) return value;
  return (
    <Group align="start" gap="sm" data-question={path}>
      <div style={{ flex: "1 1 22rem" }}>{value}</div>
      <NativeSelect
        style={{ flex: "0 0 11rem" }}
        label={say("form.no-value")}
        aria-label={`${question.label}: ${say("form.no-value")}`}
        disabled={given.fixed}
        value={state}
        data={[{ value: "given", label: "–" }, ...question.states.map((one) => ({ value: one, label: say(`form.state.${one}`) }))]}
        onChange={(event) => {
          const chosen = question.states.find((one) => one === event.currentTarget.value);
          set(chosen === undefined ? undefined : { state: chosen, values: [], note: "" });
        }}
      />
    </Group>
  );
}

interface ValueProps {
  desk: string;
  caseId: string;
  question: Question;
  path: string;
  answer: Answer | undefined;
  /** The form is kept, and may be kept as a draft with answers still to come: what it needs is said beside the label. */
  kept: boolean;
  off: boolean;
  /** It was said that there is no value. */
  said: boolean;
  error: string | undefined;
  set: (answer: Answer | undefined) => void;
}

function Value({ desk, caseId, question, path, answer, kept, off, said, error, set }: ValueProps) {
  const say = useSay();
  const needed = question.required && !said;
  const label: ReactNode = kept ? <><Data>{question.label}</Data>{question.required && <Text span size="xs" c="dimmed"> ({say("form.needed")})</Text>}</> : question.label;
  const values = answer?.values ?? [];
  const value = values.join("\n");
  const help = [question.help, question.many && question.type !== "choice" && question.lookup === "" ? say("operation.several") : ""].filter((one) => one !== "").join(" ");
  const shared = { id: `q-${path}`, "data-field": question.name, label, disabled: off, error, required: needed && !kept, ...(help === "" ? {} : { description: <Data>{help}</Data> }) };
  const change = (text: string) => { set(typed(question, text)); };
  if (question.type === "choice" && question.many)
    return (
      <fieldset id={shared.id} data-field={question.name} tabIndex={-1} disabled={off} style={{ border: 0, padding: 0, margin: 0 }}>
        <legend style={{ fontSize: "var(--mantine-font-size-sm)", fontWeight: 500 }}>{label}</legend>
        {question.options.map(({ name, title }) => (
          <label key={name} style={{ display: "flex", gap: "0.4rem" }}>
            <input type="checkbox" checked={values.includes(name)} onChange={(event) => { change((event.currentTarget.checked ? [...values, name] : values.filter((one) => one !== name)).join("\n")); }} />
            <Data>{title}</Data>
          </label>
        ))}
      </fieldset>
    );
  if (question.type === "flag" && !kept && !question.required)
    return <Checkbox data-field={question.name} label={question.label} description={help} checked={(value || question.usual) === "true"} onChange={(event) => { change(String(event.currentTarget.checked)); }} />;
  if (question.type === "choice" || question.type === "flag") {
    const none = question.usual !== "" && question.type === "choice" ? [] : [{ value: "", label: say(kept || question.required ? "form.choose" : "operation.none") }];
    return <NativeSelect {...shared} value={value || (question.type === "choice" ? question.usual : "")} data={[...none, ...question.options.map(({ name, title }) => ({ value: name, label: title }))]} onChange={(event) => { change(event.currentTarget.value); }} />;
  }
  if (question.lookup !== "" && !off) {
    const sought = { desk, lookup: question.lookup, caseId };
    return question.many ? <LookupList {...shared} sought={sought} values={values} onValues={(next) => { change(next.join("\n")); }} /> : <LookupField {...shared} sought={sought} value={value} onValue={change} />;
  }
  if (question.type === "time" && !off) return <MomentField id={shared.id} label={question.label} error={error} required={shared.required} value={value} onValue={change} {...(help === "" ? {} : { description: help })} />;
  if (question.type === "day" || (question.type === "date" && !question.many && (value === "" || /^\d{4}-\d{2}-\d{2}$/.test(value)))) return <DateField {...shared} value={value} onValue={change} />;
  const placeholder = question.usual === "" ? {} : { placeholder: question.usual };
  if (question.many || question.lines > 1) return <Textarea {...shared} {...placeholder} dir="auto" autosize minRows={Math.min(question.lines, 6)} maxLength={100000} value={value} onChange={(event) => { change(event.currentTarget.value); }} />;
  if (question.type === "number") return <NumberField {...shared} {...placeholder} decimals={!question.whole} value={value} onValue={change} />;
  return <TextInput {...shared} {...placeholder} dir="auto" maxLength={100000} value={value} onChange={(event) => { change(event.currentTarget.value); }} />;
}
