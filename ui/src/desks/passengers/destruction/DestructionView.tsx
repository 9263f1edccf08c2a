import { Alert, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { separator } from "@/i18n/separator";
import { Rows } from "@/parts/Rows";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import { destructionQuery, type Wish } from "../server";
import { called, useSay } from "../words";

/** What is past its term: counted and listed without content, since nobody reads it any more; who asked for its destruction, and the way to ask and to confirm as another person. */
export function DestructionView() {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(destructionQuery);
  const data = found.data;
  return (
    <Stack maw="95rem" mx="auto" data-destruction>
      <DeskHead title={say("destruction")} help={say("destruction.help")} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {data !== undefined && (
        <>
          {!data.trusted && <Alert color="orange" data-untrusted>{say("destruction.untrusted")}</Alert>}
          {data.wishes.length > 0 && (
            <Rows label={say("destruction.requests")} columns={(["order", "asked", "records", "originals", "state", "next"] as const).map((name) => say(`destruction.${name}`))}>
              {data.wishes.map((one) => <Line key={one.id} one={one} />)}
            </Rows>
          )}
          {data.total + data.originals.length === 0 ? <Empty title={say("destruction.none")} /> : (
            <>
              <Text role="status">{say("destruction.over", { records: format.number(data.total), originals: format.number(data.originals.length) })}</Text>
              {data.wishes.length === 0 && <Group><DeskLink to="operations/destruction-ask">{say("destruction.ask")}</DeskLink></Group>}
              <Rows label={say("destruction")} columns={(["kind", "number", "last", "days"] as const).map((name) => say(`destruction.${name}`))}>
                {data.records.map((one) => (
                  <tr key={one.id} data-over={one.id}>
                    <td>{called(say, `kind.${one.kind}`)}</td>
                    <td><Text size="xs" c="dimmed"><Code>{one.id}</Code></Text></td>
                    <td>{format.date(one.last_day)}</td>
                    <td>{format.number(one.days_over)}</td>
                  </tr>
                ))}
                {data.originals.map((one) => (
                  <tr key={one.document} data-over={one.document}>
                    <td>{say("destruction.original")}</td>
                    <td><Data>{one.name}</Data><Number id={one.document} /></td>
                    <td /><td />
                  </tr>
                ))}
              </Rows>
              {data.total > data.records.length && <Text size="sm" c="dimmed">{say("destruction.more", { n: format.number(data.total - data.records.length) })}</Text>}
            </>
          )}
        </>
      )}
    </Stack>
  );
}

function Line({ one }: { one: Wish }) {
  const say = useSay();
  const format = useFormat();
  return (
    <tr data-wish={one.id}>
      <th scope="row"><Data>{one.order}</Data><Number id={one.id} /></th>
      <td><Data>{one.asked_by_name}</Data>{separator()}{format.date(one.asked_at)}</td>
      <td>{format.number(one.records)}</td>
      <td>{format.number(one.originals)}</td>
      <td>{say(one.state === "confirmed" ? "destruction.confirmed" : "destruction.asked-state")}</td>
      <td>{one.mine ? <Group gap="md"><Text size="sm">{say("destruction.mine")}</Text><DeskLink to="operations/destruction-withdraw" search={{ id: one.id }}>{say("destruction.withdraw")}</DeskLink></Group> : <DeskLink to="operations/destruction-confirm" search={{ id: one.id }}>{say("destruction.confirm")}</DeskLink>}</td>
    </tr>
  );
}

/** The number of a request or an original, small below its name. */
function Number({ id }: { id: string }) {
  const say = useSay();
  return <Text size="xs" c="dimmed" fw={400}>{say("destruction.number")} <Code>{id}</Code></Text>;
}
