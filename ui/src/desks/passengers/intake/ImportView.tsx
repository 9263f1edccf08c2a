import { Alert, Anchor, Progress, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import type { Chosen } from "@/core/sources";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { FileProblems, FileUnread } from "@/desks/kit/FileNotes";
import { DropZone } from "@/parts/DropZone";
import { ErrorNote } from "@/parts/Notes";

import { type Screened, type TableTerms, UNSAID, useImport } from "../server";
import { useSay } from "../words";
import { type OnCame, TableQuestions, TableRead } from "./TableParts";

/** One file: waiting, being imported, or what came of it. */
interface Line {
  no: number;
  name: string;
  file: File;
  source: string;
  came: Screened | null;
  unread: unknown;
  error: unknown;
  done: boolean;
  said: TableTerms;
}

/** Passenger lists and bookings of airlines, file by file: sealed, imported, screened, and what came of each. */
export function ImportView() {
  const say = useSay();
  const format = useFormat();
  const send = useImport();
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [busy, setBusy] = useState(false);
  const start = async (chosen: readonly Chosen[]) => {
    const fresh: Line[] = chosen.map(({ name, file }, at) => ({ no: lines.length + at, name, file, source: "", came: null, unread: null, error: null, done: false, said: UNSAID }));
    setLines((before) => [...fresh, ...before]);
    setBusy(true);
    for (const one of fresh) {
      const came = await send.mutateAsync(one.file).then((made) => ({ ...one, ...made, error: null, done: true }), (error: unknown) => ({ ...one, error, done: true }));
      setLines((before) => before.map((line) => (line.no === one.no ? came : line)));
    }
    setBusy(false);
  };
  const done = lines.filter((one) => one.done).length;
  const taken = lines.filter((one) => kept(one.came)).length;
  const hits = lines.reduce((sum, one) => sum + (one.came?.fresh ?? 0), 0);
  return (
    <Stack maw="70rem" mx="auto" data-import={busy ? "busy" : "ready"}>
      <DeskHead title={say("import")} help={say("import.help")} />
      {!busy && <DropZone onFiles={(chosen) => { if (chosen.length > 0) void start(chosen); }} />}
      {lines.length > 0 && (
        <Stack gap={4}>
          <Progress value={(100 * done) / lines.length} aria-label={say("import")} />
          <Text role="status">{say("import.done", { n: format.number(done), all: format.number(lines.length) })} {say("import.taken", { n: format.number(taken) })}{done > taken && <b data-lost={done - taken}> {say("import.lost", { n: format.number(done - taken) })}</b>}{!busy && <> {say("import.hits", { n: format.number(hits) })} {hits > 0 && <DeskLink to="queue">{say("queue")}</DeskLink>}</>}</Text>
        </Stack>
      )}
      {lines.map((one) => <Came key={one.no} line={one} onCame={(came, said) => { setLines((before) => before.map((line) => (line.no === one.no ? { ...line, came, said } : line))); }} />)}
    </Stack>
  );
}

/** Whether anything came of a file: a table in which nobody could be read is not imported. */
const kept = (came: Screened | null): boolean => imported(came) && (came.what === "message" || came.travellers > 0);

const imported = (came: Screened | null): came is Screened => came?.what === "message" || came?.what === "passengers";

function Came({ line: { name, source, came, unread, error, done, said }, onCame }: { line: Line; onCame: OnCame }) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-label={name} data-came={!done ? "waiting" : kept(came) ? "imported" : "refused"}>
      <Title order={2} size="h4"><Data>{name}</Data></Title>
      {!done && <Text size="sm" c="dimmed">{say("import.waiting")}</Text>}
      {done && came === null && <ErrorNote error={error} />}
      {came?.what === "table" && <TableQuestions source={source} came={came} onCame={onCame} />}
      {(came?.what === "empty" || came?.what === "other") && <NoMessage source={source} what={came.what} />}
      {imported(came) && (
        <>
          {came.what === "passengers" && <TableRead source={source} came={came} said={said} onCame={onCame} />}
          {came.before != null && said === UNSAID && <Text data-before>{say("import.before", { when: format.date(`${came.before.slice(0, 19)}Z`) })} <Anchor renderRoot={(props) => <Link to="/sources/$id" params={{ id: source }} {...props} />}>{say("import.open")}</Anchor></Text>}
          <Text>{say("import.came", { people: format.number(came.travellers), new: format.number(came.new), changed: format.number(came.changed), same: format.number(came.same + came.older), hits: format.number(came.fresh), known: format.number(came.known + came.remembered) })} <DeskLink to="board">{say("board")}</DeskLink></Text>
          {came.travellers === 0 && <Text size="sm">{say("import.nobody")}</Text>}
          {came.unnamed > 0 && <Text size="sm">{say("import.unnamed", { n: format.number(came.unnamed) })}</Text>}
          <FileUnread source={source} text={say("import.unread")} error={unread} />
          <FileProblems title={say("import.problems", { n: format.number(came.problems.length) })} problems={came.problems.slice(0, 50)} />
        </>
      )}
    </section>
  );
}

/** A file that holds no message of an airline and no table: what it is, that nothing came of it, and which files are taken. */
function NoMessage({ source, what }: { source: string; what: "empty" | "other" }) {
  const say = useSay();
  return (
    <Alert variant="default" title={say(`import.what.${what}`)} data-what={what}>
      <Text size="sm">{say("import.not")}</Text>
      {what !== "empty" && <Anchor size="sm" renderRoot={(props) => <Link to="/sources/$id" params={{ id: source }} {...props} />}>{say("import.open")}</Anchor>}
    </Alert>
  );
}
