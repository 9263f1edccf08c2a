import { Button, FileInput, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { DateField } from "@/parts/DateField";
import { DropZone } from "@/parts/DropZone";
import { ErrorNote } from "@/parts/Notes";

import { useAddList, type ListedPerson } from "../server";
import { useSay } from "../words";

/** A watchlist from a file: the file, what it is called, on which basis travellers are compared with it, whose it is and until when. */
export function AddWatchlistView() {
  const say = useSay();
  const format = useFormat();
  const add = useAddList();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [aliases, setAliases] = useState<File | null>(null);
  const [name, setName] = useState("");
  const [basis, setBasis] = useState("");
  const [owner, setOwner] = useState("");
  const [until, setUntil] = useState("");
  const [made, setMade] = useState<readonly ListedPerson[]>([]);
  const called = (file: File) => (files.length === 1 ? name : file.name.replace(/\.[^.]+$/, ""));
  const choose = (chosen: readonly File[]) => { setFiles(chosen); setMade([]); setName(chosen[0]?.name.replace(/\.[^.]+$/, "") ?? ""); };
  const start = async () => {
    for (const file of files) {
      const one = await add.mutateAsync({ file, aliases, name: called(file), basis, owner, until }).catch(() => null);
      if (one === null) return;
      setMade((before) => [...before, one]);
      setFiles((left) => left.filter((other) => other !== file));
    }
    setAliases(null);
  };
  return (
    <Stack maw="60rem" mx="auto" data-add-list={add.isPending ? "busy" : "ready"}>
      <DeskHead title={say("lists.add")} help={say("lists.add.help")} />
      <DropZone onFiles={(chosen) => { choose(chosen.map((one) => one.file)); }} />
      {made.map((one) => <Text key={one.id} role="status" data-made={one.id}>{say("lists.added", { n: format.number(one.people) })} <DeskLink to="lists"><Data>{one.name}</Data></DeskLink> {say("lists.compared", { compared: format.number(one.compared), fresh: format.number(one.fresh) })} {one.fresh > 0 && <DeskLink to="queue">{say("queue")}</DeskLink>}</Text>)}
      {files.length > 0 && (
        <form onSubmit={(event) => { event.preventDefault(); void start(); }}>
          <Stack>
            {files.map((file) => <Text key={file.name} size="sm"><Data>{file.name}</Data></Text>)}
            {files.length === 1 && <TextInput label={say("column.name")} value={name} onChange={(event) => { setName(event.currentTarget.value); }} required maxLength={120} dir="auto" />}
            <TextInput label={say("lists.basis")} description={say("lists.basis.help")} value={basis} onChange={(event) => { setBasis(event.currentTarget.value); }} required minLength={3} maxLength={500} dir="auto" />
            <TextInput label={say("column.owner")} value={owner} onChange={(event) => { setOwner(event.currentTarget.value); }} required maxLength={200} dir="auto" />
            <DateField label={say("column.until")} value={until} onValue={setUntil} required />
            <FileInput label={say("lists.aliases")} description={say("lists.aliases.help")} value={aliases} onChange={setAliases} clearable />
            {add.isError && <ErrorNote error={add.error} />}
            <Button type="submit" loading={add.isPending}>{say("lists.add")}</Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
