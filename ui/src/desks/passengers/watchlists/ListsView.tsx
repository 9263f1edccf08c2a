import { Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { Rows } from "@/parts/Rows";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import { listsQuery, useAgree, useEndList, type Watchlist } from "../server";
import { called, useSay } from "../words";

/** What was done with a list. */
interface Done {
  name: string;
  what: "agreed" | "ended" | "refused";
  /** Of an agreement: passengers already held who were compared, and the hits among them. */
  compared?: number;
  fresh?: number;
}

/** The list manager: what travellers are compared with, on which basis, whose it is, until when; a list is ended here and taken into use from a file, a case or by one name, to which a second person agrees. */
export function ListsView({ search }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(listsQuery);
  const [done, setDone] = useState<Done | null>(null);
  const chosen = search["list"] ?? "";
  return (
    <Stack maw="95rem" mx="auto" data-lists>
      <DeskHead title={say("lists")} help={say("lists.help")} />
      <Group gap="md"><DeskLink to="lists/person">{say("person.add")}</DeskLink><DeskLink to="lists/add">{say("lists.add")}</DeskLink><DeskLink to="operations/lists-of-case">{say("lists.case")}</DeskLink><DeskLink to="registers/lists">{say("lists.register")}</DeskLink></Group>
      <div role="status">{done !== null && <Text data-done={done.what}><Data>{done.name}</Data>: {say(`lists.done.${done.what}`, { compared: format.number(done.compared ?? 0), fresh: format.number(done.fresh ?? 0) })} {(done.fresh ?? 0) > 0 && <DeskLink to="queue">{say("queue")}</DeskLink>}</Text>}</div>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (found.data.lists.length === 0 ? <Empty title={say("lists.none")} /> : (
        <Rows label={say("lists")} columns={(["name", "state", "people", "form", "owner", "basis", "until", "end"] as const).map((name) => say(`column.${name}`))}>
          {[...found.data.lists].sort((one, other) => Number(other.id === chosen) - Number(one.id === chosen)).map((one) => <Line key={one.id} one={one} chosen={one.id === chosen} onDone={setDone} />)}
        </Rows>
      ))}
    </Stack>
  );
}

function Line({ one, chosen, onDone }: { one: Watchlist; chosen: boolean; onDone: (done: Done) => void }) {
  const say = useSay();
  const format = useFormat();
  return (
    <tr data-list={one.id} data-used={one.in_use} data-waits={one.waits} aria-current={chosen || undefined}>
      <th scope="row"><DeskLink to={`records/watchlist/${one.id}`}><Data>{one.name}</Data></DeskLink>{one.asked_name !== "" && <Text size="xs" fw={400}>{say("lists.asked")} <Data>{one.asked_name}</Data>{one.agreed_name !== "" && <> · {say("lists.agreed")} <Data>{one.agreed_name}</Data></>}</Text>}</th>
      <td><Badge variant="outline" tt="none">{say(one.waits ? "lists.waits" : one.in_use ? "lists.used" : "lists.over")}</Badge></td>
      <td>{format.number(one.people)}</td>
      <td>{called(say, `form.${one.case !== "" ? "case" : one.form}`)}{one.case !== "" && <> <Code>{one.case}</Code></>}</td>
      <td><Data>{one.owner}</Data></td>
      <td><Data>{one.basis}</Data></td>
      <td>{format.date(one.until)}</td>
      <td><Acts one={one} onDone={onDone} /></td>
    </tr>
  );
}

/** Agreeing as a second person, and ending a list with the reason. */
function Acts({ one, onDone }: { one: Watchlist; onDone: (done: Done) => void }) {
  const say = useSay();
  const end = useEndList();
  const agree = useAgree();
  const [asks, setAsks] = useState(false);
  const [reason, setReason] = useState("");
  // said by the promise: the line is gone by the time the lists were asked for again
  const finish = () => { void end.mutateAsync({ one, reason }).then(() => { onDone({ name: one.name, what: one.waits && !one.mine ? "refused" : "ended" }); }, () => undefined); };
  const consent = () => { void agree.mutateAsync(one).then(({ compared, fresh }) => { onDone({ name: one.name, what: "agreed", compared, fresh }); }, () => undefined); };
  const word = say(!one.waits ? "lists.end" : one.mine ? "lists.withdraw" : "lists.refuse");
  return (
    <>
      {asks ? (
        <form onSubmit={(event) => { event.preventDefault(); finish(); }}>
          <Group gap="xs" wrap="nowrap" align="end">
            <TextInput size="xs" label={say("lists.reason")} value={reason} maxLength={500} required={one.asked_by !== ""} withAsterisk={false} dir="auto" autoFocus data-reason onChange={(event) => { setReason(event.currentTarget.value); }} onKeyDown={(event) => { if (event.key === "Escape") setAsks(false); }} />
            <Button size="compact-sm" type="submit" loading={end.isPending} data-end-now>{word}</Button>
          </Group>
        </form>
      ) : (
        <Group gap="xs">
          {one.waits && !one.mine && <Button size="compact-sm" loading={agree.isPending} data-agree onClick={consent}>{say("lists.agree")}</Button>}
          <Button size="compact-sm" variant="default" data-end onClick={() => { setAsks(true); }}>{word}</Button>
        </Group>
      )}
      {end.isError && <ErrorNote error={end.error} />}
      {agree.isError && <ErrorNote error={agree.error} />}
    </>
  );
}
