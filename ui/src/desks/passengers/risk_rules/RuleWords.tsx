import { Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";

import { type Askable, type Conditions, conditionsOf, type Line, type Op } from "./ruleForm";
import classes from "../Queue.module.css";
import { builderQuery, type Rule } from "../server";
import { type Say, useSay, useTitled, valued } from "../words";

/** What a rule says, to be read by who asks for it and by who approves it: its basis, its term, and both of its sides in sentences. */
export function RuleWords({ rule }: { rule: Rule }) {
  const say = useSay();
  const titled = useTitled();
  const format = useFormat();
  const found = useQuery(builderQuery(rule.name, useLocale().locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { fields, offences, when, unless } = found.data;
  const known = new Map(fields.map((one) => [one.name, one]));
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="rule-words" data-rule-words={rule.name}>
      <Stack gap="xs">
        <Title order={2} size="h4" id="rule-words"><Data>{titled(rule.title, rule.titles)}</Data></Title>
        <dl className={classes.told}>
          <dt>{say("rule.basis")}</dt><dd><Data>{rule.basis}</Data></dd>
          <dt>{say("rule.offence")}</dt><dd><Data>{offences[rule.offence] ?? rule.offence}</Data></dd>
          {rule.since !== null && <><dt>{say("rule.since")}</dt><dd>{format.date(rule.since)}</dd></>}
          <dt>{say("rule.until")}</dt><dd>{format.date(rule.until)}</dd>
        </dl>
        {when === null || unless === null ? <><Text size="sm">{say("rule.words.deep")}</Text><Code wrap>{rule.text}</Code></> : <>
          <Side name="when" title={say("rule.when")} conditions={conditionsOf(when)} known={known} />
          <Side name="unless" title={say("rule.unless")} conditions={conditionsOf(unless)} known={known} />
        </>}
      </Stack>
    </Paper>
  );
}

function Side({ name, title, conditions: { join, parts }, known }: { name: string; title: string; conditions: Conditions; known: ReadonlyMap<string, Askable> }) {
  const say = useSay();
  const format = useFormat();
  const between = say(`rule.${join === "all" ? "or" : "and"}.between`);
  return (
    <div data-side={name}>
      <Text size="sm" fw={600}>{title}</Text>
      {parts.length > 1 && <Text size="sm">{say(`rule.when.${join}`)}:</Text>}
      <ul style={{ margin: 0 }}>
        {parts.map((lines, at) => <li key={at}>{lines.map((line, no) => <span key={no}>{no > 0 && ` ${between} `}<Data>{sentence(line, known, say, format.number)}</Data></span>)}</li>)}
      </ul>
    </div>
  );
}

/** A condition as people say it: what is asked, how it is compared, with what. */
function sentence(line: Line, known: ReadonlyMap<string, Askable>, say: Say, number: (value: string) => string): string {
  const asked = known.get(line.field);
  const called = `${asked?.label ?? line.field}:`;
  if (asked?.type === "yes-no") return `${called} ${say(line.value === "true" ? "rule.yes" : "rule.no")}`;
  if (asked?.type === "sex") return `${called} ${valued(say, "gender", line.value)}`;
  return `${called} ${say(`rule.op.${line.op as Op}`)} ${asked?.type === "number" ? number(line.value) : line.value}`;
}
