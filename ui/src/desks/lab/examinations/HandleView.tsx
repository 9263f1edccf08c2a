import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { refusedAt } from "@/api/client";
import { caseMembersQuery } from "@/core/casework";
import type { DeskPlace } from "@/core/desks/page";
import { useFormat, ZONE } from "@/core/format";
import { momentOf, shownNow } from "@/core/moment";
import { usePerson } from "@/core/session";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { useLocale } from "@/i18n/LocaleContext";
import { Done } from "@/parts/Done";
import { LeaveGuard } from "@/parts/LeaveGuard";
import { MomentField } from "@/parts/MomentField";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { type Examined, examinationQuery, useHandle } from "../server";
import { called, useSay } from "../words";
import { leftOf, NO_PART, type Part, PartRows } from "./PartRows";

const DOINGS = ["handed", "sealed", "opened", "split", "consumed", "weighed", "disposed", "withdrawn"] as const;
type Doing = (typeof DOINGS)[number];
/** What is asked beside who and when, for each act. */
const ASKED: Readonly<Record<Doing, readonly ("taker" | "seal" | "grams" | "accepted" | "parts" | "lost" | "order" | "witness" | "corrects")[]>> = {
  handed: ["taker"], sealed: ["seal"], opened: ["seal"], split: ["parts", "grams", "lost"], consumed: ["grams"], weighed: ["grams", "accepted"], disposed: ["order", "witness"], withdrawn: ["corrects"],
};

/** An act with an exhibit: who, to whom, which seal and which earlier act are chosen from what is known. */
export function HandleView({ search }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const caseId = search["case"] ?? "";
  const examination = search["examination"] ?? "";
  const found = useQuery({ ...examinationQuery(caseId, examination, locale, 0), enabled: caseId !== "" && examination !== "" });
  if (caseId === "" || examination === "") return <Empty title={say("handle.which")}><DeskLink to="bench">{say("bench")}</DeskLink></Empty>;
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const told = found.data;
  return (
    <Stack maw="50rem" mx="auto" data-handle={told.exhibit}>
      <DeskHead title={<>{say("exhibit.handle")}: <Data>{told.exhibit}</Data></>} help={say("handle.help")} back={{ to: `exhibit/${caseId}/${told.examination}`, name: say("exhibit") }} />
      <Form told={told} caseId={caseId} first={DOINGS.find((one) => one === search["doing"]) ?? ""} />
    </Stack>
  );
}

interface Named { readonly value: string; readonly label: string }

/** Somebody of the case, or whoever stands in the custody already; anybody else by name. */
function PersonField({ name, people, label, value, required, onValue }: { name: string; people: readonly Named[]; label: string; value: string; required: boolean; onValue: (value: string) => void }) {
  const say = useSay();
  const { t } = useLocale();
  const [other, setOther] = useState(false);
  return (
    <Group align="flex-end" data-person={name}>
      <NativeSelect label={label} required={required && !other} value={other ? "other" : `p ${value}`} data={[{ value: "p ", label: t("choose") }, ...people.map((one) => ({ value: `p ${one.value}`, label: one.label })), { value: "other", label: say("handle.other") }]} onChange={(event) => { const chosen = event.currentTarget.value; setOther(chosen === "other"); onValue(chosen === "other" ? "" : chosen.slice(2)); }} />
      {other && <TextInput label={say("handle.other.name")} required={required} dir="auto" maxLength={200} value={value} onChange={(event) => { onValue(event.currentTarget.value); }} />}
    </Group>
  );
}

function Form({ told, caseId, first }: { told: Examined; caseId: string; first: Doing | "" }) {
  const say = useSay();
  const format = useFormat();
  const { t } = useLocale();
  const own = usePerson();
  const members = useQuery(caseMembersQuery(caseId)).data ?? [];
  const handle = useHandle();
  const empty = { at: "", holder: told.holder === "" ? own.login : told.holder, taker: "", seal: told.seals.length === 1 && first === "opened" ? told.seals[0] ?? "" : "", grams: "", accepted: "", lost: "", order: "", witness: "", corrects: "", reason: "" };
  const [doing, setDoing] = useState<Doing | "">(first);
  const [typed, setTyped] = useState(empty);
  const [parts, setParts] = useState<readonly Part[]>([NO_PART]);
  const put = (more: Partial<typeof typed>) => { if (handle.isError) handle.reset(); setTyped((before) => ({ ...before, ...more })); };
  const names = new Map<string, string>(members.map((one) => [one.login, one.name === "" ? one.login : one.name]));
  for (const one of [told.holder, own.login, ...told.steps.flatMap((step) => [step.by, step.taker])]) if (one !== "" && !names.has(one)) names.set(one, told.people[one] ?? (one === own.login ? own.name : one));
  const people = [...names].map(([value, label]) => ({ value, label }));
  const who = (login: string) => names.get(login) ?? login;
  const asked = doing === "" ? [] : ASKED[doing];
  const counted = doing === "split" && leftOf(told.quantity, parts, typed.lost) !== "";
  const send = () => {
    if (doing === "") return;
    const said = Object.fromEntries(asked.flatMap((name) => (name === "parts" || (name === "grams" && counted) ? [] : [[name, typed[name].trim()]])));
    handle.mutate({ case: caseId, examination: told.examination, version: told.version, doing, at: typed.at, holder: typed.holder.trim(), reason: typed.reason.trim(), ...said, ...(asked.includes("parts") ? { parts: parts.filter((one) => one.name.trim() !== "").map((one) => `${one.name.trim()}=${one.grams}`) } : {}) } as Parameters<typeof handle.mutate>[0]);
  };
  if (handle.data !== undefined)
    return <Done next={<DeskLink to={`exhibit/${caseId}/${told.examination}`}>{say("handle.back")}</DeskLink>}>{say("handle.done")} <Data>{told.exhibit}</Data></Done>;
  return (
    <form data-handle-form onSubmit={(event) => { event.preventDefault(); send(); }}>
      <LeaveGuard typed={doing !== first} />
      <Stack gap="sm">
        <NativeSelect label={say("handle.doing")} required value={doing} data={[{ value: "", label: t("choose") }, ...DOINGS.map((value) => ({ value, label: called(say, `doing.${value}`) }))]} onChange={(event) => { setDoing(DOINGS.find((one) => one === event.currentTarget.value) ?? ""); }} />
        <Group align="end" wrap="nowrap">
          <div style={{ flex: 1 }}><MomentField label={say("handle.at")} required value={typed.at} onValue={(at) => { put({ at }); }} /></div>
          <Button variant="default" mb={6} onClick={() => { put({ at: momentOf(shownNow(), ZONE) }); }}>{say("handle.now")}</Button>
        </Group>
        <PersonField name="holder" people={people} label={say(doing === "handed" ? "handle.giver" : "handle.holder")} required value={typed.holder} onValue={(holder) => { put({ holder }); }} />
        {asked.includes("taker") && <PersonField name="taker" people={people.filter((one) => one.value !== typed.holder)} label={say("handle.taker")} required value={typed.taker} onValue={(taker) => { put({ taker }); }} />}
        {doing === "opened" && told.seals.length > 0 ? <NativeSelect label={say("handle.seal")} required value={typed.seal} data={[{ value: "", label: t("choose") }, ...told.seals]} onChange={(event) => { put({ seal: event.currentTarget.value }); }} /> : asked.includes("seal") && <TextInput label={say("handle.seal")} required dir="ltr" maxLength={100} value={typed.seal} onChange={(event) => { put({ seal: event.currentTarget.value }); }} />}
        {asked.includes("parts") && <PartRows parts={parts} quantity={told.quantity} lost={typed.lost} error={refusedAt(handle.error, "parts")} onParts={(now) => { put({}); setParts(now); }} />}
        {asked.includes("grams") && !counted && <NumberField label={say(doing === "split" ? "handle.left" : doing === "consumed" ? "handle.used" : "handle.grams")} required={doing !== "split"} decimals min={0} maw="14rem" value={typed.grams} onValue={(grams) => { put({ grams }); }} />}
        {asked.includes("lost") && <NumberField label={say("handle.lost")} decimals min={0} maw="14rem" value={typed.lost} onValue={(lost) => { put({ lost }); }} />}
        {asked.includes("accepted") && <PersonField name="accepted" people={people.filter((one) => one.value !== typed.holder)} label={say("handle.accepted")} required={false} value={typed.accepted} onValue={(accepted) => { put({ accepted }); }} />}
        {asked.includes("order") && <TextInput label={say("handle.order")} required dir="auto" maxLength={200} value={typed.order} onChange={(event) => { put({ order: event.currentTarget.value }); }} />}
        {asked.includes("witness") && <PersonField name="witness" people={people.filter((one) => one.value !== typed.holder)} label={say("handle.witness")} required value={typed.witness} onValue={(witness) => { put({ witness }); }} />}
        {asked.includes("corrects") && <NativeSelect label={say("handle.corrects")} required value={typed.corrects} data={[{ value: "", label: t("choose") }, ...told.steps.map((one, at) => ({ value: one.id, label: `${format.number(at + told.first)}. ${called(say, `doing.${one.what}`)}: ${who(one.by)}${one.taker === "" ? "" : `، ${who(one.taker)}`} (${format.date(one.happened)})` }))]} onChange={(event) => { put({ corrects: event.currentTarget.value }); }} />}
        <Textarea label={say("handle.reason")} required={doing === "withdrawn"} dir="auto" autosize maxLength={2000} value={typed.reason} onChange={(event) => { put({ reason: event.currentTarget.value }); }} />
        {handle.isError && <ErrorNote error={handle.error} />}
        <Group><Button type="submit" loading={handle.isPending} disabled={doing === ""}>{say("handle.save")}</Button><Text size="sm" c="dimmed">{say("handle.stays")}</Text></Group>
      </Stack>
    </form>
  );
}
