import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useRef, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat, ZONE } from "@/core/format";
import { momentOf, shownNow } from "@/core/moment";
import { Icon } from "@/design/Icon";
import { Code } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote, Loading } from "@/parts/Notes";

import { EMPTY, EMPTY_ITEM, opened, reported, TEXTS, type TypedItem, type TypedReport } from "./contact";
import classes from "../Covert.module.css";
import { BASES, draftQuery, gradesQuery, mineQuery, useReport } from "../server";
import { useGradeGroups } from "../useGradeGroups";
import { Apply } from "../sources/Apply";
import { useDraft } from "./useDraft";
import { useSay } from "../words";

/** A contact with a source, typed in a few minutes with the keyboard alone; the draft is in the vault while it is typed. */
export function ContactView({ params, search }: DeskPlace) {
  const say = useSay();
  const draft = search["draft"] ?? "";
  const found = useQuery(draftQuery(draft));
  const code = params["code"] ?? "";
  return (
    <Stack maw="60rem" mx="auto" data-contact={code}>
      <DeskHead title={say("contact")} help={say("contact.help")} />
      <Text fw={600}>{say("column.code")}: <Code>{code}</Code></Text>
      {draft !== "" && found.isPending && <Loading />}
      {draft !== "" && found.isError && <ErrorNote error={found.error} />}
      {(draft === "" || found.data !== undefined) && <Typing key={draft} code={code} draft={draft} start={found.data === undefined ? EMPTY : opened(found.data.typed, BASES)} />}
    </Stack>
  );
}

function Typing({ code, draft, start }: { code: string; draft: string; start: TypedReport }) {
  const say = useSay();
  const format = useFormat();
  const [typed, setTyped] = useState(start);
  const kept = useDraft(code, draft, JSON.stringify(typed), JSON.stringify(start));
  const send = useReport();
  const begun = useQuery(mineQuery).data?.sources.find((one) => one.code === code)?.first ?? null;
  const form = useRef<HTMLFormElement>(null);
  const put = (more: Partial<TypedReport>) => { setTyped((before) => ({ ...before, ...more })); };
  const putItem = (at: number, more: Partial<TypedItem>) => { put({ items: typed.items.map((one, place) => (place === at ? { ...one, ...more } : one)) }); };
  const keys = (event: KeyboardEvent) => {
    if (!event.ctrlKey) return;
    if (event.code === "Enter") form.current?.requestSubmit();
    else if (event.code === "KeyI") put({ items: [...typed.items, EMPTY_ITEM] });
    else return;
    event.preventDefault();
  };
  if (send.data !== undefined)
    return (
      <Alert variant="default" icon={<Icon name="check" />} title={say("contact.sent")} role="status" data-sent={send.data.report}>
        <Stack gap="xs">
          <Text size="sm">{say("contact.both", { at: format.date(send.data.at), entered: format.date(send.data.entered) })}</Text>
          {send.data.remarks.map((one) => <Text key={one.code} size="sm" fw={600}><bdi dir="auto">{format.sentence(one.sentence)}</bdi></Text>)}
          {send.data.remarks.some((one) => one.code === "covert-second-contact") && <Apply code={code} />}
          {send.data.items.length > 0 && <Text size="sm">{say("contact.items")}: {send.data.items.map((one) => <span key={one}> <Code>{one}</Code></span>)}</Text>}
          <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "sources" }}>{say("sources")}</Link>
        </Stack>
      </Alert>
    );
  const now = (name: "started" | "ended") => <Button size="compact-sm" variant="default" mb={10} aria-label={`${say(`contact.${name}`)}: ${say("contact.now")}`} onClick={() => { put({ [name]: momentOf(shownNow(), ZONE) }); }}>{say("contact.now")}</Button>;
  return (
    <form
      ref={form}
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        void kept.close().then((id) => { send.mutate({ ...reported(code, typed, id), typing: kept.typing }, { onError: kept.reopen }); });
      }}
    >
      <Stack>
        {(["started", "ended"] as const).map((name) => (
          <Group key={name} align="flex-end" wrap="wrap"><MomentField label={say(`contact.${name}`)} required value={typed[name]} onValue={(moment) => { put({ [name]: moment }); }} />{now(name)}</Group>
        ))}
        {begun !== null && <Checkbox label={say("contact.first", { when: format.date(begun) })} description={say("contact.first.help")} checked={typed.first} onChange={(event) => { put({ first: event.currentTarget.checked }); }} />}
        <Group grow>
          <Choice name="means" options={MEANS.map((one) => say(`contact.means.${one}`))} value={typed.means} onValue={(means) => { put({ means }); }} />
          <Choice name="place" options={PLACES.map((one) => say(`contact.place.${one}`))} value={typed.place} onValue={(place) => { put({ place }); }} />
        </Group>
        {TEXTS.map((name) => <Textarea key={name} label={say(`contact.${name}`)} dir="auto" autosize minRows={1} maxLength={20_000} value={typed[name]} onChange={(event) => { put({ [name]: event.currentTarget.value }); }} />)}
        <section aria-labelledby="items">
          <Title order={2} size="h4" id="items">{say("contact.items")}</Title>
          <Text size="sm" c="dimmed">{say("contact.items.help")}</Text>
          <Stack mt="xs">{typed.items.map((one, at) => <Item key={at} number={format.number(at + 1)} item={one} onChange={(more) => { putItem(at, more); }} onOff={() => { put({ items: typed.items.filter((_, place) => place !== at) }); }} />)}</Stack>
          <Button mt="xs" size="compact-md" variant="default" onClick={() => { put({ items: [...typed.items, EMPTY_ITEM] }); }}>{say("contact.item.add")}</Button>
        </section>
        {send.isError && <ErrorNote error={send.error} />}
        <Group>
          <Button type="submit" loading={send.isPending}>{say("contact.send")}</Button>
          <Text size="sm" c="dimmed" role="status" data-draft-state={kept.state}>{say(`contact.draft.${kept.state}`)}</Text>
        </Group>
        <Text size="sm" c="dimmed">{say("contact.keys")}</Text>
      </Stack>
    </form>
  );
}

const MEANS = ["met", "telephone", "message"] as const;
const PLACES = ["car", "house", "shop", "cafe", "office", "open", "other"] as const;

/** One of some fixed words; what an older draft has stays to choose. */
function Choice({ name, options, value, onValue }: { name: "means" | "place"; options: readonly string[]; value: string; onValue: (value: string) => void }) {
  const say = useSay();
  const words = value === "" || options.includes(value) ? options : [...options, value];
  return <NativeSelect label={say(`contact.${name}`)} {...(name === "place" ? { description: say("contact.place.help") } : {})} value={value} data={[{ value: "", label: say("choose") }, ...words.map((one) => ({ value: one, label: one }))]} onChange={(event) => { onValue(event.currentTarget.value); }} />;
}

function Item({ number, item, onChange, onOff }: { number: string; item: TypedItem; onChange: (more: Partial<TypedItem>) => void; onOff: () => void }) {
  const say = useSay();
  const gradeGroups = useGradeGroups();
  const open = useQuery(gradesQuery(item.basis, item.official));
  const grades = item.basis === "" ? [] : (open.data?.grades ?? (item.grade === "" ? [] : [item.grade]));
  const of = (text: string) => `${text} (${number})`;
  return (
    <Stack gap="xs" className={classes.item} data-item={number}>
      <Textarea label={of(say("contact.item.text"))} dir="auto" autosize minRows={2} required maxLength={20_000} value={item.text} onChange={(event) => { onChange({ text: event.currentTarget.value }); }} />
      <NativeSelect label={of(say("contact.item.basis"))} required value={item.basis} data={[{ value: "", label: say("choose") }, ...BASES.map((one) => ({ value: one, label: say(`basis.${one}`) }))]} onChange={(event) => { onChange({ basis: BASES.find((one) => one === event.currentTarget.value) ?? "", grade: "" }); }} />
      <NativeSelect label={of(say("contact.item.grade"))} description={say("contact.item.grade.help")} disabled={item.basis === ""} value={item.grade} data={[{ value: "", label: say("contact.item.grade.none") }, ...gradeGroups(grades)]} onChange={(event) => { onChange({ grade: event.currentTarget.value }); }} />
      <Textarea label={of(say("contact.item.names"))} description={say("contact.item.names.help")} dir="auto" autosize minRows={1} value={item.names} onChange={(event) => { onChange({ names: event.currentTarget.value }); }} />
      <Group>
        <Checkbox label={of(say("contact.item.official"))} checked={item.official} onChange={(event) => { onChange({ official: event.currentTarget.checked, grade: "" }); }} />
        <Checkbox label={of(say("contact.item.knowable"))} checked={item.knowable} onChange={(event) => { onChange({ knowable: event.currentTarget.checked }); }} />
        <Button size="compact-sm" variant="subtle" onClick={onOff}>{of(say("contact.item.off"))}</Button>
      </Group>
    </Stack>
  );
}
