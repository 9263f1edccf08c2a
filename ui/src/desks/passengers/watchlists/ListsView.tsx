import { Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { separator } from "@/i18n/separator";
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
      <th scope="row"><DeskLink to={`records/watchlist/${one.id}`}><Data>{one.name}</Data></DeskLink>{one.asked_name !== "" && <Text size="xs" fw={400}>{say("lists.asked")} <Data>{one.asked_name}</Data>{one.agreed_name !== "" && <>{separator()}{say("lists.agreed")} <Data>{one.agreed_name}</Data>{one.agreed_because !== "" && <>: <Data>{one.agreed_because}</Data></>}</>}</Text>}{one.person != null && <Listed person={one.person} />}</th>
      <td><Badge variant="outline" tt="none" miw="max-content">{say(one.waits ? "lists.waits" : one.in_use ? "lists.used" : "lists.over")}</Badge></td>
      <td>{format.number(one.people)}</td>
      <td>{called(say, `form.${one.case !== "" ? "case" : one.asked_by !== "" ? "person" : one.form}`)}{one.case !== "" && <> <Code>{one.case}</Code></>}</td>
      <td><Data>{one.owner}</Data></td>
      <td><Data>{one.basis}</Data></td>
      <td>{format.date(one.until)}</td>
      <td><Acts one={one} onDone={onDone} /></td>
    </tr>
  );
}

/** Who was put on by name: what tells the person from namesakes, and why. */
function Listed({ person }: { person: NonNullable<Watchlist["person"]> }) {
  const say = useSay();
  const row = (name: "born" | "documents" | "spellings" | "reason", values: readonly string[]) => (
    <Text size="sm" fw={400} data-listed={name}>{say(`listed.${name}`)}: {values.filter((one) => one !== "").length === 0 ? "–" : values.map((one, at) => <span key={one}>{at > 0 && separator()}<Data>{one}</Data></span>)}</Text>
  );
  return <>{row("born", person.born)}{row("documents", person.documents)}{person.spellings.length > 0 && row("spellings", person.spellings)}{row("reason", [person.reason])}</>;
}

/** Agreeing as a second person, and ending a list; each with the reason, each can be left. */
function Acts({ one, onDone }: { one: Watchlist; onDone: (done: Done) => void }) {
  const say = useSay();
  const end = useEndList();
  const agree = useAgree();
  const [asks, setAsks] = useState<"agree" | "end" | null>(null);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const needed = asks === "agree" || one.asked_by !== "";
  const short = needed && reason.trim().length < 3;
  const leave = () => { setAsks(null); setTried(false); setReason(""); };
  // said by the promise: the line is gone by the time the lists were asked for again
  const finish = () => {
    setTried(true);
    if (short) return;
    const given = { one, reason: reason.trim() };
    if (asks === "agree") {
      void agree.mutateAsync(given).then(({ compared, fresh }) => { leave(); onDone({ name: one.name, what: "agreed", compared, fresh }); }, () => undefined);
      return;
    }
    const what = one.waits && !one.mine ? "refused" : "ended";
    void end.mutateAsync(given).then(() => { leave(); onDone({ name: one.name, what }); }, () => undefined);
  };
  const word = say(!one.waits ? "lists.end" : one.mine ? "lists.withdraw" : "lists.refuse");
  return (
    <>
      {asks !== null ? (
        <form noValidate onSubmit={(event) => { event.preventDefault(); finish(); }}>
          <Stack gap="xs" miw="14rem">
            <TextInput size="xs" label={say(asks === "agree" ? "lists.agree.reason" : "lists.reason")} value={reason} maxLength={500} error={tried && short ? say("lists.wrong.reason") : undefined} dir="auto" autoFocus data-reason onChange={(event) => { setReason(event.currentTarget.value); }} onKeyDown={(event) => { if (event.key === "Escape") leave(); }} />
            <Group gap="xs">
              <Button size="compact-sm" type="submit" loading={end.isPending || agree.isPending} data-now={asks}>{asks === "agree" ? say("lists.agree") : word}</Button>
              <Button size="compact-sm" variant="subtle" data-leave onClick={leave}>{say("leave")}</Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Group gap="xs">
          {one.waits && !one.mine && <Button size="compact-sm" data-agree onClick={() => { setAsks("agree"); }}>{say("lists.agree")}</Button>}
          <Button size="compact-sm" variant="default" data-end onClick={() => { setAsks("end"); }}>{word}</Button>
        </Group>
      )}
      {end.isError && <ErrorNote error={end.error} />}
      {agree.isError && <ErrorNote error={agree.error} />}
    </>
  );
}
