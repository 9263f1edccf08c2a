import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { type Answers, type Question, useRead } from "@/core/mapping";
import type { Source } from "@/core/sources";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "@/parts/Notes";

/** What can be answered here; everything else is answered in the columns. */
const HERE: Record<string, keyof Answers> = { "date-order": "order", zone: "zone", target: "target" };

const isOrder = (choice: string): choice is "dmy" | "mdy" | "ymd" => ["dmy", "mdy", "ymd"].includes(choice);

interface Props {
  source: Pick<Source, "id" | "state">;
  questions: readonly Question[];
  onRead?: () => void;
}

/** What nobody but a person can say of a table, each question with what was seen. Nothing is chosen beforehand; with the answers the document is read. */
export function Questions({ source, questions, onRead }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const read = useRead();
  const [answers, answer] = useState<Answers>({});
  const fields = questions.flatMap((question) => (HERE[question.what] === undefined ? [] : [HERE[question.what] as keyof Answers]));
  const ready = fields.length === questions.length && fields.every((field) => (answers[field] ?? "").trim() !== "");
  const go = () => { read.mutate({ source: source.id, mapping: "", reason: source.state === "published" ? t("questions.reason") : "", ...answers }, onRead === undefined ? {} : { onSuccess: onRead }); };
  return (
    <Alert title={t("questions.title")} variant="light" data-questions>
      <form onSubmit={(event) => { event.preventDefault(); go(); }}>
        <Stack gap="xs">
          {questions.map((question, index) => {
            const field = HERE[question.what];
            const value = field === undefined ? "" : (answers[field] ?? "");
            const said = (text: string) => { if (field !== undefined) answer({ ...answers, [field]: text }); };
            return (
              <div key={index} data-question={question.what}>
                <Text size="sm"><bdi>{format.sentence(question.sentence)}</bdi></Text>
                {field === undefined && <Text size="xs" c="dimmed"><bdi>{format.sentence(question.next_step)}</bdi></Text>}
                {field === "target" && <TextInput size="xs" dir="ltr" aria-label={t("questions.answer")} value={value} maxLength={60} onChange={(event) => { said(event.currentTarget.value); }} />}
                {field !== undefined && field !== "target" && (
                  <NativeSelect size="xs" w="fit-content" aria-label={t("questions.answer")} value={value} data={[{ value: "", label: t("grade.choose") }, ...question.choices.map((choice) => ({ value: choice, label: field === "zone" ? format.zone(choice) : isOrder(choice) ? t(`mapping.date-order.${choice}`) : choice }))]} onChange={(event) => { said(event.currentTarget.value); }} />
                )}
              </div>
            );
          })}
          {read.isError && <ErrorNote error={read.error} />}
          {fields.length === questions.length && (
            <Group>
              <Button type="submit" size="compact-sm" disabled={!ready} loading={read.isPending}>{t("questions.read")}</Button>
            </Group>
          )}
        </Stack>
      </form>
    </Alert>
  );
}
