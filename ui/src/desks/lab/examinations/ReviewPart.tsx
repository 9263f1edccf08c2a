import { Alert, Button, Group, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Icon } from "@/design/Icon";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { ErrorNote, Loading } from "@/parts/Notes";
import { ServerSentence } from "@/parts/ServerSentence";

import { type Examined, type Stands, standsQuery, useReviewStep } from "../server";
import { useSay } from "../words";
import { LedgerLines } from "./LedgerPart";

/** Where an examination stands in its reviews, who did what, and what the person may do now; a review is bound to the very content above it. */
export function ReviewPart({ caseId, told }: { caseId: string; told: Examined }) {
  const { examination, version } = told;
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(standsQuery(caseId, examination, version, locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { stands } = found.data;
  if (stands === null) return null;
  return (
    <section aria-labelledby="reviews" data-stands={stands.state}>
      <Title order={2} id="reviews" mb="xs">{say("reviews")}</Title>
      {stands.lapsed && <Alert variant="default" icon={<Icon name="warning" />} mb="xs">{say("reviews.lapsed")}</Alert>}
      {stands.faults.map((one, at) => <Alert key={at} variant="default" icon={<Icon name="warning" />} mb="xs"><Data>{one.sentence}</Data></Alert>)}
      <Done stands={stands} />
      <Stack gap="sm" mt="xs">
        {stands.may.map((one) => <Step key={one.name} caseId={caseId} examination={examination} seen={stands.sha256} next={one} />)}
        {stands.may.some((one) => one.refusal !== "") && <Open told={told} />}
      </Stack>
    </section>
  );
}

function Done({ stands }: { stands: Stands }) {
  const say = useSay();
  const format = useFormat();
  if (stands.steps.length === 0) return <Text size="sm">{say("reviews.none")}</Text>;
  return (
    <ol>
      {stands.steps.map((one, at) => (
        <li key={at}>
          <Data>{one.label}</Data>: <Data>{one.by}</Data>, {format.date(one.at)}{!one.current && <> ({say("reviews.before")})</>}
          {one.reason !== "" && <Text size="sm"><Data>{one.reason}</Data></Text>}
        </li>
      ))}
    </ol>
  );
}

/** The substances that stay open, with the lines of the ledger that contradict them. */
function Open({ told }: { told: Examined }) {
  const format = useFormat();
  const open = told.standings.filter((one) => one.holds === "unknown");
  if (open.length === 0) return null;
  return (
    <ul style={{ margin: 0 }} data-open>
      {open.map((one) => <li key={one.substance}><Text size="sm">{format.sentence(one.says)} {format.sentence(one.next_step)}</Text><LedgerLines told={told} places={one.against ?? []} /></li>)}
    </ul>
  );
}

function Step({ caseId, examination, seen, next }: { caseId: string; examination: string; seen: string; next: Stands["may"][number] }) {
  const say = useSay();
  const step = useReviewStep(examination);
  const [reason, setReason] = useState("");
  if (next.refusal !== "") return <Text size="sm" c="dimmed"><Data>{next.label}</Data>: <ServerSentence text={next.refusal} /> <ServerSentence text={next.next_step} /></Text>;
  return (
    <Paper withBorder p="sm" data-step={next.name}>
      <form onSubmit={(event) => { event.preventDefault(); step.mutate({ case: caseId, transition: next.name, seen, reason }); }}>
        <Stack gap="xs" align="start">
          {next.reason && <Textarea w="100%" maw="40rem" label={say(next.approves ? "reviews.reason" : "reviews.why")} dir="auto" autosize minRows={2} required withAsterisk={false} maxLength={4000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />}
          <Group gap="sm"><Button type="submit" variant={next.approves ? "filled" : "default"} loading={step.isPending}><Data>{next.label}</Data></Button>{next.approves && <Text size="sm">{say("reviews.bound")}</Text>}</Group>
          {step.isError && <ErrorNote error={step.error} />}
        </Stack>
      </form>
    </Paper>
  );
}
