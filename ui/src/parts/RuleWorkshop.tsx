import { Anchor, Badge, Button, Group, Paper, SegmentedControl, Stack, Text, Textarea, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { UseMutationResult, UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode, useRef, useState } from "react";

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

/** The rules of a desk: `kind` are their records, `begin` is what a new one begins with, `useTrial` tries a text on what is stored, `useSave` saves it with its trial. `title` names a rule, `state` where it is in its flow, `trial` are the lines of its trial, `before` is what stands above a rule that is saved (what it says, and its approval; without it a link leads to its record), `after` what stands below. */
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
  before?: (rule: R) => ReactNode;
  after?: (rule: R) => ReactNode;
  /** A form in which a rule is made by clicks; its text stays behind it. */
  form?: { draw: (given: RuleForm<R>) => ReactNode; words: { way: string; clicks: string; text: string; hand: string; short: string } };
}

/** What a form of rules is given: the rule that is changed (absent: a new one), whether somebody tried to save it, whether it was just begun (its first field takes the keyboard); it hands on what it made, or says that the rule is too deep for it. */
export interface RuleForm<R> {
  rule: R | undefined;
  rules: readonly R[];
  tried: boolean;
  begun: boolean;
  onMade: (made: MadeRule) => void;
  onDeep: () => void;
}

/** A rule that a form made: its `text`, that by which it is tried ("": too little is chosen yet), and whether it is fit to be saved. */
interface MadeRule {
  text: string;
  trial: string;
  fit: boolean;
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
  const [begun, setBegun] = useState(0);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { rules } = found.data;
  const chosen = rules.find((one) => [one.name, one.id].includes(place.search["rule"] ?? ""));
  return (
    <Stack maw="95rem" mx="auto" data-workshop={rules.length}>
      {head}
      <div className={sitting.sitting}>
        <Stack gap="xs">
          <Button variant="default" onClick={() => { setBegun((times) => times + 1); place.go({ rule: undefined }); }} data-new>{words.new}</Button>
          <nav aria-label={words.rules}>
            <ol className={sitting.list}>
              {rules.map((one) => (
                <li key={one.id}>
                  <button type="button" className={sitting.line} aria-current={one === chosen} data-rule={one.name} onClick={() => { place.go({ rule: one.name }); }}>
                    <Group gap="xs" justify="space-between" wrap="nowrap">
                      <Text span fw={600}><Data>{title(one)}</Data></Text>
                      <Badge variant="outline" tt="none" miw="max-content">{workshop.state(one)}</Badge>
                    </Group>
                    {workshop.form === undefined && <Text span size="sm" display="block"><Code>{one.name}</Code></Text>}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        </Stack>
        <Bench key={`${chosen?.id ?? ""} ${String(chosen?.version ?? 0)} ${String(begun)}`} desk={place.desk} workshop={workshop} rule={chosen} rules={rules} begun={begun > 0 && chosen === undefined} saved={(name) => { place.go({ rule: name }); }} />
      </div>
    </Stack>
  );
}

function Bench<T, R extends WrittenRule<T>>({ desk, workshop, rule, rules, begun, saved }: { desk: string; workshop: Workshop<T, R>; rule: R | undefined; rules: readonly R[]; begun: boolean; saved: (name: string) => void }) {
  const { words, useTrial, useSave, form } = workshop;
  const [text, setText] = useState(rule?.text ?? workshop.begin);
  const [made, setMade] = useState<MadeRule | null>(null);
  const [way, setWay] = useState<"clicks" | "text">(form === undefined ? "text" : "clicks");
  const [hand, setHand] = useState(false);
  const [tried, setTried] = useState(false);
  const clicks = way === "clicks" && form !== undefined;
  const asked = clicks ? made?.trial ?? "" : text;
  const [settled] = useDebouncedValue(asked, WAIT);
  const trial = useTrial(settled);
  const save = useSave();
  const short = way === "text" && !text.trim().includes("\n");
  const keep = (whole: HTMLElement) => {
    setTried(true);
    if (clicks && made?.fit !== true) { whole.querySelector<HTMLElement>("[aria-invalid='true']")?.focus(); return; }
    save.mutate(clicks ? made?.text ?? "" : text, { onSuccess: (one) => { saved(one.name); } });
  };
  const turn = (wanted: string) => {
    if (wanted === "text" && clicks && made !== null) setText(made.text);
    setWay(wanted === "text" ? "text" : "clicks");
  };
  const box = useRef<HTMLDivElement>(null);
  return (
    <Stack gap="sm" ref={box}>
      {rule !== undefined && workshop.before?.(rule)}
      {form !== undefined && <SegmentedControl w="fit-content" value={way} disabled={hand} aria-label={form.words.way} onChange={turn} data={[{ value: "clicks", label: form.words.clicks }, { value: "text", label: form.words.text }]} data-way={way} />}
      {form !== undefined && hand && <Text size="sm">{form.words.hand}</Text>}
      {clicks && form.draw({ rule, rules, tried, begun, onMade: setMade, onDeep: () => { setWay("text"); } })}
      {!clicks && (
        <Textarea
          label={words.text} description={words.help} dir="ltr" autosize minRows={10} value={text} spellCheck={false} data-text error={short ? form?.words.short : undefined} autoFocus={begun}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }} onChange={(event) => { setText(event.currentTarget.value); setHand(form !== undefined); }}
        />
      )}
      <Group gap="sm">
        <Button size="compact-md" disabled={!clicks && (!trial.isSuccess || settled !== text)} loading={save.isPending} data-keep onClick={() => { if (box.current !== null) keep(box.current); }}>{words.save}</Button>
        {rule !== undefined && workshop.before === undefined && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk, _splat: `records/${workshop.kind}/${rule.id}` }} {...props} />}>{words.approve}</Anchor>}
      </Group>
      {save.isError && <ErrorNote error={save.error} />}
      <section aria-label={words.trial} aria-live="polite" data-trial={trial.isFetching || settled !== asked ? "trying" : trial.isError ? "refused" : "tried"}>
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
