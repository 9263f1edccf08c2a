import { Anchor, Badge, Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "./Cargo.module.css";
import { type Rule, rulesQuery, trialQuery, useKeepRule } from "./server";
import { called, useSay } from "./words";

const WAIT = 700;
const BEGIN = `rule: a-name
title: [In English, بالعربية, بە سۆرانی, ب کورمانجی]
threat: narcotics
owner: …
basis: …
until: 2027-12-31
weight: 0.2
when: {all: [{eq: [pair-unseen, true]}, {gt: [detour, 1.5]}]}
`;

/** The rule workshop: an indicator is written and tried on everything that is stored while it is written; a second person approves it. */
export function WorkshopView({ search, go }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(rulesQuery(locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { rules } = found.data;
  const chosen = rules.find((one) => one.name === search["rule"]);
  return (
    <Stack maw="90rem" mx="auto" data-workshop={rules.length}>
      <DeskHead title={say("workshop")} help={say("workshop.help")} />
      <div className={classes.sitting}>
        <Stack gap="xs">
          <Button variant="default" onClick={() => { go({ rule: undefined }); }} data-new>{say("workshop.new")}</Button>
          <nav aria-label={say("workshop.rules")}>
            <ul className={classes.rules}>
              {rules.map((one) => (
                <li key={one.id}>
                  <button type="button" className={classes.rule} aria-current={one === chosen} data-rule={one.name} onClick={() => { go({ rule: one.name }); }}>
                    <Text span fw={600} display="block"><Data>{one.title}</Data></Text>
                    <Text span size="sm"><Code>{one.name}</Code> · {called(say, `rule.${one.state}`)}</Text>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
        </Stack>
        <Bench key={`${chosen?.id ?? ""} ${String(chosen?.version ?? 0)}`} rule={chosen} done={(name) => { go({ rule: name }); }} />
      </div>
    </Stack>
  );
}

function Bench({ rule, done }: { rule: Rule | undefined; done: (name: string) => void }) {
  const say = useSay();
  const { locale } = useLocale();
  const [text, setText] = useState(rule?.text ?? BEGIN);
  const [settled] = useDebouncedValue(text, WAIT);
  const trial = useQuery(trialQuery(settled, locale));
  const keep = useKeepRule();
  return (
    <Stack gap="sm">
      <Textarea label={say("workshop.text")} description={say("workshop.text.help")} dir="ltr" autosize minRows={10} value={text} spellCheck={false} data-text styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }} onChange={(event) => { setText(event.currentTarget.value); }} />
      <Group gap="sm">
        <Button size="compact-md" disabled={!trial.isSuccess || settled !== text} loading={keep.isPending} data-keep onClick={() => { keep.mutate(text, { onSuccess: (made) => { done(made.name); } }); }}>{say("workshop.keep")}</Button>
        {rule !== undefined && <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `records/cargo-rule/${rule.id}` }} {...props} />}>{say("workshop.approve")}</Anchor>}
      </Group>
      {keep.isError && <ErrorNote error={keep.error} />}
      <section aria-label={say("trial")} aria-live="polite" data-trial={trial.isFetching || settled !== text ? "trying" : trial.isError ? "refused" : "tried"}>
        <Title order={2} size="h4">{say("trial")}</Title>
        {trial.isError && <ErrorNote error={trial.error} />}
        {trial.isFetching && <Text size="sm">{say("trial.trying")}</Text>}
        {trial.data?.tested != null && <Tried trial={trial.data.tested} />}
      </section>
    </Stack>
  );
}

function Tried({ trial }: { trial: NonNullable<Rule["tested"]> }) {
  const say = useSay();
  const format = useFormat();
  const percent = (value: number) => `${format.number((100 * value).toFixed(1))} %`;
  return (
    <dl className={classes.told}>
      <dt>{say("trial.day")}</dt><dd data-day><b>{format.number(trial.for_a_day)}</b></dd>
      <dt>{say("trial.hits")}</dt><dd>{say("trial.of", { n: format.number(trial.hits), all: format.number(trial.judged), days: format.number(trial.days) })}</dd>
      <dt>{say("trial.unknown")}</dt><dd>{format.number(trial.unknown)}</dd>
      <dt>{say("trial.let-go")}</dt><dd>{format.number(trial.let_go)}</dd>
      <dt>{say("trial.opened")}</dt><dd>{trial.opened === 0 ? say("trial.none") : say("trial.found", { found: format.number(trial.found), opened: format.number(trial.opened), low: percent(trial.low), high: percent(trial.high) })}</dd>
      <dt>{say("trial.base")}</dt><dd>{trial.base === null ? say("trial.no-lot") : percent(trial.base)}</dd>
      {trial.retire && <div style={{ display: "contents" }}><dt>{say("trial.advice")}</dt><dd data-retire><Badge color="red.9" tt="none">{say("trial.retire")}</Badge></dd></div>}
    </dl>
  );
}
