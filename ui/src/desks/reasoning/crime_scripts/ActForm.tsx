import { ActionIcon, Button, Group, Input, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { entityQuery } from "@/core/entities";
import type { Cited } from "../hypotheses/hypotheses";
import { type NewAct, STAGES, type Stage } from "./scripts";
import { useWords } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { PlainValue } from "@/parts/Value";
import { Picker } from "@/parts/Picker";
import classes from "../Worksheets.module.css";
import { useSay } from "../words";

type Named = NonNullable<NewAct["actors"]>[number];
type Called = Named & { about?: { caption: string } | null };

interface Props {
  act: NewAct;
  /** Values the act rests on already, to call them by what they say. */
  cited: readonly Cited[];
  /** What is named in the script, to call it by its name. */
  names: readonly Called[];
  busy: boolean;
  onSave: (act: NewAct) => void;
  onClose: () => void;
}

/** One act in a form. */
export function ActForm({ act: start, cited, names, busy, onSave, onClose }: Props) {
  const { t } = useLocale();
  const say = useSay();
  const [act, setAct] = useState(start);
  const change = (more: Partial<NewAct>) => { setAct((before) => ({ ...before, ...more })); };
  const text = (name: "text" | "gaps" | "prevention") => (
    <Textarea dir="auto" autosize minRows={1} label={say(`script.${name}`)} value={act[name]} maxLength={8000} onChange={(event) => { change({ [name]: event.currentTarget.value }); }} />
  );
  return (
    <form className={classes.act} data-act-form onSubmit={(event) => { event.preventDefault(); if (act.title.trim() !== "") onSave({ ...act, title: act.title.trim() }); }}>
      <Stack gap="sm">
        <Group align="flex-end" wrap="nowrap">
          <TextInput style={{ flexGrow: 1 }} data-autofocus dir="auto" label={say("script.act")} value={act.title} maxLength={300} onChange={(event) => { change({ title: event.currentTarget.value }); }} />
          <NativeSelect label={say("script.stage")} value={act.stage} data={STAGES.map((stage) => ({ value: stage, label: say(`script.stage.${stage}`) }))} onChange={(event) => { change({ stage: event.currentTarget.value as Stage }); }} />
        </Group>
        {text("text")}
        {(["actors", "tools", "places"] as const).map((name) => (
          <NamesField key={name} label={say(`script.${name}`)} named={act[name]} names={names} onChange={(found) => { change({ [name]: found }); }} />
        ))}
        <RestsField rests={act.rests} cited={cited} onChange={(rests) => { change({ rests }); }} />
        {text("gaps")}
        {text("prevention")}
        <Group>
          <Button type="submit" loading={busy} disabled={act.title.trim() === ""}>{t("notes.save")}</Button>
          <Button variant="default" onClick={onClose}>{t("dialog.cancel")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function NamesField({ label, named, names, onChange }: { label: string; named: readonly Named[]; names: readonly Called[]; onChange: (named: Named[]) => void }) {
  const { t } = useLocale();
  const say = useSay();
  const [words, setWords] = useState("");
  const add = () => { if (words.trim() !== "") { onChange([...named, { entity: "", words: words.trim() }]); setWords(""); } };
  return (
    <Input.Wrapper label={label} labelElement="div">
      <ul className={classes.names}>
        {named.map((one, at) => (
          <li key={at}>
            {one.entity === "" ? <PlainValue value={one.words} /> : <Thing id={one.entity} known={names} />}
            <ActionIcon size="xs" variant="subtle" aria-label={t("record.unpick")} onClick={() => { onChange(named.filter((_, other) => other !== at)); }}>
              <Icon name="close" size={12} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Group align="flex-end">
        <Picker label={say("script.thing", { what: label })} range="Thing" id="" onPick={(id) => { if (id !== "") onChange([...named, { entity: id, words: "" }]); }} />
        <TextInput dir="auto" label={say("script.words", { what: label })} value={words} maxLength={300} onChange={(event) => { setWords(event.currentTarget.value); }} onKeyDown={(event) => { if (event.key === "Enter") { event.preventDefault(); add(); } }} />
        <Button variant="default" disabled={words.trim() === ""} onClick={add}>{say("script.words.add")}</Button>
      </Group>
    </Input.Wrapper>
  );
}

function Thing({ id, known }: { id: string; known: readonly Called[] }) {
  const told = known.find((one) => one.entity === id)?.about?.caption;
  const found = useQuery({ ...entityQuery(id), enabled: told === undefined });
  return <PlainValue value={told ?? found.data?.caption ?? "…"} />;
}

/** The recorded values an act rests on: a thing is found, then one of its values is taken. */
function RestsField({ rests, cited, onChange }: { rests: NonNullable<NewAct["rests"]>; cited: readonly Cited[]; onChange: (rests: NonNullable<NewAct["rests"]>) => void }) {
  const { t } = useLocale();
  const say = useSay();
  const words = useWords();
  const [thing, setThing] = useState("");
  const found = useQuery({ ...entityQuery(thing), enabled: thing !== "" });
  const [called, call] = useState<Record<string, string>>({});
  const said = (statement: string) => called[statement] ?? cited.find((item) => item.statement === statement)?.value?.value ?? "…";
  return (
    <Input.Wrapper label={say("script.rests")} labelElement="div">
      <ul className={classes.names}>
        {rests.map((one) => (
          <li key={one.statement}>
            <PlainValue value={said(one.statement)} />
            <ActionIcon size="xs" variant="subtle" aria-label={t("record.unpick")} onClick={() => { onChange(rests.filter((other) => other.statement !== one.statement)); }}>
              <Icon name="close" size={12} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Picker label={say("script.rests.of")} range="Thing" id={thing} onPick={setThing} />
      {found.data !== undefined && thing !== "" && (
        <ul style={{ listStyle: "none", padding: 0, maxBlockSize: "14rem", overflow: "auto" }} tabIndex={0} aria-label={t("entity.values")}>
          {found.data.statements.map((statement) => (
            <li key={statement.id}>
              <Group gap="xs">
                <Text span size="sm">{words.propertyLabel(found.data.schema, statement.prop)}: <PlainValue value={statement.value} /></Text>
                <Button size="compact-xs" variant="default" disabled={rests.some((one) => one.statement === statement.id)} onClick={() => { call({ ...called, [statement.id]: statement.value }); onChange([...rests, { entity: statement.entity, statement: statement.id }]); }}>{t("record.pick")}</Button>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </Input.Wrapper>
  );
}
