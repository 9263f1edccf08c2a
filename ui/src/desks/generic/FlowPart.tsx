import { Alert, Badge, Button, Group, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Icon } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { DeskLink } from "@/desks/kit/DeskLink";
import { Onward } from "@/parts/Onward";
import { ErrorNote, Loading } from "@/parts/Notes";
import { ServerSentence } from "@/parts/ServerSentence";

import { useOwnScreen } from "./ownScreen";
import { flowQuery, type NextStep, type Record_, useStep } from "./server";
import { useSay } from "./words";

type Stands = NonNullable<Record_["stands"]>;

/** Where a record stands, what was done, and what may be done now; an approval is bound to the very content that is shown. */
export function FlowPart({ place, record, stands }: { place: DeskPlace; record: Record_; stands: Stands }) {
  const say = useSay();
  const format = useFormat();
  const own = useOwnScreen(place, record.kind, record.id, true);
  return (
    <section aria-labelledby="flow" data-state={stands.state}>
      <Group gap="sm" mb="xs">
        <Title order={2} id="flow"><Data>{stands.flow}</Data></Title>
        <Badge size="lg" variant="outline" tt="none"><Data>{stands.label}</Data></Badge>
      </Group>
      {stands.lapsed && <Alert variant="default" icon={<Icon name="warning" />} mb="xs">{say("flow.lapsed")}</Alert>}
      {stands.faults.length > 0 && (
        <Alert variant="default" icon={<Icon name="warning" />} mb="xs" title={say("flow.damaged")}>
          <ul>{stands.faults.map((one) => <li key={`${one.step.toString()}${one.sentence}`}><ServerSentence text={one.sentence} /></li>)}</ul>
        </Alert>
      )}
      {stands.steps.length > 0 && (
        <>
          <Title order={3} size="h4">{say("flow.steps")}</Title>
          <ol>
            {stands.steps.map((one, at) => (
              <li key={at}>
                <Data>{one.label}</Data> <Onward /> <Data>{one.to}</Data>, <Data>{one.by}</Data>, {format.date(one.at)}
                {!one.current && <Text span size="sm" c="dimmed"> ({say("flow.other-content")})</Text>}
                {one.reason !== "" && <Text size="sm"><Data>{one.reason}</Data></Text>}
              </li>
            ))}
          </ol>
        </>
      )}
      <Title order={3} size="h4">{say("flow.next")}</Title>
      {stands.may.length === 0 && <Text size="sm">{say("flow.end")}</Text>}
      {own !== null && stands.may.length > 0 ? <Text size="sm" data-own-screen><DeskLink to={own.to} search={own.search}>{say("flow.own")}</DeskLink></Text> : (
        <Stack gap="sm">
          {stands.may.map((one) => <Step key={one.name} place={place} record={record} stands={stands} next={one} />)}
        </Stack>
      )}
      <Text size="sm" c="dimmed" mt="xs">
        {say("flow.digest")}: <Code wrap>{stands.sha256.slice(0, 16)}</Code>
      </Text>
      <Picture place={place} kind={record.kind} title={stands.flow} />
    </section>
  );
}

function Step({ place, record, stands, next }: { place: DeskPlace; record: Record_; stands: Stands; next: NextStep }) {
  const say = useSay();
  const step = useStep(place.desk, record.kind, record.id);
  const [reason, setReason] = useState("");
  if (next.refusal !== "")
    return (
      <Text size="sm" c="dimmed">
        <Data>{next.label}</Data>: <ServerSentence text={next.refusal} /> <ServerSentence text={next.next_step} />
      </Text>
    );
  return (
    <Paper withBorder p="sm" data-step={next.name}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          step.mutate({ case: place.search["case"] ?? "", transition: next.name, seen: stands.sha256, reason });
        }}
      >
        <Stack gap="xs" align="start">
          {next.approves && <Text size="sm">{say("flow.bound")}</Text>}
          {next.reason && <Textarea w="100%" maw="40rem" label={say("flow.reason")} dir="auto" autosize minRows={2} required withAsterisk={false} maxLength={4000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />}
          <Button type="submit" variant={next.approves ? "filled" : "default"} loading={step.isPending}><Data>{next.label}</Data></Button>
          {step.isError && <ErrorNote error={step.error} />}
        </Stack>
      </form>
    </Paper>
  );
}

function Picture({ place, kind, title }: { place: DeskPlace; kind: string; title: string }) {
  const say = useSay();
  const { locale } = useLocale();
  const [open, setOpen] = useState(false);
  const drawn = useQuery({ ...flowQuery(place.desk, kind, place.search["case"] ?? "", locale), enabled: open });
  return (
    <Stack gap="xs" mt="xs" align="start">
      <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => { setOpen(!open); }}>{say("flow.picture")}</Button>
      {open && drawn.isPending && <Loading />}
      {drawn.isError && <ErrorNote error={drawn.error} />}
      {open && drawn.data !== undefined && <img src={drawn.data} alt={title} style={{ maxInlineSize: "100%", background: "white" }} />}
    </Stack>
  );
}
