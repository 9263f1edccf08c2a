import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type SyntheticEvent, useEffect, useState } from "react";

import { useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PrintPapers } from "@/parts/PrintPapers";

import { AnswerView, ForRecord } from "./AnswerView";
import { brought, type Json, openPaths, questionOf, refusedAt } from "./answers";
import { InCase } from "./CaseChoice";
import { sortedFields } from "./forRecord";
import { type Answered, type Asking, asked, askingQuery } from "./operations";
import { Sections } from "./Questions";
import { RecordFields, RecordPapers } from "./RecordParts";
import { useOwnScreen } from "./ownScreen";
import { type Form, recordQuery } from "./server";
import { useSay } from "./words";

/** One thing that can be asked of a desk: its form, and what was answered. */
export function OperationView(place: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const { data } = useOpenDesks();
  const name = place.params["operation"] ?? "";
  const operation = data?.find((item) => item.desk.name === place.desk)?.desk.operations.find((one) => one.name === name);
  const asking = useQuery(askingQuery(place.desk, name, locale));
  return (
    <Stack maw="60rem" mx="auto" data-asking={name}>
      <DeskHead title={<Data>{operation?.title ?? ""}</Data>} help={operation && <Data>{operation.help}</Data>} />
      {asking.isPending && <Loading />}
      {asking.isError && <ErrorNote error={asking.error} retry={() => void asking.refetch()} />}
      {asking.data !== undefined && operation !== undefined && (
        asking.data.form === null ? <Alert variant="default" icon={<Icon name="info" />} title={say("operation.no-form")} /> : (
          <InCase place={place} inCase={operation.in_case}>
            {(caseId) => asking.data.form !== null && <OperationForm key={`${name} ${caseId}`} place={place} caseId={caseId} title={operation.title} effect={operation.effect} labels={asking.data} form={asking.data.form} />}
          </InCase>
        )
      )}
    </Stack>
  );
}

function OperationForm({ place, title, caseId, effect, labels, form }: { place: DeskPlace; title: string; caseId: string; effect: "look" | "act" | "job"; labels: Pick<Asking, "labels" | "values">; form: Form }) {
  const say = useSay();
  const queries = useQueryClient();
  const [answers, setAnswers] = useState(() => brought(form, place.search));
  const act = useMutation({
    mutationFn: (question: Json) => asked(place.desk, form.name, effect, question),
    onSuccess: () => { if (effect !== "look") void queries.invalidateQueries({ queryKey: ["desk", place.desk] }); },
  });
  const [sent, setSent] = useState(answers); // what was carried out is not sent a second time by a second press
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setSent(answers);
    act.mutate(questionOf(form, answers, caseId));
  };
  const done = act.data;
  const refused = act.isError ? refusedAt(form, act.error) : null;
  const wrong = refused?.path;
  useEffect(() => { if (wrong !== undefined) document.getElementById(`q-${wrong}`)?.focus(); }, [wrong, act.error]);
  const back = /^[\w/-]+$/.exec(place.search["to"] ?? "")?.[0];
  return (
    <Stack>
      <form onSubmit={send}>
        <Stack>
          <Sections desk={place.desk} caseId={caseId} form={form} answers={answers} shown={new Set(openPaths(form, answers))} problems={refused === null ? [] : [refused]} fixed={false} onAnswers={(change) => { if (act.isError) act.reset(); setAnswers(change); }} />
          <Group><Button type="submit" loading={act.isPending} disabled={effect !== "look" && act.isSuccess && sent === answers}>{say(effect === "look" ? "operation.ask" : effect === "act" ? "operation.do" : "operation.start")}</Button></Group>
        </Stack>
      </form>
      {act.isError && refused === null && <ErrorNote error={act.error} />}
      {effect === "act" && done === undefined && <PrintPapers papers={[{ address: `/api/v1/desks/${place.desk}/forms/${form.name}/sheet`, label: say("forms.sheet") }]} method="GET" caseId={caseId} />}
      {done !== undefined && (
        <section aria-labelledby="answer" data-answer>
          {done.saved === null ? <Text component="h2" fw={600} size="lg" id="answer" role="status">{effect === "act" ? say("operation.done", { name: title }) : say("operation.answer")}</Text> : <Saved place={place} title={title} caseId={caseId} saved={done.saved} answer={done.answer} labels={labels} />}
          {done.saved !== null ? null : effect === "job" ? (
            <Text>{say("operation.job", { n: typeof done.answer["no"] === "number" ? done.answer["no"] : "" })} <Link to="/">{say("operation.job.home")}</Link></Text>
          ) : (
            <AnswerView value={done.answer} labels={labels} />
          )}
          <Group mt="sm">
            {effect === "act" && <Button variant="default" onClick={() => { act.reset(); setAnswers(brought(form, place.search)); }} data-again>{say("operation.again")}</Button>}
            {back !== undefined && <Text><Link to="/desks/$desk/$" params={{ desk: place.desk, _splat: back }} data-back>{say("operation.back")}</Link></Text>}
          </Group>
        </section>
      )}
    </Stack>
  );
}

/** What an act saved, as the record says it, and what may be done with it now. */
function Saved({ place, title, caseId, saved, answer, labels }: { place: DeskPlace; title: string; caseId: string; saved: NonNullable<Answered["saved"]>; answer: Json; labels: Pick<Asking, "labels" | "values"> }) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(recordQuery(place.desk, saved.kind, saved.record, caseId, locale));
  const own = useOwnScreen({ ...place, search: { ...place.search, case: caseId } }, saved.kind, saved.record);
  if (found.isPending) return <Loading />;
  const shown = new Set(found.data?.fields.map((one) => one.name.split(".")[0] ?? ""));
  const more = Object.fromEntries(Object.entries(answer).filter(([name]) => !shown.has(name)));
  const fields = sortedFields(found.data?.fields ?? []);
  const heading = <Text component="h2" fw={600} size="lg" id="answer" role="status">{found.data === undefined ? say("operation.done", { name: title }) : <>{say("operation.saved")} <Link to="/desks/$desk/$" params={{ desk: place.desk, _splat: `records/${saved.kind}/${saved.record}` }} search={caseId === "" ? {} : { case: caseId }} data-saved><Data>{found.data.title}</Data></Link></>}</Text>;
  return (
    <Stack gap="sm">
      {heading}
      {own !== null && <Button renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: place.desk, _splat: own.to }} search={own.search} {...props} />} style={{ alignSelf: "start" }} data-own-screen>{say("flow.own")}</Button>}
      <RecordFields fields={fields.told} />
      {fields.kept.length > 0 && <ForRecord><RecordFields fields={fields.kept} /></ForRecord>}
      {Object.keys(more).length > 0 && <AnswerView value={more} labels={labels} />}
      {found.data !== undefined && <RecordPapers place={place} record={found.data} caseId={caseId} />}
    </Stack>
  );
}
