import { Badge, Button, Group, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";
import { ServerSentence } from "@/parts/ServerSentence";
import { BESIDE } from "@/i18n/separator";

import { type Rule, RULE, type Stands, standsQuery, useRuleStep } from "../server";
import { called, isKey, useSay } from "../words";

/** The approval of a rule: where it is, who asked and who approved with which reason, and what this person can do about it. */
export function RuleApproval({ rule }: { rule: Rule }) {
  const say = useSay();
  const found = useQuery(standsQuery(RULE, rule.id, useLocale().locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const stands = found.data.stands;
  if (stands === null) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-labelledby="approval" data-approval={stands.state}>
      <Stack gap="xs">
        <Group gap="sm">
          <Title order={2} size="h4" id="approval">{say("approval")}</Title>
          <Badge variant="outline" tt="none"><Data>{stands.label}</Data></Badge>
        </Group>
        {["draft", "asked"].includes(stands.state) && <Text size="sm">{say(`approval.${stands.state === "draft" ? "draft" : "asked"}`)}</Text>}
        {stands.lapsed && <Text size="sm">{say("approval.lapsed")}</Text>}
        <Done stands={stands} />
        <Next key={`${stands.state} ${stands.sha256}`} rule={rule} stands={stands} />
      </Stack>
    </Paper>
  );
}

/** What was done: who, when, and with which reason. */
function Done({ stands }: { stands: Stands }) {
  const say = useSay();
  const format = useFormat();
  if (stands.steps.length === 0) return null;
  return (
    <ol style={{ margin: 0 }} data-done={stands.steps.length}>
      {stands.steps.map((one, at) => (
        <li key={at}>
          <Text size="sm"><b><Data>{one.label}</Data></b>{BESIDE}<Data>{one.by}</Data>{BESIDE}{format.date(`${one.at.slice(0, 16)}Z`)}{!one.current && <>{BESIDE}{say("approval.other")}</>}</Text>
          {one.reason !== "" && <Text size="sm"><Data>{one.reason}</Data></Text>}
        </li>
      ))}
    </ol>
  );
}

/** One step is chosen, then its reason is given; why others cannot be taken is said. */
function Next({ rule, stands }: { rule: Rule; stands: Stands }) {
  const say = useSay();
  const step = useRuleStep(rule.id);
  const [chosen, setChosen] = useState("");
  const [reason, setReason] = useState("");
  const open = stands.may.filter((one) => one.refusal === "");
  const one = open.find((item) => item.name === chosen);
  const label = `approval.why.${chosen}`;
  return (
    <>
      <Group gap="xs" role="toolbar" aria-label={say("approval")}>
        {open.map((item) => <Button key={item.name} size="compact-md" variant={item.name === chosen ? "filled" : "default"} aria-pressed={item.name === chosen} onClick={() => { setChosen(item.name === chosen ? "" : item.name); }} data-step={item.name}><Data>{item.label}</Data></Button>)}
      </Group>
      {stands.may.filter((item) => item.refusal !== "" && !(item.asks && stands.state === "asked")).map((item) => <Text key={item.name} size="sm" c="dimmed" data-refused={item.name}><ServerSentence text={item.refusal} /> <ServerSentence text={item.next_step} /></Text>)}
      {one !== undefined && (
        <form onSubmit={(event) => { event.preventDefault(); step.mutate({ transition: one.name, seen: stands.sha256, reason: reason.trim() }); }}>
          <Stack gap="xs" align="start">
            {one.approves && <Text size="sm">{say("approval.bound")}</Text>}
            <Textarea w="100%" maw="40rem" label={isKey(label) ? say(label) : called(say, "reason")} dir="auto" autosize minRows={2} required withAsterisk={false} maxLength={4000} value={reason} autoFocus onChange={(event) => { setReason(event.currentTarget.value); }} data-reason />
            <Button type="submit" loading={step.isPending}><Data>{one.label}</Data></Button>
            {step.isError && <ErrorNote error={step.error} />}
          </Stack>
        </form>
      )}
    </>
  );
}
