import { Button, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { may, useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { writeAt } from "@/core/place";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { separator } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { type Held, heldQuery, quarantineQuery, useRelease } from "../server";
import { called, useSay } from "../words";

/** What lies in quarantine, row by row with its reason, and the decision of whom the judge named. */
export function QuarantineView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(quarantineQuery);
  const chosen = search["source"] ?? "";
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const one = found.data.sources.find((item) => item.source === chosen);
  return (
    <Stack maw="80rem" mx="auto" data-quarantine>
      <DeskHead title={say("quarantine")} help={say("quarantine.help")} />
      <Text role="status">{say("quarantine.waiting", { facts: format.number(found.data.facts), statements: format.number(found.data.statements) })}</Text>
      {found.data.sources.length === 0 && <Text>{say("quarantine.none")}</Text>}
      <ul style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {found.data.sources.map((item) => (
          <li key={item.source} data-held={item.source} style={{ marginBlockEnd: "0.6rem" }}>
            <Group gap="sm">
              <Button size="compact-sm" variant={item.source === chosen ? "filled" : "default"} aria-pressed={item.source === chosen} onClick={() => { go({ source: item.source }); }}><Data>{item.name}</Data></Button>
              <Text span size="sm">{say("quarantine.order")}: <Code>{item.order}</Code> {item.state !== "" && called(say, `state.${item.state}`)}</Text>
              <Text span size="sm">{say("quarantine.events", { n: format.number(item.facts) })}</Text>
              <Text span size="sm" fw={600}>{say(item.released ? "quarantine.released" : "quarantine.held")}</Text>
            </Group>
          </li>
        ))}
      </ul>
      {one !== undefined && <Rows key={one.source} held={one} />}
    </Stack>
  );
}

function Rows({ held }: { held: Held }) {
  const say = useSay();
  const format = useFormat();
  const { data: desks } = useOpenDesks();
  const found = useQuery(heldQuery(held.source));
  const desk = desks?.find((item) => item.desk.name === "covert")?.desk;
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { rows, facts, named } = found.data;
  return (
    <section aria-labelledby="rows">
      <Title order={2} size="h4" id="rows">{say("quarantine.rows")}</Title>
      <Group gap="lg">{Object.entries(named).map(([reason, count]) => <Text key={reason} size="sm" fw={600} data-reason={reason}>{called(say, `beyond.${reason}`)}: {format.number(count)}</Text>)}</Group>
      {rows.length < facts && <Text size="sm">{say("timeline.cut", { n: format.number(rows.length), of: format.number(facts) })}</Text>}
      <div className={`${table.frame ?? ""} ${table.bounded ?? ""}`} tabIndex={0} role="region" aria-label={say("quarantine.rows")}>
        <table className={table.table}>
          <thead><tr>{(["row", "when", "kind", "parties", "reason"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.part.toString()}.${row.row.toString()}.${row.kind}`} data-row={row.row}>
                <td><Link to="/sources/$id" params={{ id: held.source }} search={{ at: writeAt({ source: held.source, part: row.part, row: row.row, column: 1 }) }}><Code>{format.number(row.row)}</Code></Link></td>
                <td>{row.at === null ? "–" : format.date(row.at)}</td>
                <td>{called(say, `kind.${row.kind}`)}</td>
                <td>{row.parties.map((party, at) => <span key={`${at.toString()}${party}`}>{at > 0 && separator()}<Data>{party}</Data></span>)}</td>
                <td>{row.beyond.map((one) => called(say, `beyond.${one}`)).join("، ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {held.reason !== "" && <Text mt="sm">{say("quarantine.reason")}: <Data>{held.reason}</Data></Text>}
      {!held.released && desk !== undefined && (may(desk, "product-release") ? <Decision source={held.source} /> : <Text mt="sm" c="dimmed">{say("quarantine.not-you")}</Text>)}
    </section>
  );
}

function Decision({ source }: { source: string }) {
  const say = useSay();
  const release = useRelease();
  const [reason, setReason] = useState("");
  const [paper, setPaper] = useState("");
  return (
    <form onSubmit={(event) => { event.preventDefault(); release.mutate({ source, reason, named_by: paper }); }} data-decision>
      <Stack mt="md" maw="48rem">
        <Title order={3} size="h5">{say("quarantine.decision")}</Title>
        <Text size="sm">{say("quarantine.named")} <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "operations/product-decider" }}>{say("quarantine.name")}</Link></Text>
        <TextInput label={say("quarantine.paper")} description={say("quarantine.paper.help")} dir="auto" required minLength={2} maxLength={300} value={paper} onChange={(event) => { setPaper(event.currentTarget.value); }} />
        <Textarea label={say("quarantine.why")} dir="auto" autosize minRows={2} required minLength={3} maxLength={20_000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
        {release.isError && <ErrorNote error={release.error} />}
        <Group><Button type="submit" loading={release.isPending}>{say("quarantine.release")}</Button></Group>
      </Stack>
    </form>
  );
}
