import { Alert, Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat, ZONE } from "@/core/format";
import { momentOf, shownNow } from "@/core/moment";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { separator } from "@/i18n/separator";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Covert.module.css";
import { LogLines } from "../LogLines";
import { OutboxList } from "../Outbox";
import { type Deployment, type DeploymentEntry, deploymentQuery, deploymentsQuery, sendEntry, useRefresh } from "../server";
import { useOutbox } from "../useOutbox";
import { called, useSay } from "../words";

const SORTS = ["note", "words", "contact", "debrief"] as const;

/** Deployments, those that are out first. */
export function DeploymentsView() {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(deploymentsQuery);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <Stack maw="60rem" mx="auto" className={classes.touch} data-deployments>
      <DeskHead title={say("deployments")} help={say("deployments.help")} />
      {found.data.deployments.length === 0 && <Text>{say("deployments.none")}</Text>}
      <ul style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {found.data.deployments.map((one) => (
          <li key={one.number} data-deployment={one.number} style={{ marginBlockEnd: "0.75rem" }}>
            <Group gap="sm">
              <Button size="md" variant={one.overdue ? "filled" : "default"} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: `deployment/${one.number}` }} {...props} />}><Code>{one.number}</Code></Button>
              <Text span size="sm">{one.started === null ? say("deployments.not-out") : one.ended === null ? say("deployments.out", { since: format.date(one.started) }) : say("deployments.back", { when: format.date(one.ended) })}</Text>
              {one.overdue && <Text span fw={700}>{say("deployments.overdue")}</Text>}
              <Text span size="sm" c="dimmed">{say("log.lines", { n: format.number(one.entries) })}</Text>
            </Group>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** The log of one deployment, for a tablet: what happened, when, and words as they were said. */
export function DeploymentView({ params }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const number = params["number"] ?? "";
  const [before, setBefore] = useState(0);
  const found = useQuery(deploymentQuery(number, before));
  if (found.isPending) return <Loading />;
  if (found.isError && found.data === undefined) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <Stack maw="60rem" mx="auto" className={classes.touch} data-deployment-log={number}>
      <DeskHead title={say("deployment")} help={say("deployment.help")} />
      <Standing one={found.data} />
      {found.data.started !== null && found.data.ended === null ? <Writing number={number} /> : <Text fw={600}>{say(found.data.ended === null ? "deployment.not-out" : "deployment.over")}</Text>}
      <LogLines
        lines={found.data.lines}
        shown={found.data.log}
        before={before}
        onBefore={setBefore}
        head={(line) => <>{format.date(line.observed)}{separator()}{called(say, `entry.${line.what}`)}{separator()}{called(say, `author.${line.author}`)}{line.speaker !== "" && <>{separator()}<Data>{line.speaker}</Data></>}</>}
        words={(line) => line.text}
      />
    </Stack>
  );
}

function Standing({ one }: { one: Deployment }) {
  const say = useSay();
  const format = useFormat();
  return (
    <>
      {one.overdue && <Alert color="red" variant="outline" title={say("deployments.overdue")} role="alert">{one.contact_due !== null && say("deployment.due", { when: format.date(one.contact_due) })}</Alert>}
      <Text><Code>{one.number}</Code>{separator()}<Data>{one.objectives}</Data></Text>
      {!one.overdue && one.contact_due !== null && <Text fw={600}>{say("deployment.due", { when: format.date(one.contact_due) })}</Text>}
      <Text size="sm">{say("deployment.prohibited")}: {one.prohibited.map((text, at) => <span key={text}>{at > 0 && separator()}<Data>{text}</Data></span>)}</Text>
      <Text size="sm">{say("deployment.exit")}: <Data>{one.exit_plan}</Data></Text>
    </>
  );
}

function Writing({ number }: { number: string }) {
  const say = useSay();
  const refresh = useRefresh();
  const outbox = useOutbox<DeploymentEntry>(sendEntry, () => void refresh("deployment"));
  const fresh = () => ({ what: "note" as DeploymentEntry["what"], at: momentOf(shownNow(), ZONE), text: "", speaker: "", settles: "" as DeploymentEntry["settles"] });
  const [typed, setTyped] = useState(fresh);
  const put = (more: Partial<typeof typed>) => { setTyped((before) => ({ ...before, ...more })); };
  const alive = () => { outbox.add({ deployment: number, what: "contact", at: momentOf(shownNow(), ZONE), text: say("deployment.alive"), speaker: "", settles: "", corrects: 0 }); };
  return (
    <form
      data-writing
      onSubmit={(event) => {
        event.preventDefault();
        outbox.add({ deployment: number, corrects: 0, ...typed, speaker: typed.what === "words" ? typed.speaker : "", settles: typed.what === "words" ? typed.settles : "" });
        setTyped(fresh());
      }}
    >
      <Stack>
        <Group><Button size="lg" variant="outline" onClick={alive}>{say("deployment.alive")}</Button></Group>
        <Group gap="xs" role="group" aria-label={say("log.sort")}>{SORTS.map((one) => <Button key={one} size="md" variant={typed.what === one ? "filled" : "default"} aria-pressed={typed.what === one} onClick={() => { put({ what: one }); }}>{say(`entry.${one}`)}</Button>)}</Group>
        <Group align="flex-end" wrap="wrap"><MomentField label={say("log.at")} required value={typed.at} onValue={(at) => { put({ at }); }} /><Button size="md" mb={6} variant="default" onClick={() => { put({ at: momentOf(shownNow(), ZONE) }); }}>{say("contact.now")}</Button></Group>
        {typed.what === "words" && (
          <Group grow>
            <TextInput label={say("log.speaker")} description={say("log.speaker.help")} dir="auto" required maxLength={200} value={typed.speaker} onChange={(event) => { put({ speaker: event.currentTarget.value }); }} />
            <NativeSelect label={say("log.settles")} value={typed.settles} data={[{ value: "", label: say("settles.none") }, { value: "starts", label: say("settles.starts") }, { value: "settles", label: say("settles.settles") }]} onChange={(event) => { const value = event.currentTarget.value; put({ settles: value === "starts" || value === "settles" ? value : "" }); }} />
          </Group>
        )}
        <Textarea label={say(typed.what === "words" ? "log.words" : "log.text")} dir="auto" autosize minRows={3} required maxLength={5000} value={typed.text} onChange={(event) => { put({ text: event.currentTarget.value }); }} />
        <Group><Button type="submit" size="lg">{say("log.keep")}</Button><Text size="sm"><Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "operations/deploy-buy" }}>{say("deployment.buy")}</Link></Text></Group>
        <OutboxList outbox={outbox} text={(line) => line.text} />
      </Stack>
    </form>
  );
}
