import { Anchor, Badge, Button, Checkbox, FileInput, Group, NativeSelect, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { ApiError } from "@/api/client";
import type { DeskPlace } from "@/core/desks/page";
import { useFormat, ZONE } from "@/core/format";
import { momentOf, shownNow } from "@/core/moment";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import { Dialog } from "@/parts/Dialog";
import { LeaveGuard } from "@/parts/LeaveGuard";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { Exhibits } from "./Exhibits";
import { FindForm } from "./FindForm";
import { type Consignment, consignmentQuery, type KeptOutcome, usePhotographs, useRecord, useSignOutcome } from "../server";
import { DEPTHS, release, SEAL_STATES, SEAL_STEPS, wheres } from "./sheet";
import { called, useSay } from "../words";

/** The sheet of an inspection: what was opened and how deep, seals, points, photographs; then what was found, the second officer, the seizure and the laboratory. */
export function SheetView({ params, search }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(consignmentQuery(params["consignment"] ?? "", locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const told = found.data;
  const kept = told.outcomes.find((one) => one.outcome === search["outcome"]) ?? told.outcomes.at(-1);
  return (
    <Stack maw="60rem" mx="auto" data-sheet={told.id}>
      <DeskHead title={<>{say("sheet")} <Data>{told.arrival.number === "" ? told.arrival.key : told.arrival.number}</Data></>} help={say("sheet.help")} back={{ to: `arrivals/${told.id}`, name: say("consignment") }}>
        <Text><Data>{told.arrival.goods}</Data>{BESIDE}{[...(told.arrival.containers), told.arrival.tractor, told.arrival.trailer].filter((one) => one !== "").map((one, at) => <span key={one}>{at > 0 && BESIDE}<Data>{one}</Data></span>)}</Text>
      </DeskHead>
      {kept === undefined ? <Opening told={told} list={search["list"] ?? told.listed?.shift_list ?? ""} /> : <Written told={told} kept={kept} />}
    </Stack>
  );
}

function Opening({ told, list }: { told: Consignment; list: string }) {
  const say = useSay();
  const record = useRecord();
  const photographs = usePhotographs();
  const one = told.arrival;
  const [began, setBegan] = useState("");
  const [ended, setEnded] = useState("");
  const [depth, setDepth] = useState<readonly string[]>([]);
  const [points, setPoints] = useState<readonly string[]>([]);
  const [steps, setSteps] = useState<readonly string[]>([]);
  const [state, setState] = useState("not-looked");
  const [seals, setSeals] = useState([...new Set(one.said.flatMap((said) => said.seals))].join(", "));
  const [unloaded, setUnloaded] = useState("");
  const [scan, setScan] = useState("");
  const [note, setNote] = useState("");
  const [none, setNone] = useState(false);
  const [typed, setTyped] = useState(false);
  const [files, setFiles] = useState<File[]>([]);
  const early = record.error instanceof ApiError && record.error.code === "cargo-before-list";
  const changed = () => {
    setTyped(true);
    if (record.isError) record.reset();
  };
  const save = async (shift_list: string) => {
    const sealed = files.length === 0 ? [] : await photographs.mutateAsync(files);
    record.mutate({
      consignment: one.number === "" ? one.key : one.number, shift_list, began, ended, depth, points, seal_steps: steps, seal_state: state, seals: seals.split(/[,،\n]+/).map((text) => text.trim()).filter((text) => text !== ""),
      unloaded: Number(unloaded), scan, note, photographs: sealed, container: one.containers[0] ?? one.trailer, plates: [one.tractor, one.trailer].filter((text) => text !== ""), declaration: one.declaration, declarant: one.declarant,
      origin: one.origin === "" ? one.load.slice(0, 2) : one.origin, hs: (one.hs[0] ?? "").replace(/\D/g, "").slice(0, 12), post: one.post, why: "officer",
    } as Parameters<typeof record.mutate>[0]);
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (depth.length > 0) { void save(list); return; } setNone(true); event.currentTarget.querySelector<HTMLInputElement>("[data-choices='depth'] input")?.focus(); }} data-opening>
      <LeaveGuard typed={typed && record.data === undefined} />
      <Stack onInput={changed} onChange={changed}>
        {told.listed !== null && <Text size="sm" data-listed>{say("sheet.listed")} <DeskLink to={`list/${told.listed.shift_list}`}><Data>{told.listed.shift}</Data></DeskLink> ({called(say, `why.${told.listed.why}`)})</Text>}
        {([["began", began, setBegan], ["ended", ended, setEnded]] as const).map(([name, value, set]) => (
          <Group key={name} align="end" wrap="nowrap">
            <div style={{ flex: 1 }}><MomentField label={say(`sheet.${name}`)} required value={value} onValue={set} /></div>
            <Button variant="default" mb={6} aria-label={`${say(`sheet.${name}`)}: ${say("sheet.now")}`} onClick={() => { set(momentOf(shownNow(), ZONE)); setTyped(true); }}>{say("sheet.now")}</Button>
          </Group>
        ))}
        <Choices name="depth" label={say("sheet.depth")} all={DEPTHS} chosen={depth} onChosen={setDepth} named={(one) => called(say, `depth.${one}`)} />
        {none && depth.length === 0 && <Text size="sm" c="red.9" role="alert">{say("sheet.depth.needed")}</Text>}
        <TextInput label={say("sheet.seals")} value={seals} onChange={(event) => { setSeals(event.currentTarget.value); }} dir="ltr" />
        <NativeSelect label={say("sheet.seal_state")} value={state} onChange={(event) => { setState(event.currentTarget.value); }} data={SEAL_STATES.map((name) => ({ value: name, label: called(say, `seal.${name}`) }))} />
        <Choices name="seal_steps" label={say("sheet.seal_steps")} all={SEAL_STEPS} chosen={steps} onChosen={setSteps} named={(one) => called(say, `step.${one}`)} />
        <Choices name="points" label={say("sheet.points")} all={wheres(one.containers.length, one.tractor)} chosen={points} onChosen={setPoints} named={(one) => called(say, `where.${one}`)} />
        <NumberField label={say("sheet.unloaded")} value={unloaded} onValue={setUnloaded} required={depth.includes("full")} min={0} max={100} maw="12rem" />
        <TextInput label={say("sheet.scan")} value={scan} onChange={(event) => { setScan(event.currentTarget.value); }} dir="ltr" maxLength={100} />
        <FileInput label={say("sheet.photographs")} description={say("sheet.photographs.help")} placeholder={say("files.choose")} accept="image/*" multiple clearable value={files} onChange={setFiles} data-photographs />
        <Textarea label={say("sheet.note")} value={note} onChange={(event) => { setNote(event.currentTarget.value); }} dir="auto" autosize minRows={2} maxLength={4000} />
        {photographs.isError && <ErrorNote error={photographs.error} />}
        {record.isError && <ErrorNote error={record.error} />}
        {early && <Button variant="default" onClick={() => { void save(""); }} data-own-choice>{say("sheet.own-choice")}</Button>}
        <Group><Button type="submit" loading={record.isPending || photographs.isPending}>{say("sheet.save")}</Button>{list === "" && <Text size="sm" c="dimmed">{say("sheet.no-list")}</Text>}</Group>
      </Stack>
    </form>
  );
}

function Choices({ name, label, all, chosen, onChosen, named }: { name: string; label: string; all: readonly string[]; chosen: readonly string[]; onChosen: (chosen: readonly string[]) => void; named: (one: string) => string }) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }} data-choices={name}>
      <legend style={{ fontSize: "var(--mantine-font-size-sm)", fontWeight: 500 }}>{label}</legend>
      <Group gap="md">
        {all.map((one) => <Checkbox key={one} value={one} label={named(one)} checked={chosen.includes(one)} onChange={(event) => { onChosen(event.currentTarget.checked ? [...chosen, one] : chosen.filter((other) => other !== one)); }} />)}
      </Group>
    </fieldset>
  );
}

/** What a release means, before the officer says so. */
function Releasing({ kept, onClose }: { kept: KeptOutcome; onClose: () => void }) {
  const say = useSay();
  const record = useRecord();
  return (
    <Dialog title={say("sheet.release")} onClose={onClose}>
      <Stack gap="sm" data-releasing>
        <Text size="sm">{say("sheet.release.means")} <Data>{kept.body.consignment}</Data></Text>
        {record.isError && <ErrorNote error={record.error} />}
        <Group><Button loading={record.isPending} onClick={() => { record.mutate(release(kept), { onSuccess: onClose }); }}>{say("sheet.release.sure")}</Button><Button variant="default" data-autofocus onClick={onClose}>{say("sheet.release.not")}</Button></Group>
      </Stack>
    </Dialog>
  );
}

function Written({ told, kept }: { told: Consignment; kept: KeptOutcome }) {
  const say = useSay();
  const format = useFormat();
  const sign = useSignOutcome();
  const [releasing, setReleasing] = useState(false);
  const [unsigned, setUnsigned] = useState(false);
  const [correcting, setCorrecting] = useState(0);
  const body = kept.body;
  const finds = body.finds;
  const listed = (items: readonly string[] | undefined, named: (one: string) => string) => (items ?? []).map(named).join(say("comma"));
  const facts: readonly [string, string][] = [
    [say("sheet.began"), format.date(body.began)], [say("sheet.ended"), format.date(body.ended)], [say("column.why"), called(say, `why.${body.why}`)], [say("sheet.depth"), listed(body.depth, (one) => called(say, `depth.${one}`))],
    [say("sheet.seals"), body.seals.join(", ")], [say("sheet.seal_state"), called(say, `seal.${body.seal_state}`)], [say("sheet.seal_steps"), listed(body.seal_steps, (one) => called(say, `step.${one}`))],
    [say("sheet.points"), listed(body.points, (one) => called(say, `where.${one}`))], [say("sheet.unloaded"), format.number(body.unloaded)], [say("sheet.scan"), body.scan], [say("sheet.note"), body.note],
  ];
  return (
    <Stack data-outcome={kept.outcome} data-version={kept.version} data-signed={body.signed_by !== ""}>
      <dl style={{ display: "grid", gridTemplateColumns: "minmax(8rem, 14rem) minmax(0, 1fr)", gap: "0.4rem 1rem", margin: 0 }}>
        {facts.filter(([, text]) => text !== "").map(([name, text]) => <div key={name} style={{ display: "contents" }}><dt style={{ fontWeight: 600 }}>{name}</dt><dd style={{ margin: 0 }}><Data>{text}</Data></dd></div>)}
        {body.photographs.length > 0 && <div style={{ display: "contents" }}><dt style={{ fontWeight: 600 }}>{say("sheet.photographs")}</dt><dd style={{ margin: 0 }} data-sealed={body.photographs.length}>{body.photographs.map((one) => <Text key={one} size="xs"><Data>{one}</Data></Text>)}</dd></div>}
      </dl>
      {kept.ordered !== "" && <Text fw={600} data-not-reached>{say("sheet.not-reached", { ordered: called(say, `depth.${kept.ordered}`) })}</Text>}
      <section aria-labelledby="found">
        <Title order={2} size="h3" id="found">{say("sheet.finds")}</Title>
        {finds.length === 0 && <Text data-result={body.released ? "clean" : "open"}>{say(body.released ? "sheet.clean" : "sheet.nothing-yet")}</Text>}
        <ul>{finds.map((one, at) => correcting === at + 1 ? <li key={at}><FindForm kept={kept} where={wheres(told.arrival.containers.length, told.arrival.tractor)} corrected={at + 1} onUnsigned={() => { setUnsigned(true); }} onClose={() => { setCorrecting(0); }} /></li> : <li key={at} data-find={at + 1}>{called(say, `what.${one.what}`)} <Data>{one.goods}</Data> <Code>{`${one.quantity} ${one.unit}`}</Code>{BESIDE}{called(say, `where.${one.where}`)}{BESIDE}{called(say, `how.${one.how}`)}{BESIDE}<Code>{one.exhibit}</Code>{body.seizure === "" && !body.laboratory.some((report) => report.find === at + 1) && <Button ms="sm" size="compact-sm" variant="subtle" aria-label={`${say("find.correct")}: ${called(say, `what.${one.what}`)} ${one.goods}`} onClick={() => { setCorrecting(at + 1); }}>{say("find.correct")}</Button>}</li>)}</ul>
        {body.laboratory.length > 0 && <ul>{body.laboratory.map((one, at) => <li key={at}>{say("sheet.lab-said", { n: format.number(one.find), report: one.report })} {say(one.confirmed ? "sheet.confirmed" : "sheet.denied")} <Data>{one.substance}</Data></li>)}</ul>}
        {unsigned && <Text fw={600} role="status" data-unsigned>{say("sheet.unsigned")}</Text>}
        {finds.length === 0 && !body.released && <Button variant="default" size="compact-md" mb="xs" me="sm" onClick={() => { setReleasing(true); }} data-release>{say("sheet.release")}</Button>}
        {releasing && <Releasing kept={kept} onClose={() => { setReleasing(false); }} />}
        <FindForm key={kept.version} kept={kept} where={wheres(told.arrival.containers.length, told.arrival.tractor)} onUnsigned={() => { setUnsigned(true); }} />
      </section>
      <Group gap="md" role="status">
        {body.signed_by === "" ? (finds.length > 0 || body.released) && <Button onClick={() => { sign.mutate({ outcome: kept.outcome, version: kept.version }); }} loading={sign.isPending} data-sign>{say("sheet.sign")}</Button> : <Badge color="teal.9" tt="none">{say("sheet.signed")}</Badge>}
        <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `records/cargo-outcome/${kept.outcome}` }} {...props} />}>{say("list.paper")}</Anchor>
      </Group>
      {sign.isError && <ErrorNote error={sign.error} />}
      {finds.length > 0 && <Exhibits key={`exhibits ${String(kept.version)}`} kept={kept} post={told.post_name} />}
    </Stack>
  );
}
