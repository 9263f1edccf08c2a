import { Badge, Button, Group, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { Rows } from "@/parts/Rows";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "./Queue.module.css";
import { rulesQuery, type Rule, type Trial, trialQuery, useKeepRule } from "./server";
import { called, useSay, useTitled } from "./words";

const WAIT = 700;
const BEGIN = `rule: a-name
title: …
basis: …
offence: trafficking-drugs
until: 2027-12-31
when: {all: [{le: [lead-days, 3]}, {eq: [paid-cash, true]}]}
unless: {any: [{eq: [frequent-flyer, true]}, {ge: [earlier-travels, 3]}]}
`;

/** The rule workshop: a rule is written on one side and tried on the stored past while it is written; a second person approves it. */
export function WorkshopView({ search, go }: DeskPlace) {
  const say = useSay();
  const titled = useTitled();
  const found = useQuery(rulesQuery);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { rules } = found.data;
  const chosen = rules.find((one) => one.name === search["rule"]);
  return (
    <Stack maw="95rem" mx="auto" data-workshop={rules.length}>
      <DeskHead title={say("workshop")} help={say("workshop.help")} />
      <div className={classes.sitting}>
        <Stack gap="xs">
          <Button variant="default" onClick={() => { go({ rule: undefined }); }} data-new>{say("workshop.new")}</Button>
          <nav aria-label={say("workshop.rules")}>
            <ol className={classes.list}>
              {rules.map((one) => (
                <li key={one.id}>
                  <button type="button" className={classes.line} aria-current={one === chosen} data-rule={one.name} onClick={() => { go({ rule: one.name }); }}>
                    <Group gap="xs" justify="space-between" wrap="nowrap"><Text span fw={600}><Data>{titled(one.title, one.titles)}</Data></Text><Badge variant="outline" tt="none" miw="max-content">{called(say, `rule.${one.state}`)}</Badge></Group>
                    <Text span size="sm" display="block"><Code>{one.name}</Code></Text>
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        </Stack>
        <Bench key={chosen?.id ?? ""} rule={chosen} done={(name) => { go({ rule: name }); }} />
      </div>
    </Stack>
  );
}

function Bench({ rule, done }: { rule: Rule | undefined; done: (name: string) => void }) {
  const say = useSay();
  const [text, setText] = useState(rule?.text ?? BEGIN);
  const [settled] = useDebouncedValue(text, WAIT);
  const trial = useQuery(trialQuery(settled));
  const keep = useKeepRule();
  return (
    <Stack gap="sm">
      <Textarea
        label={say("workshop.text")} description={say("workshop.text.help")} dir="ltr" autosize minRows={9} value={text} spellCheck={false} data-text
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }} onChange={(event) => { setText(event.currentTarget.value); }}
      />
      <Group gap="sm">
        <Button size="compact-md" disabled={!trial.isSuccess || settled !== text} loading={keep.isPending} data-keep onClick={() => { keep.mutate(text, { onSuccess: (made) => { done(made.name); } }); }}>{say("workshop.keep")}</Button>
        {rule !== undefined && <DeskLink to={`records/passenger-rule/${rule.id}`}>{say("workshop.approve")}</DeskLink>}
      </Group>
      {keep.isError && <ErrorNote error={keep.error} />}
      <section aria-label={say("trial")} aria-live="polite" data-trial={trial.isFetching || settled !== text ? "trying" : trial.isError ? "refused" : "tried"}>
        <Title order={2} size="h4">{say("trial")}</Title>
        {trial.isError && <ErrorNote error={trial.error} />}
        {trial.isFetching && <Text size="sm">{say("trial.trying")}</Text>}
        {trial.data?.tested != null && <Outcome trial={trial.data.tested} />}
      </section>
      {rule?.tested != null && rule.tested.right + rule.tested.wrong > 0 && <Verdicts trial={rule.tested} />}
    </Stack>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Paper withBorder p="sm">
      <dl className={classes.told}>
        <dt>{say("trial.day")}</dt>
        <dd data-day><b>{format.number(trial.for_a_day)}</b></dd>
        <dt>{say("trial.hits")}</dt>
        <dd>{say("trial.of", { n: format.number(trial.hits), people: format.number(trial.travellers), days: format.number(trial.days) })}</dd>
        <dt>{say("trial.exonerated")}</dt>
        <dd>{format.number(trial.exonerated)}</dd>
        <dt>{say("trial.unknown")}</dt>
        <dd>{format.number(trial.unknown)}</dd>
        {Object.entries(trial.disparity).map(([group, value]) => (
          <div key={group} style={{ display: "contents" }} data-disparity={group}>
            <dt>{called(say, `disparity.${group}`)}</dt>
            <dd>{value < 1 ? say("trial.few") : say("trial.disparity", { n: format.number(value) })}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}

function Verdicts({ trial }: { trial: Trial }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Rows label={say("trial.reviewed")} columns={[say("trial.right"), say("trial.wrong"), say("trial.precision")]}>
      <tr><td>{format.number(trial.right)}</td><td>{format.number(trial.wrong)}</td><td>{trial.precision === null ? "–" : format.number(Math.round(trial.precision * 1000) / 10)} %</td></tr>
    </Rows>
  );
}
