import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat, ZONE } from "@/core/format";
import { momentOf, shownNow } from "@/core/moment";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { separator } from "@/i18n/separator";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import classes from "../Covert.module.css";
import { LogLines } from "../LogLines";
import { OutboxList } from "../Outbox";
import { type Seen, sendSeen, useRefresh, useSignLog, type Watch, watchesQuery, watchQuery } from "../server";
import { useOutbox } from "../useOutbox";
import { called, useSay } from "../words";

const LIGHTS = ["day", "dusk", "lit", "dark"] as const;

/** The surveillances in which one observes. */
export function WatchesView() {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(watchesQuery);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <Stack maw="60rem" mx="auto" className={classes.touch} data-watches>
      <DeskHead title={say("watches")} help={say("watches.help")} />
      {found.data.watches.length === 0 && <Text>{say("watches.none")}</Text>}
      <ul style={{ listStyle: "none", padding: 0, margin: 0 }}>
        {found.data.watches.map((one) => (
          <li key={one.number} data-watch={one.number} style={{ marginBlockEnd: "0.75rem" }}>
            <Group gap="sm">
              <Button size="md" variant="default" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: `watch/${one.number}` }} search={{ own: one.own }} {...props} />}><Code>{one.number}</Code></Button>
              <Text span size="sm">{format.date(one.begins)} – {format.date(one.ends)}</Text>
              <Text span size="sm" c="dimmed"><Code>{one.own}</Code>{separator()}{say("log.lines", { n: format.number(one.lines) })}</Text>
            </Group>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** The log of one surveillance, for a tablet in a car: who was seen, from where, in which light. */
export function WatchView({ params, search }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const number = params["number"] ?? "";
  const [before, setBefore] = useState(0);
  const found = useQuery(watchQuery(number, before));
  if (found.isPending) return <Loading />;
  if (found.isError && found.data === undefined) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const one = found.data;
  return (
    <Stack maw="60rem" mx="auto" className={classes.touch} data-watch-log={number}>
      <DeskHead title={say("watch")} help={say("watch.help")} />
      <Text><Code>{one.number}</Code>{separator()}{format.date(one.begins)} – {format.date(one.ends)}</Text>
      {one.bystanders !== "" && <Text size="sm">{say("watch.bystanders")}: <Data>{one.bystanders}</Data></Text>}
      <Writing watch={one} own={search["own"] ?? ""} />
      <Signing watch={one} />
      <LogLines
        lines={one.lines}
        shown={one.log}
        before={before}
        onBefore={setBefore}
        head={(line) => <>{format.date(line.at)}{separator()}<Code>{line.observer}</Code>{line.subject !== "" && <>{separator()}<Data>{line.subject}</Data></>}{separator()}{called(say, `light.${line.light}`)}{line.distance > 0 && <>{separator()}<bdi dir="ltr">{format.number(line.distance)} m</bdi></>}{line.place !== "" && <>{separator()}<Data>{line.place}</Data></>}{line.plate !== "" && <>{separator()}<Data>{line.plate}</Data></>}</>}
        words={(line) => line.act}
        below={(line) => line.collateral !== "" && <Text size="sm">{say("watch.blurred")} {line.collateral}</Text>}
      />
    </Stack>
  );
}

type Typed = Pick<Seen, "at" | "act" | "subject" | "light" | "position" | "obstruction" | "place" | "plate" | "collateral"> & { observer: string; distance: string; seconds: string };

function Writing({ watch, own }: { watch: Watch; own: string }) {
  const say = useSay();
  const refresh = useRefresh();
  const outbox = useOutbox<Seen>(sendSeen, () => void refresh("watch"));
  const [typed, setTyped] = useState<Typed>({ at: momentOf(shownNow(), ZONE), observer: watch.observers.includes(own) ? own : "", act: "", subject: "", light: "day", position: "", obstruction: "", place: "", plate: "", collateral: "", distance: "0", seconds: "0" });
  const put = (more: Partial<Typed>) => { setTyped((before) => ({ ...before, ...more })); };
  const choose = { value: "", label: say("choose") };
  return (
    <form
      data-writing
      onSubmit={(event) => {
        event.preventDefault();
        outbox.add({ watch: watch.number, exhibit: "", identified: "", because: "", known_before: false, grade: "", corrects: 0, ...typed, distance: Number(typed.distance), seconds: Number(typed.seconds) });
        put({ at: momentOf(shownNow(), ZONE), act: "", collateral: "", plate: "", seconds: "0" });
      }}
    >
      <Stack>
        <Group align="flex-end" wrap="wrap"><MomentField label={say("log.at")} required value={typed.at} onValue={(at) => { put({ at }); }} /><Button size="md" mb={6} variant="default" onClick={() => { put({ at: momentOf(shownNow(), ZONE) }); }}>{say("contact.now")}</Button></Group>
        <Group grow>
          <NativeSelect label={say("watch.observer")} required dir="ltr" value={typed.observer} data={[choose, ...watch.observers]} onChange={(event) => { put({ observer: event.currentTarget.value }); }} />
          <NativeSelect label={say("watch.subject")} value={typed.subject} data={[{ value: "", label: say("watch.nobody") }, ...watch.subjects]} onChange={(event) => { put({ subject: event.currentTarget.value }); }} />
        </Group>
        <Textarea label={say("watch.act")} description={say("watch.act.help")} dir="auto" autosize minRows={2} required maxLength={5000} value={typed.act} onChange={(event) => { put({ act: event.currentTarget.value }); }} />
        <Group gap="xs" role="group" aria-label={say("watch.light")}>{LIGHTS.map((one) => <Button key={one} size="md" variant={typed.light === one ? "filled" : "default"} aria-pressed={typed.light === one} onClick={() => { put({ light: one }); }}>{say(`light.${one}`)}</Button>)}</Group>
        <Group grow>
          <NumberField label={say("watch.distance")} min={0} max={100_000} value={typed.distance} onValue={(distance) => { put({ distance }); }} />
          <NumberField label={say("watch.seconds")} min={0} max={86_400} value={typed.seconds} onValue={(seconds) => { put({ seconds }); }} />
        </Group>
        <Group grow>
          {(["position", "obstruction"] as const).map((name) => <TextInput key={name} label={say(`watch.${name}`)} dir="auto" maxLength={300} value={typed[name]} onChange={(event) => { put({ [name]: event.currentTarget.value }); }} />)}
        </Group>
        <Group grow>
          <TextInput label={say("watch.place")} dir="auto" maxLength={300} value={typed.place} onChange={(event) => { put({ place: event.currentTarget.value }); }} />
          <TextInput label={say("watch.plate")} dir="auto" maxLength={40} value={typed.plate} onChange={(event) => { put({ plate: event.currentTarget.value }); }} />
        </Group>
        <Textarea label={say("watch.collateral")} description={say("watch.collateral.help")} dir="auto" autosize minRows={1} maxLength={5000} value={typed.collateral} onChange={(event) => { put({ collateral: event.currentTarget.value }); }} />
        <Group><Button type="submit" size="lg">{say("log.keep")}</Button></Group>
        <OutboxList outbox={outbox} text={(line) => line.act} />
      </Stack>
    </form>
  );
}

function Signing({ watch }: { watch: Watch }) {
  const say = useSay();
  const sign = useSignLog();
  const [dissent, setDissent] = useState("");
  if (watch.lines === 0) return null;
  return (
    <form onSubmit={(event) => { event.preventDefault(); sign.mutate({ watch: watch.number, dissent }, { onSuccess: () => { setDissent(""); } }); }}>
      <Group align="flex-end">
        <TextInput style={{ flex: 1 }} label={say("watch.dissent")} dir="auto" maxLength={5000} value={dissent} onChange={(event) => { setDissent(event.currentTarget.value); }} />
        <Button type="submit" size="md" variant="default" loading={sign.isPending}>{say("watch.sign")}</Button>
      </Group>
      {watch.unsigned.length > 0 && <Text size="sm">{say("watch.unsigned")}: <Code>{watch.unsigned.join(" ")}</Code></Text>}
      {watch.dissents.map((text) => <Text key={text} size="sm"><Data>{text}</Data></Text>)}
      {sign.isError && <ErrorNote error={sign.error} />}
    </form>
  );
}
