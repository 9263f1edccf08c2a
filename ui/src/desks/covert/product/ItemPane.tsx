import { Button, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { separator } from "@/i18n/separator";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import classes from "../Covert.module.css";
import { type Act, clockOf, NEXT } from "./product";
import { type Item, type ItemState, itemQuery, type Transcript, useMark, useTranscribe } from "../server";
import { Sound, type SoundHands } from "./Sound";
import { called, useSay } from "../words";

/** What keys of the desk do to the item that is open. */
export interface Hands {
  do: (act: Act) => void;
}

/** One item: its recording with what was transcribed beside it, and the state it is brought into. */
export function ItemPane({ id, listed, ref, onBack }: { id: string; listed: Item | undefined; ref: Ref<Hands>; onBack: () => void }) {
  const say = useSay();
  const format = useFormat();
  const plain = useQuery(itemQuery(id, false));
  const item = plain.data ?? listed;
  const open = item !== undefined && item.held === "" && item.state !== "destroyed";
  const read = useQuery({ ...itemQuery(id, true), enabled: open });
  const mark = useMark();
  const sound = useRef<SoundHands>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const why = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState<ItemState | "">("");
  const [reason, setReason] = useState("");
  const found = open && !read.isError && read.data !== undefined ? read.data : item;
  const bring = (state: ItemState) => {
    if (found === undefined || !NEXT[found.state].includes(state) || found.held !== "") return;
    if (state === "heard") mark.mutate({ item: id, state, reason: "" });
    else {
      setWanted(state);
      window.setTimeout(() => why.current?.focus());
    }
  };
  useImperativeHandle(ref, () => ({
    do: (act) => {
      if (act === "play") sound.current?.toggle();
      else if (act === "back") sound.current?.move(-5);
      else if (act === "forward") sound.current?.move(5);
      else if (act === "write") text.current?.focus();
      else if (act !== "next" && act !== "previous") bring(act);
    },
  }));
  const confirm = () => {
    if (wanted === "") return;
    mark.mutate({ item: id, state: wanted, reason }, { onSuccess: () => { setWanted(""); setReason(""); onBack(); } });
  };
  const typing = (event: KeyboardEvent) => {
    if (event.code === "Escape") {
      setWanted("");
      onBack();
    } else return;
    event.stopPropagation();
  };
  if (found === undefined) return plain.isError ? <ErrorNote error={plain.error} /> : <Loading />;
  return (
    <section className={classes.vault} aria-labelledby="item" data-open={found.item} data-open-state={found.state}>
      <Stack gap="sm">
        <Title order={2} size="h4" id="item">{say("product.item")} <Code>{found.item}</Code></Title>
        <Text size="sm">
          {format.date(found.at)}{found.kind !== "" && <>{separator()}<Data>{found.kind}</Data></>}{found.target !== "" && <>{separator()}<Code>{found.target}</Code></>}{found.other !== "" && <>{separator()}<Code>{found.other}</Code></>}{separator()}{say("product.liid")} <Code>{found.liid}</Code>{found.sequence !== null && <>{separator()}<Code>{found.sequence}</Code></>}
        </Text>
        <Text fw={600} role="status">{say(`item.${found.state}`)}{found.held !== "" && `${separator()}${say("product.outside", { what: called(say, `beyond.${found.held}`) })}`}</Text>
        {found.recording !== "" && <Text size="sm" fw={found.recording === "matches" ? 400 : 600} data-recording={found.recording}>{called(say, `recording.${found.recording}`)} <Data>{found.file}</Data></Text>}
        <Sound source={found.original} name={found.file} closed={found.recording === "matches" && found.original === ""} ref={sound} />
        {read.isError && <ErrorNote error={read.error} />}
        {found.held === "" && found.state !== "destroyed" && (
          <Group gap="xs" role="group" aria-label={say("product.state")}>
            {NEXT[found.state].map((state) => <Button key={state} size="compact-md" variant={state === wanted ? "filled" : "default"} loading={mark.isPending && mark.variables.state === state} onClick={() => { bring(state); }} data-bring={state} rightSection={<Text span size="xs" fw={400} dir="ltr">{say(`product.key.${state}`)}</Text>}>{say(`item.${state}`)}</Button>)}
          </Group>
        )}
        {wanted !== "" && (
          <form onSubmit={(event) => { event.preventDefault(); confirm(); }} onKeyDown={typing} data-reason>
            <Group align="flex-end">
              <TextInput ref={why} style={{ flex: 1 }} label={say("product.reason", { state: say(`item.${wanted}`) })} dir="auto" required minLength={3} maxLength={2000} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
              <Button type="submit" loading={mark.isPending}>{say("product.bring")}</Button>
            </Group>
          </form>
        )}
        {mark.isError && <ErrorNote error={mark.error} />}
        <Versions versions={found.transcripts} onSeek={(offset) => sound.current?.to(offset)} />
        {open && found.state !== "unheard" && !read.isError && <Writing item={found} text={text} now={() => sound.current?.at() ?? 0} onToggle={() => sound.current?.toggle()} onBack={onBack} />}
        {open && found.state === "unheard" && <Text size="sm" c="dimmed">{say("product.hear")}</Text>}
      </Stack>
    </section>
  );
}

function Versions({ versions, onSeek }: { versions: readonly Transcript[]; onSeek: (offset: number) => void }) {
  const say = useSay();
  const format = useFormat();
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="said">
      <Title order={3} size="h5" id="said">{say("product.said")}</Title>
      <ol style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {versions.map((one) => (
          <li key={one.version} data-version={one.version} style={{ marginBlockEnd: "0.5rem" }}>
            <Group gap="xs">
              <Button size="compact-sm" variant="default" dir="ltr" aria-label={say("product.seek", { at: clockOf(one.offset) })} onClick={() => { onSeek(one.offset); }}>{clockOf(one.offset)}</Button>
              <Text span size="xs" c="dimmed"><Code>{one.language}</Code> {one.translator !== "" && <Data>{one.translator}</Data>}{separator()}{say("product.version", { n: format.number(one.version) })}{separator()}{format.date(one.at)}</Text>
            </Group>
            {one.text === null ? <Text size="sm">{say("product.closed")}</Text> : <div className={classes.said}><Data>{one.text}</Data></div>}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface WritingProps {
  item: Item;
  text: Ref<HTMLTextAreaElement>;
  now: () => number;
  onToggle: () => void;
  onBack: () => void;
}

function Writing({ item, text, now, onToggle, onBack }: WritingProps) {
  const say = useSay();
  const send = useTranscribe();
  const [typed, setTyped] = useState("");
  const [language, setLanguage] = useState("ar");
  const [translator, setTranslator] = useState("");
  const [offset, setOffset] = useState("0");
  const form = useRef<HTMLFormElement>(null);
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey && event.code === "Enter") form.current?.requestSubmit();
    else if (event.ctrlKey && event.code === "Space") onToggle();
    else if (event.code === "Escape") onBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      ref={form}
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ item: item.item, text: typed, language, translator, offset: Number(offset), digest: item.original === "" ? "" : item.digest }, { onSuccess: () => { setTyped(""); onBack(); } });
      }}
    >
      <Stack gap="xs">
        <Textarea ref={text} label={say("product.write")} description={say("product.write.help")} dir="auto" autosize minRows={4} required maxLength={100_000} value={typed} onFocus={() => { if (typed === "") setOffset(String(Math.floor(now()))); }} onChange={(event) => { setTyped(event.currentTarget.value); }} />
        <Group align="flex-end">
          <TextInput w="7rem" label={say("product.language")} dir="ltr" required minLength={2} maxLength={20} value={language} onChange={(event) => { setLanguage(event.currentTarget.value); }} />
          <TextInput w="12rem" label={say("product.translator")} dir="auto" maxLength={200} value={translator} onChange={(event) => { setTranslator(event.currentTarget.value); }} />
          <NumberField w="9rem" label={say("product.offset")} min={0} max={10_000_000} value={offset} onValue={setOffset} />
          <Button type="submit" loading={send.isPending}>{say("product.keep")}</Button>
        </Group>
        {send.isError && <ErrorNote error={send.error} />}
      </Stack>
    </form>
  );
}
