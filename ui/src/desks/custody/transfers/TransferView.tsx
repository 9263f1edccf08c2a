import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { DeskHead } from "@/desks/kit/DeskHead";
import { ErrorNote, Loading } from "@/parts/Notes";

import { personQuery } from "../server";
import { useSay } from "../words";
import { ReceiveForm } from "./ReceiveForm";
import { SendForm } from "./SendForm";

/** Somebody is sent to another facility, or received from one when they are on the way; what was done stays on screen until another person is chosen. */
export function TransferView({ search, go }: DeskPlace) {
  const say = useSay();
  const person = search["person"] ?? "";
  const file = useQuery(personQuery(person));
  const [done, setDone] = useState<{ person: string; told: ReactNode } | null>(null);
  const [latest] = file.data?.moves ?? [];
  const coming = latest?.sort === "transfer" && latest.under_way ? latest : undefined;
  const name = coming === undefined ? "transfer" : "receive";
  const onDone = (told: ReactNode) => { setDone({ person, told }); };
  if (done?.person === person) return <Stack maw="50rem" mx="auto" data-transfer="done">{done.told}</Stack>;
  return (
    <Stack maw="50rem" mx="auto" data-transfer={name}>
      <DeskHead title={say(name)} help={say(coming === undefined ? "transfer.help" : "receive.help")} />
      {person !== "" && file.isPending && <Loading />}
      {file.isError && <ErrorNote error={file.error} />}
      {file.data !== undefined && coming !== undefined ? <ReceiveForm key={coming.record} file={file.data} move={coming} onDone={onDone} /> : <SendForm key={person} file={file.data} person={person} onPerson={(number) => { go({ person: number || undefined }); }} onDone={onDone} />}
    </Stack>
  );
}
