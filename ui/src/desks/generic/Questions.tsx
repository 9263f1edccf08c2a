import { Badge, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";

import { Data } from "@/design/Text";
import { useDeskWords } from "@/i18n/words";
import { DateField } from "@/parts/DateField";

import { answered, fillings, pathOf, typed } from "./answers";
import type { Answer, Answers, Form, Paper, Question, Section } from "./server";
import { words } from "./words";

interface Given {
  form: Form;
  answers: Answers;
  shown: ReadonlySet<string>;
  problems: Paper["problems"];
  fixed: boolean;
  onAnswers: (answers: Answers) => void;
}

/** Every section with the questions that are asked now. */
export function Sections(given: Given) {
  return given.form.sections.map((section) => <OneSection key={section.name} section={section} given={given} />);
}

function OneSection({ section, given }: { section: Section; given: Given }) {
  const say = useDeskWords(words);
  const numbers = fillings(section, given.answers);
  const next = (numbers.at(-1) ?? 0) + 1;
  const first = section.fields.find((one) => !one.closed);
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }} data-section={section.name}>
      <legend style={{ fontSize: "1.15rem", fontWeight: 600, paddingBlock: "0.3rem" }}><Data>{section.title}</Data></legend>
      {section.help !== "" && <Text size="sm" c="dimmed"><Data>{section.help}</Data></Text>}
      <Stack gap="md">
        {numbers.map((number) => (
          <Stack key={number} gap="sm" style={section.repeated ? { borderInlineStart: "3px solid var(--tq-line)", paddingInlineStart: "0.8rem" } : {}}>
            {section.fields.filter((one) => one.closed || given.shown.has(pathOf(section, number, one.name))).map((one) => (
              <QuestionForm key={one.name} question={one} path={pathOf(section, number, one.name)} given={given} />
            ))}
          </Stack>
        ))}
        {section.repeated && !given.fixed && next <= section.most && first !== undefined && (
          <Button variant="default" size="compact-sm" style={{ alignSelf: "start" }} onClick={() => { given.onAnswers(answered(given.answers, pathOf(section, next, first.name), { state: "empty", values: [], note: "" })); }}>{say("form.another")}</Button>
        )}
      </Stack>
    </fieldset>
  );
}

function QuestionForm({ question, path, given }: { question: Question; path: string; given: Given }) {
  const say = useDeskWords(words);
  if (question.closed)
    return (
      <div>
        <Text size="sm" fw={500} component="span"><Data>{question.label}</Data></Text> <Badge variant="outline" color="gray.8" tt="none">{say("form.closed")}</Badge>
      </div>
    );
  const answer = given.answers[path];
  const state = answer === undefined || answer.state === "empty" ? "given" : answer.state;
  const wrong = given.problems.find((one) => one.path === path && one.code !== "form-answer-needed");
  const set = (next: Answer | undefined) => { given.onAnswers(answered(given.answers, path, next)); };
  return (
    <Group align="start" gap="sm" data-question={path}>
      <div style={{ flex: "1 1 22rem" }}>
        <Value question={question} path={path} answer={answer} said={state !== "given"} fixed={given.fixed} error={wrong?.sentence} set={set} />
      </div>
      {question.states.length > 0 && (
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
      )}
    </Group>
  );
}

interface ValueProps {
  question: Question;
  path: string;
  answer: Answer | undefined;
  /** It was said that there is no value. */
  said: boolean;
  fixed: boolean;
  error: string | undefined;
  set: (answer: Answer | undefined) => void;
}

function Value({ question, path, answer, said, fixed, error, set }: ValueProps) {
  const say = useDeskWords(words);
  const label = (
    <>
      <Data>{question.label}</Data>
      {question.required && <Text span size="xs" c="dimmed"> ({say("form.needed")})</Text>}
    </>
  );
  const values = answer?.values ?? [];
  const help = [question.help, question.many && question.type !== "choice" ? say("form.several") : ""].filter((one) => one !== "").join(" · ");
  const shared = { id: `q-${path}`, label, disabled: fixed || said, error, required: question.required && !said, withAsterisk: false, ...(help === "" ? {} : { description: <Data>{help}</Data> }) };
  const value = values.join("\n");
  if (question.type === "choice" && !question.many)
    return <NativeSelect {...shared} required={false} value={value} data={[{ value: "", label: say("form.choose") }, ...question.options.map(({ name, title }) => ({ value: name, label: title }))]} onChange={(event) => { set(typed(question, event.currentTarget.value)); }} />;
  if (question.type === "choice")
    return (
      <fieldset id={`q-${path}`} tabIndex={-1} disabled={fixed || said} style={{ border: 0, padding: 0, margin: 0 }}>
        <legend style={{ fontSize: "var(--mantine-font-size-sm)", fontWeight: 500 }}>{label}</legend>
        {question.options.map(({ name, title }) => (
          <label key={name} style={{ display: "flex", gap: "0.4rem" }}>
            <input type="checkbox" checked={values.includes(name)} onChange={(event) => { set(typed(question, (event.currentTarget.checked ? [...values, name] : values.filter((one) => one !== name)).join("\n"))); }} />
            <Data>{title}</Data>
          </label>
        ))}
      </fieldset>
    );
  if (question.type === "date" && !question.many && (value === "" || /^\d{4}-\d{2}-\d{2}$/.test(value))) return <DateField {...shared} required={false} value={value} onValue={(day) => { set(typed(question, day)); }} />;
  const change = (text: string) => { set(typed(question, text)); };
  if (question.many || question.lines > 1) return <Textarea {...shared} required={false} dir="auto" autosize minRows={Math.min(question.lines, 6)} maxLength={100000} value={value} onChange={(event) => { change(event.currentTarget.value); }} />;
  return <TextInput {...shared} required={false} dir="auto" maxLength={100000} value={value} onChange={(event) => { change(event.currentTarget.value); }} />;
}
