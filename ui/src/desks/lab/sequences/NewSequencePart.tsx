import { Button, FileInput, Group, NativeSelect, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { isolated } from "@/design/direction";
import { DropZone } from "@/parts/DropZone";
import { ErrorNote } from "@/parts/Notes";

import { useLoad } from "../server";
import { useSay } from "../words";
import { accepts, BESIDE, needed, type NewSequence, NOTHING, packed, sequenceOf, sheets, type Wanted, wanting, withBeside } from "./pack";

/** Takes a sequence in as the instrument left it: the folder of its runs, and what its answer rests on. A ZIP that holds all of it is taken as it is. */
export function NewSequencePart({ caseId, onTaken }: { caseId: string; onTaken: (job: number) => void }) {
  const say = useSay();
  const format = useFormat();
  const load = useLoad();
  const [made, setMade] = useState<NewSequence>(NOTHING);
  const [name, setName] = useState("");
  const [whole, setWhole] = useState<File | null>(null);
  const [asked, setAsked] = useState(false);
  const missing = whole === null ? wanting(made) : [];
  const wants = (part: Wanted) => (asked && missing.includes(part) ? say(`bench.wants.${part}`) : undefined);
  const clear = () => {
    setMade(NOTHING);
    setWhole(null);
    setName("");
    setAsked(false);
  };
  const take = async () => {
    setAsked(true);
    if (missing.length > 0) return;
    const file = whole ?? (await packed(made, name.trim() || say("sequence.unnamed")));
    load.mutate({ caseId, file }, { onSuccess: ({ no }) => { clear(); onTaken(no); } });
  };
  const chosen = made.files.size > 0;
  return (
    <Paper withBorder p="md" component="form" noValidate aria-labelledby="new-sequence" data-new-sequence onSubmit={(event: React.SyntheticEvent) => { event.preventDefault(); void take(); }}>
      <Stack gap="sm">
        <Title order={2} size="h4" id="new-sequence">{say("bench.new")}</Title>
        <Text size="sm">{say("bench.new.help")}</Text>
        {whole === null && (
          <DropZone onFiles={(files) => {
            const [only] = files;
            if (files.length === 1 && only !== undefined && /\.zip$/i.test(only.name)) { setWhole(only.file); return; }
            setMade((before) => ({ ...sequenceOf(files), beside: { ...before.beside, ...sequenceOf(files).beside } }));
            setName(files[0]?.name.includes("/") === true ? (files[0].name.split("/")[0] ?? "") : "");
          }} />
        )}
        {whole !== null && <Text size="sm" data-whole><bdi>{whole.name}</bdi> <Button size="compact-xs" variant="subtle" onClick={clear}>{say("bench.other")}</Button></Text>}
        {wants("files") !== undefined && <Text size="sm" c="red.9" role="alert">{wants("files")}</Text>}
        {whole === null && chosen && (
          <>
            <Text size="sm" data-chosen={made.files.size}>{say("bench.files", { n: format.number(made.files.size) })} <Button size="compact-xs" variant="subtle" onClick={clear}>{say("bench.other")}</Button></Text>
            <Group align="flex-start">
              <TextInput label={say("bench.name")} value={name} dir="auto" w="16rem" onChange={(event) => { setName(event.currentTarget.value); }} />
              <NativeSelect label={say("bench.sheet")} w="16rem" value={made.sheet} error={wants("sheet")} data={[{ value: "", label: say("bench.choose") }, ...sheets(made.files).map((one) => ({ value: one, label: isolated(one) }))]} onChange={(event) => { setMade({ ...made, sheet: event.currentTarget.value }); }} />
            </Group>
            <Group align="flex-start">
              {BESIDE.map((one) => (
                <FileInput key={one} label={say(`bench.beside.${one}`)} description={say(`bench.beside.${one}.help`)} required={needed(one)} w="16rem" clearable accept={accepts[one]} value={made.beside[one] ?? null} error={needed(one) ? wants(one) : undefined} data-beside={one}
                  onChange={(file) => { setMade(withBeside(made, one, file)); }} />
              ))}
            </Group>
          </>
        )}
        <Group><Button type="submit" loading={load.isPending}>{say("bench.load")}</Button></Group>
        {load.isError && <ErrorNote error={load.error} />}
      </Stack>
    </Paper>
  );
}
