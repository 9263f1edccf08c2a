import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { writeAt } from "@/core/place";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { AddToChart } from "@/parts/AddToChart";
import { Rows } from "@/parts/Rows";
import { ErrorNote, Loading } from "@/parts/Notes";

import { BookingRows } from "../hit_queue/HitPane";
import { LogPart } from "../unmasking/LogPart";
import { Requests } from "../unmasking/Requests";
import classes from "../Queue.module.css";
import { travelQuery } from "../server";
import { called, flightName, messageName, useSay, useTitled, withCode } from "../words";
import { BESIDE } from "@/i18n/separator";

/** The day of a flight as the board asks for it; nothing where the day in its name cannot be read. */
function dayOf(flight: string): { since?: string; until?: string } {
  const day = /\/(\d{4}-\d\d-\d\d)(?:\/|$)/.exec(flight)?.[1];
  return day === undefined ? {} : { since: day, until: day };
}

/** The passenger page: a booking or a traveller of a list in full, each message that spoke of it, hits, and where its people stand in cases and on charts. */
export function TravelView({ params }: DeskPlace) {
  const say = useSay();
  const titled = useTitled();
  const format = useFormat();
  const found = useQuery(travelQuery(params["travel"] ?? ""));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { data } = found;
  const things = Object.entries(data.things);
  return (
    <Stack maw="80rem" mx="auto" data-travel={data.id}>
      <DeskHead title={<>{say("travel")} <Code>{data.locator}</Code></>} help={say("travel.help")} />
      <dl className={classes.told}>
        <dt>{say("flight")}</dt>
        <dd>{data.flights.map((one) => <div key={one}><DeskLink to="board" search={{ ...dayOf(one), flight: one }}><Data>{flightName(one, format.date)}</Data></DeskLink></div>)}</dd>
        <dt>{say("column.way")}</dt>
        <dd><Data>{withCode(data.words[data.origin] ?? "", data.origin)}</Data> – <Data>{withCode(data.words[data.destination] ?? "", data.destination)}</Data></dd>
        <dt>{say("travel.transferred")}</dt>
        <dd>{format.date(`${data.transferred.slice(0, 19)}Z`)}{BESIDE}{say("booking.pushes", { n: format.number(data.pushes) })}{data.party_changes > 0 && <>{BESIDE}{say("travel.party", { n: format.number(data.party_changes) })}</>}{data.cancelled && <>{BESIDE}{say("aboard.cancelled")}</>}</dd>
      </dl>
      {data.masked !== "" && <Requests record={data.id} kind="passenger-travel" text={`${say("booking.masked")} ${format.date(data.masked)}`} />}
      <BookingRows rows={data.rows} words={data.words} />
      <section aria-labelledby="hits">
        <Title order={2} id="hits" size="h4">{say("travel.hits")}</Title>
        {data.hits.length === 0 && <Text size="sm">{say("earlier.none")}</Text>}
        <ul>{data.hits.map((one) => <li key={one.id}><DeskLink to="queue" search={{ hit: one.id }}>{called(say, `why.${one.why}`)}{BESIDE}<Data>{titled(one.of_list, one.titles)}</Data></DeskLink>{BESIDE}{called(say, `state.${one.state}`)}</li>)}</ul>
      </section>
      <section aria-labelledby="kept">
        <Title order={2} id="kept" size="h4">{say("kept")}</Title>
        <Text size="sm">{say("kept.help")} <Data>{data.law}</Data></Text>
        <Rows label={say("kept")} columns={(["what", "since", "masks", "last"] as const).map((name) => say(`kept.${name}`))}>
          {data.kept.map((one, at) => (
            <tr key={at} data-kept={one.what}>
              <th scope="row">{say(`kept.${one.what}`)}{one.what === "hit" && <>{BESIDE}<Data>{one.name}</Data></>}</th>
              <td>{format.date(one.since)}</td>
              <td>{format.date(one.masks)}<Text size="sm" c="dimmed">{say(`kept.${one.what}.then`)}</Text></td>
              <td>{format.date(one.last)}</td>
            </tr>
          ))}
        </Rows>
      </section>
      <section aria-labelledby="versions">
        <Title order={2} id="versions" size="h4">{say("travel.versions")}</Title>
        <Rows label={say("travel.versions")} columns={[say("column.sent"), say("segment"), say("column.changed")]}>
          {data.versions.map((one) => (
            <tr key={one.version} data-version={one.version}>
              <th scope="row">{format.date(`${one.sent.slice(0, 19)}Z`)}</th>
              <td><Link to="/sources/$id" params={{ id: one.source }} search={{ at: writeAt({ source: one.source, part: one.part, row: one.row, column: 1 }) }}><Data>{messageName(say, one.message)}</Data>{BESIDE}<Code>{format.number(one.row)}</Code></Link></td>
              <td>{one.changed.map((kind) => called(say, `row.${kind}`)).join(BESIDE)}</td>
            </tr>
          ))}
        </Rows>
      </section>
      {things.length > 0 && (
        <Group gap="sm" data-things={things.length}>
          <Text size="sm">{say("things")}:</Text>
          {things.map(([id, name]) => <Anchor key={id} size="sm" renderRoot={(props) => <Link to="/entities/$id" params={{ id }} {...props} />}><Data>{name}</Data></Anchor>)}
          <AddToChart ids={things.map(([id]) => id)} />
        </Group>
      )}
      {data.masked !== "" && <LogPart record={data.id} />}
      <DeskLink to={`records/passenger-travel/${data.id}`}>{say("record")}</DeskLink>
    </Stack>
  );
}
