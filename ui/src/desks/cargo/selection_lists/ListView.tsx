import { Anchor, Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffectEvent, useLayoutEffect, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { download } from "@/core/download";
import { useFormat } from "@/core/format";
import { pressed, stepped, typing } from "@/core/keys";
import { usePerson } from "@/core/session";
import { isolated } from "@/design/direction";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { BESIDE } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Cargo.module.css";
import { type Choice, listQuery, type ShiftList, useAcceptAll, useDecide, useMessage, useSign } from "../server";
import { called, useSay } from "../words";

const CHOICES: readonly { choice: Choice; code: string; sign: string }[] = [{ choice: "accept", code: "Digit1", sign: "1" }, { choice: "defer", code: "Digit2", sign: "2" }, { choice: "override", code: "Digit3", sign: "3" }];

/** The list of a shift: how much of its hands it takes, each line with why, decided about by keyboard, signed by somebody else. */
export function ListView({ params }: DeskPlace) {
  const found = useQuery(listQuery(params["list"] ?? ""));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return <Shown list={found.data} />;
}

function Shown({ list }: { list: ShiftList }) {
  const say = useSay();
  const [asks, setAsks] = useState<Choice | "">("");
  return (
    <Stack maw="90rem" mx="auto" data-list={list.shift_list}>
      <DeskHead title={<Data>{list.title}</Data>} help={say("list.help")} back={{ to: "list", name: say("list.make") }}><Signed list={list} deciding={asks !== ""} /></DeskHead>
      <Hands list={list} />
      <Text size="sm" data-order>{say("list.order")}</Text>
      <Remarks list={list} />
      <Lines key={list.shift_list} list={list} asks={asks} setAsks={setAsks} />
    </Stack>
  );
}

function Signed({ list, deciding }: { list: ShiftList; deciding: boolean }) {
  const say = useSay();
  const format = useFormat();
  const sign = useSign();
  const message = useMessage();
  const person = usePerson();
  const accept = useAcceptAll();
  const undecided = list.lines.flatMap((one) => (one.choice === "" ? [one.line.id] : []));
  return (
    <>
      <Group gap="md" role="status"><Text>{format.countedText(say("list.opened"), list.opened, { of: format.number(list.considered), scanned: format.number(list.scanned) })}</Text>
        {list.signed_by === "" && undecided.length > 0 && <Text data-undecided={undecided.length}>{say("list.undecided", { n: format.number(undecided.length) })}</Text>}
        {list.signed_by === "" && undecided.length > 0 && person.id === list.by && <Button size="xs" variant="default" loading={accept.isPending} disabled={deciding} title={deciding ? say("list.deciding") : undefined} onClick={() => { accept.mutate({ shift_list: list.shift_list, version: list.version, consignments: undecided }); }} data-accept-rest>{say("list.accept-rest")}</Button>}
        {list.signed_by === "" ? <Button size="xs" disabled={undecided.length > 0} onClick={() => { sign.mutate({ shift_list: list.shift_list, version: list.version }); }} loading={sign.isPending}>{say("list.sign")}</Button> : <Badge color="teal.9" tt="none">{say("list.signed")}</Badge>}
        <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `records/cargo-list/${list.shift_list}` }} {...props} />}>{say("list.paper")}</Anchor>
        {list.signed_by !== "" && <Button size="xs" variant="default" loading={message.isPending} data-message onClick={() => { message.mutate(list.shift_list, { onSuccess: (told) => { download(told.name, new Blob([told.text], { type: told.media })); } }); }}>{say("list.message")}</Button>}
      </Group>
      {list.signed_by !== "" && <Text data-next>{sign.isSuccess && <>{say("list.signed.now")} </>}<DeskLink to={`assign/${list.shift_list}`}>{say("list.assign")}</DeskLink></Text>}
      {deciding && <Text size="sm" role="note" data-deciding>{say("list.deciding")}</Text>}
      {sign.isError && sign.variables.version === list.version && <ErrorNote error={sign.error} />}
      {accept.isError && accept.variables.version === list.version && <ErrorNote error={accept.error} />}
      {message.isError && <ErrorNote error={message.error} />}
    </>
  );
}

function Hands({ list }: { list: ShiftList }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className={classes.hands}>
      {list.hands.map((hand) => {
        const share = hand.minutes === 0 ? 0 : Math.min(100, Math.round((100 * hand.used) / hand.minutes));
        return (
          <div key={hand.name} data-hand={hand.name}>
            <Text size="sm">{called(say, `hand.${hand.name}`)}: <Code>{`${format.number(hand.used)} / ${format.number(hand.minutes)}`}</Code> {say("list.minutes")}</Text>
            <div className={classes.bar} role="meter" aria-label={called(say, `hand.${hand.name}`)} aria-valuenow={hand.used} aria-valuemin={0} aria-valuemax={hand.minutes}><div className={classes.used} style={{ inlineSize: `${String(share)}%` }} /></div>
          </div>
        );
      })}
    </div>
  );
}

/** What whoever signs should know: held ones without hands, quotas that are short, and whether rules or a model lead. */
function Remarks({ list }: { list: ShiftList }) {
  const format = useFormat();
  return <ul className={classes.remarks} data-remarks>{list.remarks.map((text) => <li key={text}><Text size="sm"><Data>{format.sentence(text)}</Data></Text></li>)}</ul>;
}

function Lines({ list, asks, setAsks }: { list: ShiftList; asks: Choice | ""; setAsks: (asks: Choice | "") => void }) {
  const say = useSay();
  const decide = useDecide();
  const [at, setAt] = useState(0);
  const [reason, setReason] = useState("");
  const line = list.lines[at];
  const send = (choice: Choice, why: string, place = at, after = at + 1) => {
    const sent = list.lines[place];
    if (sent !== undefined) decide.mutate({ shift_list: list.shift_list, version: list.version, consignment: sent.line.id, choice, reason: why }, { onSuccess: () => { setAsks(""); setReason(""); setAt(Math.min(after, list.lines.length - 1)); } });
  };
  const click = (choice: Choice, place: number) => {
    decide.reset();
    setAt(place);
    if (choice === "accept") send(choice, "", place, place);
    else setAsks(choice);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (typing(event.target) || event.defaultPrevented || event.repeat) return;
    const next = stepped(event, at, list.lines.length);
    const way = list.signed_by === "" ? CHOICES.find((one) => pressed(event, one.code, one.sign)) : undefined;
    if (next !== null) { setAt(next); setAsks(""); }
    else if (way?.choice === "accept") send("accept", "");
    else if (way !== undefined) setAsks(way.choice);
    else return;
    event.preventDefault();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => { onKey(event); };
    window.addEventListener("keydown", listen);
    return () => { window.removeEventListener("keydown", listen); };
  }, []);
  return (
    <>
      {list.signed_by === "" && <Text size="sm" c="dimmed">{say("list.keys")}</Text>}
      {asks !== "" && line !== undefined && (
        <form onSubmit={(event) => { event.preventDefault(); send(asks, reason.trim()); }}>
          <Group align="end">
            <TextInput label={<>{say(`choice.${asks}`)}: <Data>{line.line.id}</Data></>} description={say("list.reason")} required minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} dir="auto" miw="24rem" autoFocus onKeyDown={(event) => { if (event.key === "Escape") setAsks(""); }} />
            <Button type="submit" loading={decide.isPending} disabled={reason.trim().length < 3}>{say("list.enter")}</Button>
            <Button variant="default" onClick={() => { setAsks(""); setReason(""); }}>{say("list.leave")}</Button>
          </Group>
        </form>
      )}
      {decide.isError && decide.variables.version === list.version && <ErrorNote error={decide.error} />}
      <div className={table.frame} tabIndex={0} role="region" aria-label={say("list")}>
        <table className={table.table}>
          <thead><tr>{(["place", "number", "examination", "why", "reasons", "choice"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
          <tbody>{list.lines.map((one, place) => <Line key={one.line.id} one={one} list={list} chosen={place === at} onChoose={() => { setAt(place); }} onDecide={(choice) => { click(choice, place); }} />)}</tbody>
        </table>
      </div>
    </>
  );
}

function Line({ one, list, chosen, onChoose, onDecide }: { one: ShiftList["lines"][number]; list: ShiftList; chosen: boolean; onChoose: () => void; onDecide: (choice: Choice) => void }) {
  const say = useSay();
  const format = useFormat();
  return (
    <tr aria-selected={chosen} className={classes.row} data-consignment={one.line.id} data-choice={one.choice} onClick={onChoose}>
      <td><Code>{format.number(one.line.place)}</Code></td>
      <th scope="row"><Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `arrivals/${encodeURIComponent(one.line.id)}` }} {...props} />}><Data>{one.line.id}</Data></Anchor>{[...one.line.containers, ...one.line.plates].map((name) => <Text key={name} size="xs" fw={400}><Data>{name}</Data></Text>)}{one.line.goods !== "" && <Text size="xs" fw={400}><Data>{one.line.goods}</Data></Text>}</th>
      <td>{called(say, `examination.${one.line.examination}`)}</td>
      <td>{called(say, `why.${one.line.why}`)}{one.line.probability < 1 && <>{BESIDE}{say("list.chance", { n: format.number(Math.max(1, Math.round(1 / one.line.probability))) })}</>}{one.line.why === "quota" && <Text size="xs">{called(say, `threat.${one.line.threat}`)}</Text>}</td>
      <td>{(one.line.why !== "harm" || one.line.reasons.length === 0) && <Text size="sm"><Data>{format.sentence(one.line.sentence)}</Data></Text>}{one.line.reasons.map((text, at) => <Text key={at} size="sm"><Data>{format.sentence(text)}</Data></Text>)}</td>
      <td>{one.choice === "" ? list.signed_by !== "" && "–" : called(say, `choice.${one.choice}`)}{list.signed_by === "" && <Group gap={4} mt={4}>{CHOICES.filter(({ choice }) => choice !== one.choice).map(({ choice }) => <Button key={choice} size="compact-xs" variant="default" aria-label={`${say(`choice.${choice}`)}: ${isolated(one.line.id)}`} onClick={() => { onDecide(choice); }}>{say(`choice.${choice}`)}</Button>)}</Group>}{one.reason !== "" && <Text size="xs"><Data>{one.reason}</Data></Text>}{list.signed_by !== "" && (one.choice === "" || one.choice === "accept") && <Anchor size="sm" display="block" data-to-sheet renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `sheet/${encodeURIComponent(one.line.id)}` }} search={{ list: list.shift_list }} {...props} />}>{say("sheet.open")}</Anchor>}</td>
    </tr>
  );
}
