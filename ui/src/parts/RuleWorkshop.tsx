import { Anchor, Badge, Button, Group, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { UseMutationResult, UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { Code, Data } from "@/design/Text";

import { ErrorNote, Loading } from "./Notes";
import classes from "./RuleWorkshop.module.css";
import sitting from "./Sitting.module.css";

const WAIT = 700;

/** A rule as every desk shows it; `tested` is its last trial. */
interface WrittenRule<T> {
  id: string;
  version: number;
  name: string;
  state: string;
  text: string;
  tested: T | null;
}

/** What a desk calls the things of its workshop. */
interface WorkshopWords {
  new: string;
  rules: string;
  text: string;
  help: string;
  save: string;
  approve: string;
  trial: string;
  trying: string;
}

/** The rules of a desk: `kind` are their records, `begin` is what a new one begins with, `useTrial` tries a text on what is stored, `useSave` saves it with its trial. `title` names a rule, `state` where it is in its flow, `trial` are the lines of its trial, `after` is what stands below. */
export interface Workshop<T, R extends WrittenRule<T>> {
  kind: string;
  begin: string;
  words: WorkshopWords;
  found: UseQueryResult<{ rules: R[] }>;
  useTrial: (text: string) => UseQueryResult<R>;
  useSave: () => UseMutationResult<{ name: string }, unknown, string>;
  title: (rule: R) => string;
  state: (rule: R) => string;
  trial: (trial: T) => readonly TrialLine[];
  after?: (rule: R) => ReactNode;
}

/** A line of a trial: what it counts, the count, and an attribute by which it is found (`data-NAME`). */
export interface TrialLine {
  name: string;
  value: ReactNode;
  mark?: Record<`data-${string}`, string | boolean>;
}

/** The rule workshop of a desk: a rule is written on one side and tried on everything that is stored while it is written; a second person approves it. `head` is the title of the screen. */
export function RuleWorkshop<T, R extends WrittenRule<T>>({ place, workshop, head }: { place: DeskPlace; workshop: Workshop<T, R>; head: ReactNode }) {
  const { words, found, title } = workshop;
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { rules } = found.data;
  const chosen = rules.find((one) => one.name === place.search["rule"]);
  return (
    <Stack maw="95rem" mx="auto" data-workshop={rules.length}>
      {head}
      <div className={sitting.sitting}>
        <Stack gap="xs">
          <Button variant="default" onClick={() => { place.go({ rule: undefined }); }} data-new>{words.new}</Button>
          <nav aria-label={words.rules}>
            <ol className={sitting.list}>
              {rules.map((one) => (
                <li key={one.id}>
                  <button type="button" className={sitting.line} aria-current={one === chosen} data-rule={one.name} onClick={() => { place.go({ rule: one.name }); }}>
                    <Group gap="xs" justify="space-between" wrap="nowrap">
                      <Text span fw={600}><Data>{title(one)}</Data></Text>
                      <Badge variant="outline" tt="none" miw="max-content">{workshop.state(one)}</Badge>
                    </Group>
                    <Text span size="sm" display="block"><Code>{one.name}</Code></Text>
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        </Stack>
        <Bench key={`${chosen?.id ?? ""} ${String(chosen?.version ?? 0)}`} desk={place.desk} workshop={workshop} rule={chosen} saved={(name) => { place.go({ rule: name }); }} />
      </div>
    </Stack>
  );
}

function Bench<T, R extends WrittenRule<T>>({ desk, workshop, rule, saved }: { desk: string; workshop: Workshop<T, R>; rule: R | undefined; saved: (name: string) => void }) {
  const { words, useTrial, useSave } = workshop;
  const [text, setText] = useState(rule?.text ?? workshop.begin);
  const [settled] = useDebouncedValue(text, WAIT);
  const trial = useTrial(settled);
  const save = useSave();
  return (
    <Stack gap="sm">
      <Textarea
        label={words.text} description={words.help} dir="ltr" autosize minRows={10} value={text} spellCheck={false} data-text
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }} onChange={(event) => { setText(event.currentTarget.value); }}
      />
      <Group gap="sm">
        <Button size="compact-md" disabled={!trial.isSuccess || settled !== text} loading={save.isPending} data-keep onClick={() => { save.mutate(text, { onSuccess: (made) => { saved(made.name); } }); }}>{words.save}</Button>
        {rule !== undefined && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk, _splat: `records/${workshop.kind}/${rule.id}` }} {...props} />}>{words.approve}</Anchor>}
      </Group>
      {save.isError && <ErrorNote error={save.error} />}
      <section aria-label={words.trial} aria-live="polite" data-trial={trial.isFetching || settled !== text ? "trying" : trial.isError ? "refused" : "tried"}>
        <Title order={2} size="h4">{words.trial}</Title>
        {trial.isError && <ErrorNote error={trial.error} />}
        {trial.isFetching && <Text size="sm">{words.trying}</Text>}
        {trial.data?.tested != null && <TrialResult lines={workshop.trial(trial.data.tested)} />}
      </section>
      {rule !== undefined && workshop.after?.(rule)}
    </Stack>
  );
}

function TrialResult({ lines }: { lines: readonly TrialLine[] }) {
  return (
    <Paper withBorder p="sm">
      <dl className={classes.result}>
        {lines.map((one) => <Fragment key={one.name}><dt>{one.name}</dt><dd {...one.mark}>{one.value}</dd></Fragment>)}
      </dl>
    </Paper>
  );
}
