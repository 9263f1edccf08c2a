import { Alert, Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { Icon } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { DateField } from "@/parts/DateField";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PrintPapers } from "@/parts/PrintPapers";

import { brought, openPaths, questionAt, texts } from "./answers";
import { InCase } from "./CaseChoice";
import { Sections } from "./Questions";
import { type Answers, check, type Form, formQuery, type Paper, paperQuery, useSeal, useWrite } from "./server";
import { useSay } from "./words";

/** Faults whose sentence begins with the label of the question. */
const NAMES_ITS_FIELD: ReadonlySet<string> = new Set(["form-answer-needed", "form-too-long", "form-state-not-allowed", "form-one-answer", "form-no-such-option", "form-not-readable", "moment-field-ahead", "moment-field-order"]);

/** A form to be begun; a number when a sheet is typed in. */
export function NewForm(place: DeskPlace) {
  const { data } = useOpenDesks();
  const part = data?.find((item) => item.desk.name === place.desk)?.desk.forms.find((one) => one.name === place.params["form"]);
  return (
    <Stack maw="60rem" mx="auto">
      <DeskHead title={<Data>{part?.title ?? ""}</Data>} />
      <InCase place={place} inCase={part?.in_case ?? false}>{(caseId) => <FormQuestions place={place} caseId={caseId} name={place.params["form"] ?? ""} paper={null} />}</InCase>
    </Stack>
  );
}

/** A draft to be gone on with, or a form as it was sealed. */
export function PaperView(place: DeskPlace) {
  const { locale } = useLocale();
  const caseId = place.search["case"] ?? "";
  const found = useQuery({ ...paperQuery(place.desk, place.params["paper"] ?? "", caseId, locale), refetchOnMount: "always" });
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <Stack maw="60rem" mx="auto">
      <FormQuestions key={`${found.data.id}${found.data.sealed ? "sealed" : ""}`} place={place} caseId={caseId} name={found.data.form} paper={found.data} />
    </Stack>
  );
}

function FormQuestions({ place, caseId, name, paper }: { place: DeskPlace; caseId: string; name: string; paper: Paper | null }) {
  const { locale } = useLocale();
  const form = useQuery(formQuery(place.desk, name, caseId, paper?.form_version, locale));
  if (form.isPending) return <Loading />;
  if (form.isError) return <ErrorNote error={form.error} retry={() => void form.refetch()} />;
  return (
    <>
      {paper !== null && <DeskHead title={<Data>{form.data.title}</Data>} />}
      <Filling place={place} caseId={caseId} form={form.data} paper={paper} />
    </>
  );
}

function Filling({ place, caseId, form, paper }: { place: DeskPlace; caseId: string; form: Form; paper: Paper | null }) {
  const say = useSay();
  const { locale } = useLocale();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [answers, setAnswers] = useState<Answers>(() => paper?.answers ?? brought(form, place.search));
  const [day, setDay] = useState(paper?.filled_on ?? "");
  const [number, setNumber] = useState("");
  const [kept, setKept] = useState<Paper | null>(paper);
  const write = useWrite(place.desk);
  const seal = useSeal(place.desk);
  const sealed = kept?.sealed ?? false;
  const checked = useQuery({
    queryKey: ["desk", place.desk, "check", form.name, form.version, caseId, answers, locale],
    queryFn: () => check(place.desk, form.name, form.version, caseId, answers),
    placeholderData: (before) => before,
    enabled: !sealed,
    staleTime: Infinity,
  });
  const shown = sealed ? new Set(kept?.shown ?? []) : new Set(checked.data?.shown ?? openPaths(form));
  const keep = async (): Promise<Paper> => {
    const made = await write.mutateAsync({ id: kept?.id ?? "", version: kept?.version ?? 0, case: caseId, form: form.name, number, answers, filled_on: day || null });
    setKept(made);
    return made;
  };
  const draft = useMutation({
    mutationFn: keep,
    onSuccess: (made) => {
      if (kept === null) void navigate({ to: "/desks/$desk/$", params: { desk: place.desk, _splat: `papers/${made.id}` }, search: { case: caseId || undefined }, replace: true });
      void queries.invalidateQueries({ queryKey: ["desk", place.desk, "inbox"] });
    },
  });
  const finish = useMutation({
    mutationFn: async () => {
      const made = await keep();
      return seal.mutateAsync({ id: made.id, version: made.version, case: caseId });
    },
    onSuccess: (made) => { void navigate({ to: "/desks/$desk/$", params: { desk: place.desk, _splat: `papers/${made.id}` }, search: { case: caseId || undefined }, replace: true }); },
  });
  const problems = sealed ? [] : (checked.data?.problems ?? []);
  const busy = draft.isPending || finish.isPending;
  const under_way = useRef(false);
  /** Once, and not while a field shows what nobody could read: it would be saved as empty. */
  const once = (form: HTMLFormElement | null, act: typeof draft | typeof finish) => {
    if (under_way.current || !(form?.reportValidity() ?? true)) return;
    under_way.current = true;
    act.mutate(undefined, { onSettled: () => { under_way.current = false; } });
  };
  return (
    <Stack data-form={form.name} data-sealed={sealed}>
      <Text size="sm" c="dimmed">{say("form.basis")}: <bdi dir="auto">{form.basis}</bdi> (<bdi dir="auto">{form.source}</bdi>)</Text>
      <Group gap="sm">
        <Code>{form.code}</Code>
        {kept !== null && <Code>{kept.paper}</Code>}
        <PrintPapers papers={[{ address: kept === null ? `/api/v1/desks/${place.desk}/forms/${form.name}/sheet` : `/api/v1/desks/${place.desk}/papers/${kept.id}/sheet`, label: say(kept === null ? "forms.sheet" : "form.print") }]} method="GET" caseId={caseId} />
      </Group>
      {sealed && (
        <Alert variant="default" icon={<Icon name="check" />} title={say("form.sealed")} role="status">
          {kept?.sources.map((one, at) => <span key={one}>{at > 0 && "; "}<Anchor renderRoot={(props) => <Link to="/sources/$id" params={{ id: one }} {...props} />}>{say("form.original", { n: at + 1 })}</Anchor></span>)}
        </Alert>
      )}
      {sealed && form.operation !== "" && <TakeOver place={place} caseId={caseId} form={form} answers={answers} number={kept?.paper ?? ""} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          once(event.currentTarget, draft);
        }}
      >
        <Stack>
          <Group align="start">
            <DateField label={say("form.day")} value={day} disabled={sealed} onValue={setDay} />
            {kept === null && <TextInput label={say("form.number")} description={say("form.number.help")} dir="ltr" maxLength={14} pattern="[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}" value={number} onChange={(event) => { setNumber(event.currentTarget.value.toUpperCase()); }} />}
          </Group>
          <Sections desk={place.desk} caseId={caseId} form={form} answers={answers} shown={shown} problems={problems} fixed={sealed} onAnswers={setAnswers} />
          {!sealed && (
            <>
              {problems.length > 0 && (
                <section aria-labelledby="against">
                  <Text fw={600} id="against">{say("form.against")}</Text>
                  <ul>{problems.map((one) => <li key={`${one.path}${one.code}`}><a href={`#q-${one.path}`} onClick={(event) => { event.preventDefault(); document.getElementById(`q-${one.path}`)?.focus(); }}><bdi dir="auto">{NAMES_ITS_FIELD.has(one.code) ? one.sentence : questionAt(form, one.path)?.label ?? one.path}</bdi></a>{NAMES_ITS_FIELD.has(one.code) ? "" : `: ${one.sentence}`}</li>)}</ul>
                </section>
              )}
              <Group>
                <Button type="submit" variant="default" loading={busy}>{say("form.draft")}</Button>
                <Button type="button" loading={busy} disabled={problems.length > 0 || checked.data === undefined || checked.isPlaceholderData} onClick={(event) => { once(event.currentTarget.form, finish); }}>{say("form.seal")}</Button>
                <Text size="sm" role="status">{draft.isSuccess ? say("form.kept") : ""}</Text>
              </Group>
              {draft.isError && <ErrorNote error={draft.error} />}
              {finish.isError && <ErrorNote error={finish.error} />}
            </>
          )}
        </Stack>
      </form>
    </Stack>
  );
}

/** The way from a sealed form to the dialog of the operation that its questions are of, with what it says filled in. */
function TakeOver({ place, caseId, form, answers, number }: { place: DeskPlace; caseId: string; form: Form; answers: Answers; number: string }) {
  const say = useSay();
  const { data } = useOpenDesks();
  const operation = data?.find((item) => item.desk.name === place.desk)?.desk.operations.find((one) => one.name === form.operation);
  if (operation?.may !== true) return null;
  const brought = { ...texts(form, answers), ...(form.number_in === "" ? {} : { [form.number_in]: number }), case: caseId };
  return <Button style={{ alignSelf: "start" }} data-take-over renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: place.desk, _splat: `operations/${form.operation}` }} search={brought} {...props} />}>{say("form.take-over", { name: operation.title })}</Button>;
}
