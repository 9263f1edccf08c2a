import { Badge, Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { Rows } from "@/parts/Rows";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import { listsQuery, useEndList, type Watchlist } from "../server";
import { called, useSay } from "../words";

/** The list manager: what travellers are compared with, on which basis, whose it is, until when; a list is ended here and taken into use from a file or a case. */
export function ListsView() {
  const say = useSay();
  const found = useQuery(listsQuery);
  const end = useEndList();
  return (
    <Stack maw="95rem" mx="auto" data-lists>
      <DeskHead title={say("lists")} help={say("lists.help")} />
      <Group gap="md"><DeskLink to="lists/add">{say("lists.add")}</DeskLink><DeskLink to="operations/lists-of-case">{say("lists.case")}</DeskLink><DeskLink to="registers/lists">{say("lists.register")}</DeskLink></Group>
      {end.isError && <ErrorNote error={end.error} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (found.data.lists.length === 0 ? <Empty title={say("lists.none")} /> : (
        <Rows label={say("lists")} columns={(["name", "state", "people", "form", "owner", "basis", "until", "end"] as const).map((name) => say(`column.${name}`))}>
          {found.data.lists.map((one) => <Line key={one.id} one={one} busy={end.isPending} end={() => { end.mutate(one); }} />)}
        </Rows>
      ))}
    </Stack>
  );
}

function Line({ one, busy, end }: { one: Watchlist; busy: boolean; end: () => void }) {
  const say = useSay();
  const format = useFormat();
  return (
    <tr data-list={one.id} data-used={one.in_use}>
      <th scope="row"><DeskLink to={`records/watchlist/${one.id}`}><Data>{one.name}</Data></DeskLink></th>
      <td><Badge variant="outline" tt="none">{say(one.in_use ? "lists.used" : "lists.over")}</Badge></td>
      <td>{format.number(one.people)}</td>
      <td>{called(say, `form.${one.case !== "" ? "case" : one.form}`)}{one.case !== "" && <> <Code>{one.case}</Code></>}</td>
      <td><Data>{one.owner}</Data></td>
      <td><Data>{one.basis}</Data></td>
      <td>{format.date(one.until)}</td>
      <td>{one.in_use && <Button size="compact-sm" variant="default" disabled={busy} data-end onClick={end}>{say("lists.end")}</Button>}</td>
    </tr>
  );
}
