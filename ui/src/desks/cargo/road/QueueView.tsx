import { Anchor, Badge, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { isolated } from "@/design/direction";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import table from "@/parts/Table.module.css";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import { boardQuery, type NoteWhat, type Queue, queueQuery, useNote } from "../server";
import { called, useSay } from "../words";

const NOTES = ["lane", "weighed", "scanned", "transfer", "exit"] as const satisfies readonly NoteWhat[];

/** The queue of a land crossing: each lane with the lorries that wait in it, the longest first; what is seen at the lane is noted beside the lorry. */
export function QueueView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const board = useQuery(boardQuery({ post: "", mode: "road", day: "", text: "", after: "" }, locale));
  const roads = [...new Set(board.data?.lines.map((one) => one.post))];
  const post = search["post"] ?? roads[0] ?? board.data?.posts[0] ?? "";
  const found = useQuery(queueQuery(post, search["at"] ?? ""));
  if (board.isPending) return <Loading />;
  if (board.isError) return <ErrorNote error={board.error} retry={() => void board.refetch()} />;
  return (
    <Stack maw="96rem" mx="auto" data-queue={found.data?.waiting}>
      <DeskHead title={say("queue")} help={say("queue.help")} />
      <Group align="end">
        <NativeSelect label={say("post")} value={post} onChange={(event) => { go({ post: event.currentTarget.value }); }} data={board.data.posts.map((one) => ({ value: one, label: isolated(board.data.names[one] ?? one) }))} />
      </Group>
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <Text role="status">{say("queue.told", { waiting: format.number(found.data.waiting), left: format.number(found.data.left), when: format.date(found.data.as_of) })}{found.data.median_minutes !== null && <> {say("queue.median", { n: format.number(found.data.median_minutes) })}</>}</Text>
          {found.data.lanes.length === 0 && <Empty title={say("queue.none")} />}
          {found.data.lanes.map((lane) => <Lane key={lane.lane} lane={lane} />)}
        </>
      )}
    </Stack>
  );
}

function Lane({ lane }: { lane: Queue["lanes"][number] }) {
  const say = useSay();
  const format = useFormat();
  const name = lane.lane === "" ? say("queue.no-lane") : say("queue.lane", { lane: lane.lane });
  return (
    <section aria-label={name} data-lane={lane.lane}>
      <Title order={2} size="h3" mb="xs">{name} <Text span size="md">({format.number(lane.lines.length)})</Text></Title>
      <div className={table.frame} tabIndex={0} role="region" aria-label={name}>
        <table className={table.table}>
          <thead><tr>{(["number", "carried", "goods", "waits", "done", "note"] as const).map((column) => <th key={column} scope="col">{say(`column.${column}`)}</th>)}</tr></thead>
          <tbody>
            {lane.lines.map((one) => (
              <tr key={one.id} data-lorry={one.number}>
                <th scope="row"><Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `arrivals/${one.id}` }} {...props} />}><Data>{one.number}</Data></Anchor></th>
                <td><Data>{one.tractor}</Data>{one.trailer !== "" && <> + <Data>{one.trailer}</Data></>}</td>
                <td><Data>{one.goods}</Data></td>
                <td>{one.minutes < 120 ? say("queue.minutes", { n: format.number(one.minutes) }) : say("queue.hours", { h: format.number(Math.floor(one.minutes / 60)), m: format.number(one.minutes % 60) })}</td>
                <td>{one.steps.map((step) => <Badge key={step} variant="outline" tt="none" me={4}>{called(say, `event.${step}`)}</Badge>)}{one.opened !== "" && <Badge color={one.opened === "find" ? "red.9" : "gray.8"} tt="none">{called(say, `opened.${one.opened}`)}</Badge>}</td>
                <td><Note consignment={one.id} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Note({ consignment }: { consignment: string }) {
  const say = useSay();
  const note = useNote();
  const [what, setWhat] = useState<(typeof NOTES)[number]>("lane");
  const [value, setValue] = useState("");
  return (
    <form onSubmit={(event) => { event.preventDefault(); note.mutate({ consignment, what, place: "", lane: what === "lane" ? value : "", value: what === "lane" ? "" : value }, { onSuccess: () => { setValue(""); } }); }}>
      <Group gap={4} wrap="nowrap">
        <NativeSelect size="xs" aria-label={say("column.note")} value={what} onChange={(event) => { note.reset(); setWhat(NOTES.find((one) => one === event.currentTarget.value) ?? "lane"); }} data={NOTES.map((one) => ({ value: one, label: called(say, `event.${one}`) }))} />
        {what !== "exit" && <TextInput size="xs" aria-label={say(`note.${what}`)} placeholder={say(`note.${what}`)} value={value} onChange={(event) => { note.reset(); setValue(event.currentTarget.value); }} dir="auto" maw="9rem" required />}
        <Button size="compact-xs" type="submit" variant="default" loading={note.isPending}>{say("note.do")}</Button>
      </Group>
      {note.isError && <ErrorNote error={note.error} />}
    </form>
  );
}
