import { Alert, Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { writeAt } from "@/core/place";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { Rows } from "@/parts/Rows";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import { type Aboard as AboardBody, aboardQuery, boardQuery } from "../server";
import { Period } from "../Period";
import { called, flightName, useSay, useTitled, withCode } from "../words";
import { BESIDE } from "@/i18n/separator";

/** The flight board: expected, received, late, missing; and who is on a flight, with why somebody is looked at. */
export function BoardView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const since = search["since"] ?? "", until = search["until"] ?? "", flight = search["flight"] ?? "";
  const found = useQuery(boardQuery(since, until));
  return (
    <Stack maw="95rem" mx="auto" data-board>
      <DeskHead title={say("board")} help={say("board.help")} />
      <Period search={search} go={go} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <Group gap="xs" role="status">
            <Text size="sm">{say("board.days", { since: format.date(found.data.since), until: format.date(found.data.until) })}</Text>
            {Object.entries(found.data.states).map(([state, count]) => <Badge key={state} variant="outline" tt="none">{called(say, `flight.${state}`)} {format.number(count)}</Badge>)}
          </Group>
          {found.data.flights.length === 0 ? <Empty title={say("board.none")} /> : (
            <Rows label={say("board")} columns={(["flight", "state", "way", "departs", "people", "lists", "bookings", "unfit"] as const).map((name) => say(`column.${name}`))}>
              {found.data.flights.map((one) => (
                <tr key={one.flight} data-flight={one.flight} data-state={one.state}>
                  <th scope="row"><DeskLink to="board" search={{ since, until, flight: one.flight }}><Data>{flightName(one.flight, format.date)}</Data></DeskLink></th>
                  <td><Badge variant={one.state === "received" ? "outline" : "filled"} color={one.state === "missing" || one.state === "undated" ? "red.9" : one.state === "late" ? "orange.9" : "gray"} tt="none">{called(say, `flight.${one.state}`)}</Badge></td>
                  <td><Data>{withCode(one.origin_town, one.origin)}</Data> – <Data>{withCode(one.destination_town, one.destination)}</Data></td>
                  <td>{one.state === "undated" ? <>{say("board.unreadable")} <Code>{one.departs === "" ? "–" : one.departs}</Code></> : <Data>{format.date(one.departs)}</Data>}</td>
                  {[one.people, one.lists, one.bookings].map((value, at) => <td key={at}>{format.number(value)}</td>)}
                  <td data-wrong={one.wrong}>{one.wrong === 0 ? format.number(0) : <DeskLink to="board" search={{ since, until, flight: one.flight }}>{format.number(one.wrong)}</DeskLink>}</td>
                </tr>
              ))}
            </Rows>
          )}
        </>
      )}
      {flight !== "" && <Aboard flight={flight} />}
    </Stack>
  );
}

function Aboard({ flight }: { flight: string }) {
  const say = useSay();
  const titled = useTitled();
  const format = useFormat();
  const found = useQuery(aboardQuery(flight));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <section aria-labelledby="aboard" data-aboard={found.data.people.length}>
      <Title order={2} id="aboard">{say("aboard")} <Data>{flightName(flight, format.date)}</Data></Title>
      <Text size="sm">{say("aboard.people", { n: format.number(found.data.aboard) })}</Text>
      {found.data.wrong > 0 && <Faults wrong={found.data.wrong} faults={found.data.faults} />}
      <Rows label={say("aboard")} columns={(["who", "born", "nationality", "documents", "locator", "kept", "why"] as const).map((name) => say(`column.${name}`))}>
        {found.data.people.map((one, at) => (
          <tr key={`${one.travel} ${at.toString()}`} data-person={one.travel}>
            <th scope="row"><DeskLink to={`travels/${one.travel}`}>{one.masked ? say("booking.masked") : <><Data>{one.name === "" ? "–" : one.name}</Data>{one.native !== "" && <>{BESIDE}<Data>{one.native}</Data></>}</>}</DeskLink>{one.cancelled && <>{BESIDE}{say("aboard.cancelled")}</>}</th>
            <td><Data>{one.born === "" ? "–" : format.date(one.born)}</Data></td>
            <td><Data>{withCode(one.nationality_word, one.nationality)}</Data></td>
            <td><Code>{one.documents.join(" ")}</Code></td>
            <td><Code>{one.locator}</Code></td>
            <td>{format.date(one.kept_until)}</td>
            <td>{one.hits.map((hit) => <div key={hit.id}><DeskLink to="queue" search={{ hit: hit.id }}>{called(say, `why.${hit.why}`)}{BESIDE}<Data>{titled(hit.of_list, hit.titles)}</Data></DeskLink>{BESIDE}{called(say, `state.${hit.state}`)}</div>)}</td>
          </tr>
        ))}
      </Rows>
    </section>
  );
}

/** What in the messages about a flight does not agree, each with its place and the way there. */
function Faults({ wrong, faults }: { wrong: number; faults: AboardBody["faults"] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Alert variant="default" title={say("aboard.faults", { n: format.number(wrong) })} data-faults={wrong}>
      <ul>
        {faults.map((one, at) => (
          <li key={at} data-fault={one.code}><Anchor size="sm" renderRoot={(props) => <Link to="/sources/$id" params={{ id: one.source }} search={one.row > 0 ? { at: writeAt({ source: one.source, part: 0, row: one.row, column: 0 }) } : {}} {...props} />}><Data>{one.place === "" ? say("import.open") : one.place}</Data></Anchor>: <Data>{format.sentence(one.sentence)}</Data></li>
        ))}
      </ul>
      {wrong > faults.length && <Text size="sm">{say("aboard.faults.more", { n: format.number(wrong - faults.length) })}</Text>}
    </Alert>
  );
}
