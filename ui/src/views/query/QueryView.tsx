import { Button, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";

import { wholeQuery } from "@/core/casework";
import { dayOf } from "@/core/day";
import { type CaseDocument, documentQuery } from "@/core/documents";
import { jobsQuery, useJobAct } from "@/core/jobs";
import { type Answer, asDocument, checkQuery, keptAnswer, runQuestion } from "@/core/query/server";
import { documentOf, inOrder, newHung, newThing, parametersOf, questionOf, type Thing } from "@/core/query/question";
import { useCases } from "@/core/sources";
import { useCommands } from "@/core/useCommands";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote, Loading } from "@/parts/Notes";
import { AnswerTable } from "./AnswerTable";
import { Diagram } from "./Diagram";
import { FaultList, Faults } from "./faults";
import { KeepQuery } from "./KeepQuery";
import classes from "./Query.module.css";
import { Quoted } from "./Quoted";
import { ThingCard } from "./ThingCard";

const FIRST_ROWS = 200;

/** Asking over links: a question is put together, told in words and as a drawing, run, and kept in a case to be run again with other values. */
export function QueryView() {
  const { case: caseId = "", id = "", set } = useSearch({ from: "/inside/query" });
  const kept = useQuery({ ...documentQuery(caseId, id), enabled: id !== "" });
  if (id !== "" && kept.isPending) return <Loading />;
  if (kept.isError) return <ErrorNote error={kept.error} retry={() => void kept.refetch()} />;
  const body = kept.data?.body ?? {};
  const start = (id === "" ? questionOf(parsed(set)) : questionOf(body["document"])) ?? { ...newThing("Person"), hung: [newHung("PhoneNumber")] };
  return <Builder key={`${id} ${kept.data?.version ?? 0}`} start={start} values={textsOf(body["values"])} kept={kept.data ?? null} />;
}

function parsed(set: string | undefined): unknown {
  try {
    return set === undefined ? null : (JSON.parse(set) as unknown);
  } catch {
    return null;
  }
}

const textsOf = (value: unknown): Record<string, string> => Object.fromEntries(Object.entries(typeof value === "object" && value !== null ? value : {}).filter((pair): pair is [string, string] => typeof pair[1] === "string"));

function Builder({ start, values: first, kept }: { start: Thing; values: Record<string, string>; kept: CaseDocument | null }) {
  const { t, locale } = useLocale();
  const navigate = useNavigate({ from: "/query" });
  const queries = useQueryClient();
  const [root, setRoot] = useState(start);
  const [values, setValues] = useState(first);
  const [tried, setTried] = useState(false);
  const [limit, setLimit] = useState(FIRST_ROWS);
  const [keeping, setKeeping] = useState(false);
  const [job, setJob] = useState<number | null>(null);
  const [late, setLate] = useState<Answer | null>(null);
  const document = useMemo(() => documentOf(root), [root]);
  const told = useQuery(checkQuery(asDocument(document), locale));
  const asked = parametersOf(root);
  const run = useMutation({
    mutationFn: (rows: number) => runQuestion(asDocument(document), Object.fromEntries(asked.map((item) => [item.name, values[item.name] ?? ""])), rows),
    onSuccess: (ran) => {
      setLate(null);
      setJob(ran.job?.no ?? null);
      if (ran.job) void queries.invalidateQueries({ queryKey: ["jobs"] });
    },
  });
  const ask = (rows: number) => {
    setTried(true);
    setLimit(rows);
    void queries.query(checkQuery(asDocument(document), locale)).then((checked) => {
      if (checked.faults.length > 0) return;
      run.mutate(rows);
      if (kept === null) void navigate({ search: { set: JSON.stringify(document) }, replace: true, resetScroll: false });
    });
  };
  useCommands({ "query.run": { run: () => { ask(FIRST_ROWS); } }, "query.keep": { run: () => { setKeeping(true); } } });
  const order = inOrder(root);
  const faults = new FaultList(told.data?.faults ?? [], tried);
  const answer = late ?? run.data?.answer ?? null;
  return (
    <Faults value={faults}>
      <Stack gap="md">
        <div>
          <Title order={1}>{kept === null ? t("query.title") : <Data>{kept.title}</Data>}</Title>
          <Text size="sm" c="dimmed">
            {t("query.text")}
          </Text>
        </div>
        <div className={classes.layout}>
          <form className={classes.builder} aria-label={t("query.builder")} onSubmit={(event) => { event.preventDefault(); ask(FIRST_ROWS); }}>
            <Stack gap="sm">
              <ThingCard root thing={root} place={0} placeOf={(thing) => order.indexOf(thing)} onThing={setRoot} />
              {asked.length > 0 && (
                <Paper withBorder p="sm">
                  <Text fw={600} size="sm" mb="xs">
                    {t("query.asked")}
                  </Text>
                  <SimpleGrid cols={2}>
                    {asked.map((item) => (
                      <TextInput
                        key={item.name}
                        label={item.label}
                        dir="auto"
                        autoComplete="off"
                        {...(item.kind === "time" ? { placeholder: t("day.form"), onBlur: () => { setValues({ ...values, [item.name]: dayOf(values[item.name] ?? "") || (values[item.name] ?? "") }); } } : {})}
                        data-asked={item.name}
                        value={values[item.name] ?? ""}
                        onChange={(event) => { setValues({ ...values, [item.name]: event.currentTarget.value }); }}
                      />
                    ))}
                  </SimpleGrid>
                </Paper>
              )}
              <Group gap="xs">
                <Button type="submit" loading={run.isPending}>
                  {t("query.run")}
                </Button>
                <Button variant="default" onClick={() => { setKeeping(true); }}>
                  {t("query.keep")}
                </Button>
                <Button variant="subtle" onClick={() => void navigate({ search: {} }).then(() => { setRoot(newThing("Person")); })}>
                  {t("query.new")}
                </Button>
              </Group>
              {tried && faults.all.length > 0 && (
                <Text role="alert" size="sm">
                  {t("query.faults")}{" "}
                  <bdi>
                    {faults.all[0]?.sentence} {faults.all[0]?.next_step}
                  </bdi>
                </Text>
              )}
            </Stack>
          </form>
          <Stack gap="md">
            <Diagram root={root} answer={answer} />
            <p className={classes.sentence} aria-live="polite" data-sentence>
              <Quoted sentence={told.data?.sentence ?? ""} />
            </p>
            {run.isError && <ErrorNote error={run.error} />}
            {run.isPending && <Loading label={t("query.running")} />}
            {job !== null && late === null && <Looking no={job} onAnswer={(found) => { setLate(found); setJob(null); }} onEnd={() => { setJob(null); }} />}
            {answer !== null && !run.isPending && <AnswerTable answer={answer} limit={limit} onMore={() => { ask(1000); }} />}
            {answer === null && <Saved />}
          </Stack>
        </div>
        {keeping && (
          <KeepQuery
            title={(told.data?.sentence ?? "").slice(0, 80)}
            document={document}
            values={values}
            kept={kept}
            onClose={() => { setKeeping(false); }}
            onKept={(made) => {
              setKeeping(false);
              void queries.invalidateQueries({ queryKey: ["documents"] });
              void navigate({ search: { case: made.case, id: made.id }, resetScroll: false });
            }}
          />
        )}
      </Stack>
    </Faults>
  );
}

/** While a long question goes on as a job: how far it is, and a way to stop it. */
function Looking({ no, onAnswer, onEnd }: { no: number; onAnswer: (answer: Answer) => void; onEnd: () => void }) {
  const { t } = useLocale();
  const jobs = useQuery({ ...jobsQuery, refetchInterval: 700 });
  const cancel = useJobAct("cancel");
  const found = jobs.data?.find((item) => item.no === no);
  const state = found?.state;
  const answerId = typeof found?.result["answer"] === "string" ? found.result["answer"] : "";
  const fetched = useQuery({ queryKey: ["question", "answer", answerId], queryFn: () => keptAnswer(answerId), enabled: answerId !== "" });
  useEffect(() => {
    if (fetched.data !== undefined) onAnswer(fetched.data);
  }, [fetched.data, onAnswer]);
  useEffect(() => {
    if (state === "failed" || state === "cancelled") onEnd();
  }, [state, onEnd]);
  return (
    <Group role="status" gap="sm">
      <Loading label={t("query.long")} />
      <Button size="compact-sm" variant="default" loading={cancel.isPending} onClick={() => { cancel.mutate(no); }}>
        {t("query.stop")}
      </Button>
      {fetched.isError && <ErrorNote error={fetched.error} />}
    </Group>
  );
}

/** Questions that are kept in the person's cases. */
function Saved() {
  const { t } = useLocale();
  const cases = useCases();
  return (
    <section>
      <Title order={2}>{t("query.saved")}</Title>
      {cases.data?.map((item) => <SavedOf key={item.id} caseId={item.id} title={item.title} />)}
      <Text size="sm" c="dimmed">
        {t("query.saved.text")}
      </Text>
    </section>
  );
}

function SavedOf({ caseId, title }: { caseId: string; title: string }) {
  const found = useQuery(wholeQuery(caseId, "query"));
  if (found.data === undefined || found.data.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600}>
        <Data>{title}</Data>
      </Text>
      <ul>
        {found.data.map((item) => (
          <li key={item.id} data-kept-query>
            <Link to="/query" search={{ case: caseId, id: item.id }}>
              <Data>{item.title}</Data>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
