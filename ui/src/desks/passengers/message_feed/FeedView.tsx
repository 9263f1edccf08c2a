import { Anchor, Badge, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { Rows } from "@/parts/Rows";

import { type Feed, feedQuery } from "../server";
import { called, useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

/** The message feed: when the last message of each airline came, who is silent for longer than before, and documents from which nothing was imported. */
export function FeedView() {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(feedQuery);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { data } = found;
  const silent = data.airlines.filter((one) => one.pace === "silent").length;
  return (
    <Stack maw="80rem" mx="auto" data-feed={silent}>
      <DeskHead title={say("feed")} help={say("feed.help")} />
      <Text role="status">
        {data.last === null ? say("feed.never", { day: format.date(data.since) }) : say("feed.last", { when: format.date(data.last) })}
        {silent > 0 && <> {say("feed.silent.n", { n: format.number(silent) })}</>}
      </Text>
      {data.airlines.length === 0 ? <Empty title={say("feed.none")} /> : (
        <Rows label={say("feed")} columns={(["carrier", "last", "pace", "messages", "unfit"] as const).map((name) => say(`column.${name}`))}>
          {data.airlines.map((one) => <Airline key={one.carrier} one={one} />)}
        </Rows>
      )}
      <section aria-labelledby="faulty">
        <Title order={2} id="faulty" size="h4">{say("feed.faulty")} {format.number(data.faulty.length)}</Title>
        {data.faulty.length > 0 ? (
          <ul>
            {data.faulty.map((one) => (
              <li key={one.source} data-faulty={one.source}>
                <Anchor size="sm" renderRoot={(props) => <Link to="/sources/$id" params={{ id: one.source }} {...props} />}><Data>{one.name}</Data></Anchor>{BESIDE}{one.carriers.map((name) => <Code key={name}>{name}</Code>)}{BESIDE}{format.date(one.came)}
                {Object.entries(one.problems).map(([code, count]) => <Text key={code} size="sm" data-problem={code}>{format.number(count)} × <Data>{format.sentence(one.sentences[code] ?? code)}</Data></Text>)}
                {one.noted > 0 && <Text size="sm" data-noted={one.noted}>{say("feed.noted", { n: format.number(one.noted) })}</Text>}
              </li>
            ))}
          </ul>
        ) : data.refused.length === 0 && <Text size="sm">{say("feed.faulty.none")}</Text>}
      </section>
      <section aria-labelledby="refused">
        <Title order={2} id="refused" size="h4">{say("feed.refused")} {format.number(data.refused_count)}</Title>
        {data.refused.length === 0 ? <Text size="sm">{say("feed.refused.none")}</Text> : (
          <>
            <Text size="sm">{say("feed.refused.help")} <DeskLink to="import">{say("import")}</DeskLink></Text>
            <ul>{data.refused.map((one) => <li key={one.source} data-refused={one.source}><Anchor size="sm" renderRoot={(props) => <Link to="/sources/$id" params={{ id: one.source }} {...props} />}><Data>{one.name}</Data></Anchor>{BESIDE}{format.date(`${one.came.slice(0, 19)}Z`)}{BESIDE}{Object.keys(one.problems).length === 0 ? <b>{say(`import.what.${one.what}`)}.</b> : Object.entries(one.problems).map(([code, count]) => <Text key={code} size="sm" data-problem={code}>{format.number(count)} × <Data>{format.sentence(one.sentences[code] ?? code)}</Data></Text>)}</li>)}</ul>
          </>
        )}
      </section>
    </Stack>
  );
}

function Airline({ one }: { one: Feed["airlines"][number] }) {
  const say = useSay();
  const format = useFormat();
  const wrong = Object.values(one.problems).reduce((sum, count) => sum + count, 0);
  const hours = (seconds: number) => format.countedText(say("feed.hours"), Math.max(1, Math.round(seconds / 3600)));
  return (
    <tr data-carrier={one.carrier} data-pace={one.pace}>
      <th scope="row"><Code>{one.carrier}</Code></th>
      <td>{one.last === null ? say("feed.no-message") : format.date(one.last)}</td>
      <td>
        {one.last !== null && <Badge variant={one.pace === "silent" ? "filled" : "outline"} color={one.pace === "silent" ? "orange.9" : "gray"} tt="none">{called(say, `feed.pace.${one.pace}`)}</Badge>}
        {one.pace === "silent" && one.silent_seconds !== null && one.longest_seconds !== null && <Text size="sm">{say("feed.silent", { hours: hours(one.silent_seconds), longest: hours(one.longest_seconds) })}</Text>}
        {one.pace === "unknown" && one.last !== null && <Text size="sm">{say("feed.few")}</Text>}
      </td>
      <td>{format.number(one.messages)}{one.tables > 0 && <Text size="sm" data-tables={one.tables}>{say("feed.tables", { n: format.number(one.tables) })}</Text>}</td>
      <td>{format.number(wrong)}</td>
    </tr>
  );
}
