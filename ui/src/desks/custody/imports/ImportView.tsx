import { Button, Progress, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";

import { useKindTitles } from "@/core/desks/open";
import { useFormat } from "@/core/format";
import type { Chosen } from "@/core/sources";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { FileProblems } from "@/desks/kit/FileNotes";
import { DropZone } from "@/parts/DropZone";
import { ErrorNote } from "@/parts/Notes";

import { Go } from "../forms/Go";
import { type Imported, useImport, useSeal } from "../server";
import { useSay } from "../words";

/** One file: waiting to be sealed, sealed, or refused. */
interface Line { name: string; file: File; source: string; error: unknown }

/** Registers and door logs, several at once: each is sealed, then all are read together, so that orders find their bookings; and what came of each. */
export function ImportView() {
  const say = useSay();
  const format = useFormat();
  const seal = useSeal();
  const read = useImport();
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [step, setStep] = useState<"ready" | "sealing" | "reading" | "done">("ready");
  const start = async (chosen: readonly Chosen[]) => {
    read.reset();
    let now: readonly Line[] = chosen.map(({ name, file }) => ({ name, file, source: "", error: null }));
    setLines(now);
    setStep("sealing");
    for (const [at, one] of now.entries()) {
      const came = await seal.mutateAsync(one.file).then((kept) => ({ ...one, source: kept?.id ?? "" }), (error: unknown) => ({ ...one, error }));
      now = now.map((line, no) => (no === at ? came : line));
      setLines(now);
    }
    const sources = now.map((one) => one.source).filter((one) => one !== "");
    setStep("reading");
    if (sources.length > 0) await read.mutateAsync(sources).catch(() => undefined);
    setStep("done");
  };
  const busy = step === "sealing" || step === "reading";
  const sealedAll = lines.filter((one) => one.source !== "" || one.error !== null).length;
  return (
    <Stack maw="70rem" mx="auto" data-import={step}>
      <DeskHead title={say("import")} help={say("import.help")} />
      {!busy && <DropZone onFiles={(chosen) => { if (chosen.length > 0) void start(chosen); }} />}
      {lines.length > 0 && (
        <Stack gap={4}>
          <Progress value={step === "done" ? 100 : (90 * sealedAll) / lines.length} aria-label={say("import")} />
          <Text role="status">{step === "done" ? (read.isError || read.data === undefined ? say("import.failed") : say("import.done", { n: format.number(lines.length), new: format.number(sum(read.data, "new")), changed: format.number(sum(read.data, "changed")) })) : say(step === "reading" ? "import.reading" : "import.sealing", { n: format.number(sealedAll), all: format.number(lines.length) })}</Text>
        </Stack>
      )}
      {read.isError && <ErrorNote error={read.error} />}
      {lines.map((one) => <Came key={one.name} line={one} read={read.data} done={step === "done"} />)}
      {step === "done" && read.data !== undefined && <Go to="today" style={{ alignSelf: "start" }}>{say("today")}</Go>}
      {step === "done" && read.isError && <Button style={{ alignSelf: "start" }} onClick={() => void start(lines)}>{say("import.again")}</Button>}
    </Stack>
  );
}

const sum = (read: Imported, name: "new" | "changed"): number => read.files.reduce((total, one) => total + one[name], 0);

function Came({ line, read, done }: { line: Line; read: Imported | undefined; done: boolean }) {
  const say = useSay();
  const format = useFormat();
  const titleOf = useKindTitles("custody");
  const name = line.name.split("/").at(-1) ?? line.name;
  const tables = read?.files.filter((one) => one.file === name || one.file === line.name) ?? [];
  const problems = read?.problems.filter((one) => one.place.startsWith(name) || one.place.startsWith(line.name)) ?? [];
  return (
    <section aria-label={name} data-came={line.error !== null ? "refused" : !done ? "waiting" : "imported"}>
      <Title order={2} size="h4"><Data>{line.name}</Data></Title>
      {line.error !== null ? <ErrorNote error={line.error} /> : !done ? <Text size="sm" c="dimmed">{say(line.source === "" ? "import.waiting" : "import.sealed")}</Text> : read === undefined ? null : tables.length === 0 ? <Text size="sm">{say("import.no-table")}</Text> : tables.map((one, at) => (
        <Text key={at}><b>{one.kind === "" ? say("import.unknown") : one.kind === "passes" ? say("import.passes") : <Data>{titleOf(one.kind)}</Data>}</b>: {say("import.came", { rows: format.number(one.rows), new: format.number(one.new), changed: format.number(one.changed), same: format.number(one.same), lost: format.number(one.lost) })}</Text>
      ))}
      <FileProblems title={say("import.problems", { n: format.number(problems.length) })} problems={problems.slice(0, 50)} />
    </section>
  );
}
