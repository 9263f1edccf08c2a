import { Anchor, Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { useLocale } from "@/i18n/LocaleContext";
import { AddToChart } from "@/parts/AddToChart";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { FlowPart } from "./FlowPart";
import { useOwnScreen } from "./ownScreen";
import { RecordFields, RecordPapers } from "./RecordParts";
import { openingsQuery, type Record_, recordQuery } from "./server";
import { useSay } from "./words";

/** A record: its fields, where it stands and what may be done with it, what it refers to, its versions, who opened it. */
export function RecordView(place: DeskPlace) {
  const { locale } = useLocale();
  const found = useQuery(recordQuery(place.desk, place.params["kind"] ?? "", place.params["record"] ?? "", place.search["case"] ?? "", locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return <Opened place={place} record={found.data} />;
}

function Opened({ place, record }: { place: DeskPlace; record: Record_ }) {
  const say = useSay();
  const format = useFormat();
  const from = place.search["from"];
  const own = useOwnScreen(place, record.kind, record.id);
  return (
    <Stack maw="70rem" mx="auto" data-record={record.id}>
      <DeskHead title={<Data>{record.title || record.id}</Data>} />
      <Group gap="sm">
        {from !== undefined && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: place.desk, _splat: `registers/${from}` }} search={{ case: place.search["case"] }} {...props} />}>{say("record.back")}</Anchor>}
        {record.put_away && <Badge color="gray.8" tt="none">{say("record.put-away")}</Badge>}
        {record.until !== null && <Text size="sm">{say("record.until", { day: format.date(record.until) })}</Text>}
      </Group>
      {record.stands === null && own !== null && <Text size="sm" data-own-screen><DeskLink to={own.to} search={own.search}>{say("flow.own")}</DeskLink></Text>}
      <RecordFields fields={record.fields} />
      <RecordPapers place={place} record={record} caseId={place.search["case"] ?? ""} />
      {record.stands !== null && <FlowPart place={place} record={record} stands={record.stands} />}
      {record.links.length > 0 && (
        <section aria-labelledby="links">
          <Group gap="sm" mb="xs">
            <Title order={2} id="links">{say("record.links")}</Title>
            <AddToChart ids={record.links.map((one) => one.entity)} />
          </Group>
          <ul>
            {record.links.map((one) => (
              <li key={one.entity}><Anchor renderRoot={(props) => <Link to="/entities/$id" params={{ id: one.entity }} {...props} />}><Data>{one.caption}</Data></Anchor></li>
            ))}
          </ul>
        </section>
      )}
      <History record={record} />
      {record.openings && <Openings place={place} record={record} />}
    </Stack>
  );
}

function History({ record }: { record: Record_ }) {
  const say = useSay();
  const format = useFormat();
  const label = (name: string) => record.fields.find((one) => one.name === name || one.name.startsWith(`${name}.`))?.label ?? name;
  return (
    <section aria-labelledby="versions">
      <Title order={2} id="versions" mb="xs">{say("record.history")}</Title>
      <div className={table.frame} tabIndex={0} role="region" aria-labelledby="versions">
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{say("record.version")}</th>
              <th scope="col">{say("record.when")}</th>
              <th scope="col">{say("record.who")}</th>
              <th scope="col">{say("record.changed")}</th>
            </tr>
          </thead>
          <tbody>
            {record.history.map((one) => (
              <tr key={one.version}>
                <td>{format.number(one.version)}</td>
                <td className={table.when}>{format.date(one.at)}</td>
                <td><Data>{one.by}</Data></td>
                <td>{one.state === "put-away" ? say("record.put-away") : one.changed.map((name, at) => <span key={name}>{at > 0 && "; "}<Data>{label(name)}</Data></span>)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Openings({ place, record }: { place: DeskPlace; record: Record_ }) {
  const say = useSay();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const found = useQuery({ ...openingsQuery(place.desk, record.kind, record.id, place.search["case"] ?? ""), enabled: open });
  return (
    <section aria-labelledby="openings">
      <Title order={2} id="openings" mb="xs">{say("openings")}</Title>
      <Text size="sm" c="dimmed" mb="xs">{say("openings.note")}</Text>
      {!open && <Button size="compact-sm" variant="default" onClick={() => { setOpen(true); }}>{say("openings.show")}</Button>}
      {open && found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <div className={`${table.frame ?? ""} ${table.bounded ?? ""}`} tabIndex={0} role="region" aria-labelledby="openings" data-openings>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{say("record.when")}</th>
                <th scope="col">{say("record.who")}</th>
                <th scope="col">{say("record.changed")}</th>
                <th scope="col">{say("record.version")}</th>
              </tr>
            </thead>
            <tbody>
              {found.data.entries.map((one, at) => (
                <tr key={at}>
                  <td className={table.when}>{format.date(one.at)}</td>
                  <td><Data>{one.name}</Data></td>
                  <td>{say(`act.${one.act}`)}{one.failed && <> <Code>{say("openings.failed")}</Code></>}</td>
                  <td>{one.version === 0 ? "–" : format.number(one.version)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
