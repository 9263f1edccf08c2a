import { Button, Group, NativeSelect, Paper, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useState } from "react";

import type { Entity } from "@/core/entities";
import { jobsQuery } from "@/core/jobs";
import { endsOf, fieldsOf, type Field, missing, named, newId, original, type Typed } from "@/core/record";
import { usePerson } from "@/core/session";
import { unsaid, useDeposit } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { GradeFields } from "../deposit/GradeFields";
import { ErrorNote } from "@/parts/Notes";
import { Alike } from "./Alike";
import { Picker } from "@/parts/Picker";
import classes from "./Record.module.css";

const OFFERED = 6;

interface Props {
  schema: string;
  /** The thing that more is said about; absent for a new one. */
  entity?: Entity;
  cases: readonly { id: string; title: string }[];
  start: Typed;
  /** When the note is read: the id of what it is about. Without it the thing's page opens. */
  onRead?: (id: string) => void;
}

/** The form: values by property, what they rest on, and beside it what may be the same. */
export function RecordForm({ schema: type, entity, cases, start, onRead }: Props) {
  const { t } = useLocale();
  const words = useWords();
  const person = usePerson();
  const deposit = useDeposit();
  const navigate = useNavigate();
  const schema = words.vocabulary.schemata[type];
  const [id] = useState(() => entity?.id ?? newId());
  const [typed, setTyped] = useState<Typed>(start);
  const [more, setMore] = useState<string[]>([]);
  const [said, setSaid] = useState({ ...unsaid(cases[0]?.id ?? ""), received_from: person.name });
  if (schema === undefined) return null;
  const fields = fieldsOf(schema, words.vocabulary);
  const ends = endsOf(schema);
  const first = fields.filter((field) => schema.featured.includes(field.name) || (schema.required ?? []).includes(field.name) || ends?.includes(field.name) === true);
  const shown = [...(first.length === 0 ? fields.slice(0, OFFERED) : first), ...fields.filter((field) => more.includes(field.name))];
  const rest = fields.filter((field) => !shown.includes(field));
  const lacking = missing(schema, typed, entity === undefined);
  const submit = () => {
    const file = new File([original(id, type, typed)], `note-${type}-${new Date().toISOString().slice(0, 10)}.json`, { type: "application/json" });
    deposit.mutate({ files: [{ name: file.name, file }], said: { ...said, received_how: [t("record.how"), said.received_how.trim()].filter((part) => part !== "").join(": ") } });
  };
  const target = ends === null ? id : (typed[ends[0]]?.[0] ?? id);
  const open = () => void navigate({ to: "/entities/$id", params: { id: target }, search: ends !== null ? { tab: "neighbours" } : {} });
  if (deposit.data !== undefined) return <Reading job={deposit.data.no} onRead={onRead === undefined ? open : () => { onRead(id); }} />;
  return (
    <form onSubmit={(event) => { event.preventDefault(); submit(); }} className={classes.layout}>
      <Stack>
        {shown.map((field) => (
          <Values key={field.name} field={field} label={words.said(field.words.labels) ?? field.name} values={typed[field.name] ?? [""]} onValues={(values) => { setTyped({ ...typed, [field.name]: values }); }} />
        ))}
        {rest.length > 0 && (
          <NativeSelect
            maw="20rem"
            label={t("record.property")}
            value=""
            data={[{ value: "", label: "–" }, ...rest.map((field) => ({ value: field.name, label: words.said(field.words.labels) ?? field.name }))]}
            onChange={(event) => { setMore([...more, event.currentTarget.value]); }}
          />
        )}
        <Paper withBorder p="md">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <NativeSelect label={t("said.case")} data={cases.map((item) => ({ value: item.id, label: item.title }))} value={said.case} onChange={(event) => { setSaid({ ...said, case: event.currentTarget.value }); }} />
            <NativeSelect label={t("said.handling")} data={Object.keys(words.vocabulary.handling).map((code) => ({ value: code, label: words.handling(code) }))} value={said.handling} onChange={(event) => { setSaid({ ...said, handling: event.currentTarget.value }); }} />
            <GradeFields grade={said.grade} onChange={(grade) => { setSaid({ ...said, grade }); }} />
            <TextInput label={t("record.basis")} description={t("record.basis.help")} dir="auto" maxLength={300} value={said.received_how} onChange={(event) => { setSaid({ ...said, received_how: event.currentTarget.value }); }} />
          </SimpleGrid>
        </Paper>
        {deposit.isError && <ErrorNote error={deposit.error} />}
        <Group>
          <Button type="submit" loading={deposit.isPending} disabled={lacking.length > 0 || said.grade === ""}>
            {t("record.seal")}
          </Button>
          {(lacking.length > 0 || said.grade === "") && (
            <Text size="sm" c="dimmed">
              {t("record.lacks")}: {[...lacking.map((name) => words.propertyLabel(type, name)), ...(said.grade === "" ? [t("said.grade")] : [])].join(t("review.comma"))}
            </Text>
          )}
        </Group>
      </Stack>
      {entity === undefined && ends === null && <Alike text={named(schema, typed)} type={type} />}
    </form>
  );
}

function Values({ field, label, values, onValues }: { field: Field; label: string; values: string[]; onValues: (values: string[]) => void }) {
  const { t } = useLocale();
  if (field.range !== null) return <Picker label={label} range={field.range} id={values[0] ?? ""} onPick={(id) => { onValues(id === "" ? [] : [id]); }} />;
  return (
    <Stack gap={4}>
      {values.map((value, index) => (
        <TextInput
          key={index}
          {...(index === 0 ? { label } : { "aria-label": `${label} ${index + 1}` })}
          dir="auto"
          data-field={field.name}
          autoComplete="off"
          {...(field.words.type === "date" ? { placeholder: "1990-05-17", description: t("record.date") } : {})}
          value={value}
          onChange={(event) => { onValues(values.with(index, event.currentTarget.value)); }}
        />
      ))}
      {values.every((value) => value.trim() !== "") && values.length > 0 && (
        <Button size="compact-xs" variant="subtle" style={{ alignSelf: "start" }} onClick={() => { onValues([...values, ""]); }}>
          {t("record.another")}
        </Button>
      )}
    </Stack>
  );
}

/** While a note is sealed and read; then `onRead` is called once. */
export function Reading({ job, onRead }: { job: number; onRead: () => void }) {
  const { t } = useLocale();
  const queries = useQueryClient();
  const jobs = useQuery({ ...jobsQuery, refetchInterval: 500 });
  const found = jobs.data?.find((item) => item.no === job);
  const state = found?.state;
  const done = useEffectEvent(() => {
    for (const name of ["entities", "search", "sources"]) void queries.invalidateQueries({ queryKey: [name] });
    onRead();
  });
  useEffect(() => {
    if (state === "done") done();
  }, [state]);
  return (
    <Text role="status">{t(state === "failed" || state === "cancelled" ? "record.failed" : "record.reading")}</Text>
  );
}
