import { Button, Group, NativeSelect, Radio, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { CERTAINTIES, type Certainty, linksBetween } from "@/core/chart/between";
import { fieldsOf, endsOf, newId, original, type Typed } from "@/core/record";
import { usePerson } from "@/core/session";
import { type Case, unsaid, useDeposit } from "@/core/sources";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { GradeFields } from "../deposit/GradeFields";
import { Dialog } from "@/parts/Dialog";
import { Onward } from "@/parts/Onward";
import { ErrorNote } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import { Reading } from "../record/RecordForm";
import { captionOf } from "./look";
import { DASHES } from "./signs";
import type { Chart } from "./useChart";

/** What is typed of a link besides its ends, where its type has it. */
const ASKED = ["role", "relationship", "date", "startDate", "endDate", "summary"];

interface Props {
  made: Chart;
  from: string;
  to: string;
  cases: readonly Case[];
  caseId: string;
  onDrawn: (entity: string) => void;
  onClose: () => void;
}

/** A new link between two items: type, direction, how sure, when, and what it rests on; sealed as a graded note of the person. */
export function LinkDialog({ made, from, to, cases, caseId, onDrawn, onClose }: Props) {
  const { t } = useLocale();
  const words = useWords();
  const person = usePerson();
  const deposit = useDeposit();
  const { known } = made.state;
  const [id] = useState(newId);
  const [turned, turn] = useState(false);
  const [chosen, choose] = useState("UnknownLink");
  const [certainty, setCertainty] = useState<Certainty>("unconfirmed");
  const [typed, setTyped] = useState<Typed>({});
  const [said, setSaid] = useState({ ...unsaid(caseId), received_from: person.name });
  const [a, b] = turned ? [to, from] : [from, to];
  const typeOf = (one: string) => known.items.get(one)?.schema ?? "Thing";
  const types = linksBetween(typeOf(a), typeOf(b), words.vocabulary);
  const schema = types.find((item) => item.name === chosen) ?? types[0];
  const ends = schema === undefined ? null : endsOf(schema);
  const fields = schema === undefined ? [] : fieldsOf(schema, words.vocabulary).filter((field) => ASKED.includes(field.name));
  const seal = () => {
    if (schema === undefined || ends === null || said.grade === "") return;
    const note = original(id, schema.name, { ...Object.fromEntries(fields.map((field) => [field.name, typed[field.name] ?? []])), [ends[0]]: [a], [ends[1]]: [b], certainty: [certainty] });
    const file = new File([note], `link-${schema.name}-${new Date().toISOString().slice(0, 10)}.json`, { type: "application/json" });
    deposit.mutate({ files: [{ name: file.name, file }], said: { ...said, received_how: [t("record.how"), said.received_how.trim()].filter((part) => part !== "").join(": ") } });
  };
  return (
    <Dialog onClose={onClose} size="60rem" title={t("record.link")}>
      {deposit.data !== undefined ? (
        <Reading job={deposit.data.no} onRead={() => { onDrawn(id); }} />
      ) : (
        <form data-link onSubmit={(event) => { event.preventDefault(); seal(); }}>
          <Stack gap="sm">
            <Group gap="sm">
              <b>
                <PlainValue value={captionOf(a, known)} />
              </b>
              <Text span c="dimmed" aria-hidden>
                {schema?.edge?.directed !== true ? "–" : <Onward />}
              </Text>
              <b>
                <PlainValue value={captionOf(b, known)} />
              </b>
              <Button size="compact-xs" variant="default" onClick={() => { turn(!turned); }}>
                {t("chart.link.turn")}
              </Button>
              {schema !== undefined && (
                <Text size="xs" c="dimmed" role="status">
                  {t(schema.edge?.directed === true ? "chart.link.directed" : "chart.link.undirected")}
                </Text>
              )}
            </Group>
            <NativeSelect data-autofocus label={t("record.type")} value={schema?.name ?? ""} data={types.map((item) => ({ value: item.name, label: words.type(item.name) }))} onChange={(event) => { choose(event.currentTarget.value); }} />
            <Radio.Group label={t("chart.column.sure")} value={certainty} onChange={(value) => { setCertainty(value); }}>
              <Group gap="md" mt={4}>
                {CERTAINTIES.map((value) => (
                  <Radio key={value} value={value} label={<Sure certainty={value} name={t(`chart.strength.${value}`)} />} />
                ))}
              </Group>
            </Radio.Group>
            <SimpleGrid cols={{ base: 1, sm: 3 }} verticalSpacing="xs">
              {fields.map((field) => (
                <TextInput
                  key={field.name}
                  label={words.propertyLabel(schema?.name ?? "", field.name)}
                  dir="auto"
                  autoComplete="off"
                  {...(field.words.type === "date" ? { placeholder: "1990-05-17" } : {})}
                  value={typed[field.name]?.[0] ?? ""}
                  onChange={(event) => { setTyped({ ...typed, [field.name]: [event.currentTarget.value] }); }}
                />
              ))}
              <TextInput label={t("record.basis")} dir="auto" maxLength={300} value={said.received_how} onChange={(event) => { setSaid({ ...said, received_how: event.currentTarget.value }); }} />
              <NativeSelect label={t("said.case")} data={cases.map((item) => ({ value: item.id, label: item.title }))} value={said.case} onChange={(event) => { setSaid({ ...said, case: event.currentTarget.value }); }} />
              <NativeSelect label={t("said.handling")} data={Object.keys(words.vocabulary.handling).map((code) => ({ value: code, label: words.handling(code) }))} value={said.handling} onChange={(event) => { setSaid({ ...said, handling: event.currentTarget.value }); }} />
              <GradeFields grade={said.grade} onChange={(grade) => { setSaid({ ...said, grade }); }} />
            </SimpleGrid>
            {deposit.isError && <ErrorNote error={deposit.error} />}
            <Group justify="flex-end">
              {said.grade === "" && (
                <Text size="sm" c="dimmed">
                  {t("record.lacks")}: {t("said.grade")}
                </Text>
              )}
              <Button variant="default" onClick={onClose}>
                {t("dialog.cancel")}
              </Button>
              <Button type="submit" loading={deposit.isPending} disabled={said.grade === "" || schema === undefined}>
                {t("record.seal")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}

function Sure({ certainty, name }: { certainty: Certainty; name: string }) {
  const [on, off] = DASHES[certainty];
  return (
    <Group gap={6} component="span">
      <svg width="30" height="8" aria-hidden="true">
        <line x1="0" y1="4" x2="30" y2="4" stroke="currentColor" strokeWidth="2" strokeDasharray={off === 0 ? undefined : `${on} ${off}`} />
      </svg>
      {name}
    </Group>
  );
}
