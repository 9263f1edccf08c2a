import { Anchor, Badge, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffectEvent, useLayoutEffect, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { stepped, typing } from "@/core/keys";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Cargo.module.css";
import { type BoardQuestion, type Board, type BoardRow, boardQuery } from "../server";
import { called, useSay } from "../words";

const MODES = ["sea", "air", "road"] as const;
const modeOf = (given: string | undefined): BoardQuestion["mode"] => MODES.find((one) => one === given) ?? "";

/** What arrives by sea, air and road: any number or name leads to it, arrow keys and Enter open it. */
export function BoardView({ search, go }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const format = useFormat();
  const asked: BoardQuestion = { post: search["post"] ?? "", mode: modeOf(search["mode"]), day: search["day"] ?? "", text: search["text"] ?? "", after: search["after"] ?? "" };
  const [typed, setTyped] = useState(asked.text);
  const found = useQuery(boardQuery(asked, locale));
  const set = (more: Partial<BoardQuestion>) => {
    const next = { ...asked, after: "", ...more };
    go({ post: next.post || undefined, mode: next.mode || undefined, day: next.day || undefined, text: next.text || undefined, after: next.after || undefined });
  };
  return (
    <Stack maw="96rem" mx="auto" data-arrivals={found.data?.total ?? undefined}>
      <DeskHead title={say("arrivals")} help={say("arrivals.help")} />
      <form onSubmit={(event) => { event.preventDefault(); set({ text: typed.trim() }); }}>
        <Group align="end" gap="sm">
          <TextInput label={say("search")} description={say("search.help")} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); }} dir="auto" miw="20rem" />
          <Button type="submit">{say("search.go")}</Button>
          <NativeSelect label={say("mode")} value={asked.mode} onChange={(event) => { set({ mode: modeOf(event.currentTarget.value) }); }} data={[{ value: "", label: say("all") }, ...MODES.map((one) => ({ value: one, label: say(`mode.${one}`) }))]} />
          <NativeSelect label={say("post")} value={asked.post} onChange={(event) => { set({ post: event.currentTarget.value }); }} data={[{ value: "", label: say("all") }, ...(found.data?.posts ?? []).map((value) => ({ value, label: found.data?.names[value] ?? value }))]} />
          <NativeSelect label={say("day")} value={asked.day} onChange={(event) => { set({ day: event.currentTarget.value }); }} data={[{ value: "", label: say("all") }, ...(found.data?.days ?? []).map((value) => ({ value, label: format.date(value) }))]} />
        </Group>
      </form>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && <Lines board={found.data} asked={asked} onPage={(after) => { set({ after }); }} />}
    </Stack>
  );
}

function Lines({ board, asked, onPage }: { board: Board; asked: BoardQuestion; onPage: (after: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const [at, setAt] = useState(-1);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (typing(event.target) || event.defaultPrevented) return;
    const next = stepped(event, at, board.lines.length);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    document.querySelector<HTMLElement>(`[data-line="${String(next)}"] a`)?.focus();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => { onKey(event); };
    window.addEventListener("keydown", listen);
    return () => { window.removeEventListener("keydown", listen); };
  }, []);
  if (board.lines.length === 0 && board.after === "" && asked.after === "") return <Empty title={say("arrivals.none")} />;
  return (
    <>
      <Group gap="xl" role="status">
        <Text>{say("arrivals.all")}: {MODES.map((one) => `${say(`mode.${one}`)} ${format.number(board.counts[one] ?? 0)}`).join(say("comma"))}</Text>
        {board.total !== null && <Text fw={600}>{say("arrivals.total", { n: format.number(board.total) })}</Text>}
        {board.back !== "" && <Text fw={600} data-back>{say("arrivals.back", { day: format.date(board.back) })}</Text>}
        {asked.post !== "" && asked.day !== "" && <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: "list" }} search={{ post: asked.post, day: asked.day }} {...props} />}>{say("list.make")}</Anchor>}
      </Group>
      <Text size="sm" c="dimmed">{say("keys")}</Text>
      <div className={table.frame} tabIndex={0} role="region" aria-label={say("arrivals")}>
        <table className={table.table}>
          <thead><tr>{(["number", "day", "carried", "goods", "consignee", "weight", "differs", "papers", "rules", "opened"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
          <tbody>{board.lines.map((one, place) => <Line key={one.id} one={one} post={board.names[one.post] ?? one.post} place={place} chosen={place === at} />)}</tbody>
        </table>
      </div>
      <Group>
        {asked.after !== "" && <Button variant="default" size="compact-md" onClick={() => { onPage(""); }}>{say("arrivals.first")}</Button>}
        {board.after !== "" && <Button variant="default" size="compact-md" data-next onClick={() => { onPage(board.after); }}>{say(board.back === "" ? "arrivals.next" : "arrivals.further")}</Button>}
      </Group>
    </>
  );
}

function Line({ one, post, place, chosen }: { one: BoardRow; post: string; place: number; chosen: boolean }) {
  const say = useSay();
  const format = useFormat();
  return (
    <tr data-line={place} className={chosen ? classes.row : undefined} aria-selected={chosen}>
      <th scope="row"><Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `arrivals/${one.id}` }} {...props} />}><Data>{one.number === "" ? one.key : one.number}</Data></Anchor></th>
      <td><Data>{one.day === "" ? "–" : format.date(one.day)}</Data><Text size="xs">{called(say, `mode.${one.mode}`)}{BESIDE}<Data>{post}</Data></Text></td>
      <td>{one.boxes.map((box) => <Text key={box} size="sm"><Data>{box}</Data></Text>)}{one.tractor !== "" && <Text size="sm"><Data>{one.tractor}</Data>{one.trailer !== "" && <> + <Data>{one.trailer}</Data></>}</Text>}{one.boxes.length === 0 && one.tractor === "" && one.journey !== "" && <Text size="sm"><Data>{one.journey}</Data></Text>}</td>
      <td><Data>{one.goods}</Data></td>
      <td><Data>{one.consignee}</Data>{one.declarant !== "" && <Text size="xs"><Data>{one.declarant}</Data></Text>}</td>
      <td><Code>{one.gross === null ? "–" : format.number(one.gross)}</Code></td>
      <td>{one.differs.length === 0 ? "–" : one.differs.map((what) => <Badge key={what} color="red.9" tt="none" me={4}>{called(say, `differs.${what}`)}</Badge>)}</td>
      <td>{format.number(one.papers)}</td>
      <td>{one.rules.map((rule) => <Text key={rule} size="xs"><Data>{rule}</Data></Text>)}</td>
      <td>{one.opened !== "" && <Badge variant="outline" tt="none">{called(say, `opened.${one.opened}`)}</Badge>}</td>
    </tr>
  );
}
