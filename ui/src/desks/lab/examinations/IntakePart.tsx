import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text, Textarea, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { refusedAt } from "@/api/client";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DateField } from "@/parts/DateField";
import { ErrorNote } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import classes from "../Lab.module.css";
import { type Examined, isOpen, useIntake } from "../server";
import { useSay } from "../words";

/** What a report must say of an exhibit and the laboratory (ISO/IEC 17025, 7.8.2.1), in the order of the report. */
const TEXTS = ["laboratory", "address", "place", "customer", "request", "question", "appearance", "condition", "seizure", "seizing_unit", "seized_at", "not_examined", "deviations", "external"] as const;
/** Those that may be a text and not only a line. */
const LONG: ReadonlySet<string> = new Set(["question", "condition", "appearance", "deviations", "external", "not_examined"]);
/** Those of which a report prints "none" only where somebody stated it. */
const MAY_BE_NONE: ReadonlySet<string> = new Set(["deviations", "external"]);
type Name = (typeof TEXTS)[number] | "seized_on" | "due_on" | "packages" | "announced";
type Typed = Record<Name, string>;

const typedOf = (told: Examined): Typed => ({ ...told.intake, appearance: told.appearance, seized_on: told.intake.seized_on ?? "", due_on: told.intake.due_on ?? "", packages: told.intake.packages?.toString() ?? "" });

/** How an exhibit came as the report will say it: what is not stated stands out, and it is corrected here as the next version of the record. */
export function IntakePart({ told, caseId }: { told: Examined; caseId: string }) {
  const say = useSay();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const now = typedOf(told);
  const absent = (name: Name) => {
    const why = told.unanswered[name];
    return say(why !== undefined ? `intake.why.${why}` : "intake.unsaid");
  };
  const shown = [...TEXTS.slice(0, 6), "due_on", ...TEXTS.slice(6, 8), "packages", "announced", ...TEXTS.slice(8, 11), "seized_on", ...TEXTS.slice(11)] as const;
  return (
    <section aria-labelledby="intake" data-intake>
      <Group gap="sm" mb="xs">
        <Title order={2} id="intake">{say("intake")}</Title>
        {isOpen(told) && <Button ref={opener} size="compact-sm" variant="default" aria-expanded={open} data-intake-edit onClick={() => { setOpen(!open); }}>{say("intake.edit")}</Button>}
        {isOpen(told) && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "operations/intake" }} search={{ case: caseId, examination: told.examination, version: told.version.toString(), to: `exhibit/${caseId}/${told.examination}` }} {...props} />}>{say("intake.all")}</Anchor>}
      </Group>
      {open ? <Form key={told.version} told={told} caseId={caseId} onDone={() => { setOpen(false); opener.current?.focus(); }} /> : (
        <dl className={classes.facts}>
          {told.receipt !== "" && <div><dt>{say("intake.receipt")}</dt><dd><Code>{told.receipt}</Code></dd></div>}
          {shown.map((name) => (
            <div key={name}>
              <dt>{say(`intake.${name}`)}</dt>
              <dd data-why={told.unanswered[name]}>{name === "place" && now.place === "" && now.address !== "" ? <><Data>{now.address}</Data> <Text span size="sm" c="dimmed">({say("intake.place.same")})</Text></> : now[name] === "" ? <Text span size="sm" c="dimmed">{absent(name)}</Text> : name === "seized_on" || name === "due_on" ? format.date(now[name]) : name === "packages" ? <Code>{format.number(now[name])}</Code> : name === "announced" ? <Code>{`${format.number(now[name])} g`}</Code> : <Data>{now[name]}</Data>}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Form({ told, caseId, onDone }: { told: Examined; caseId: string; onDone: () => void }) {
  const say = useSay();
  const before = typedOf(told);
  const [typed, setTyped] = useState(before);
  const intake = useIntake();
  const put = (name: Name, value: string) => { setTyped((now) => ({ ...now, [name]: value })); };
  const send = () => {
    const said = Object.fromEntries(TEXTS.filter((name) => typed[name] !== before[name]).map((name) => [name, typed[name]]));
    const more = {
      ...(typed.seized_on === before.seized_on ? {} : { seized_on: typed.seized_on === "" ? null : typed.seized_on }),
      ...(typed.due_on === before.due_on ? {} : { due_on: typed.due_on === "" ? null : typed.due_on }),
      ...(typed.announced === before.announced ? {} : { announced: typed.announced }),
      ...(typed.packages === before.packages ? {} : { packages: typed.packages === "" ? null : Number(typed.packages) }),
    };
    if (Object.keys({ ...said, ...more }).length === 0) onDone();
    else intake.mutate({ case: caseId, examination: told.examination, version: told.version, ...said, ...more }, { onSuccess: onDone });
  };
  return (
    <Paper withBorder p="md">
      <form onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
            {TEXTS.map((name) => (
              <Stack key={name} gap={4} align="stretch">
                <Textarea label={say(`intake.${name}`)} dir="auto" autosize minRows={1} maxLength={name === "seizure" ? 100 : LONG.has(name) ? 2000 : 300} value={typed[name]} data-said={name} onChange={(event) => { put(name, event.currentTarget.value); }} />
                {MAY_BE_NONE.has(name) && typed[name] === "" && <Button size="compact-xs" variant="default" style={{ alignSelf: "start" }} aria-label={say("intake.none.of", { name: say(`intake.${name}`) })} data-none={name} onClick={() => { put(name, say("enter.source.none")); }}>{say("intake.none")}</Button>}
              </Stack>
            ))}
            <DateField label={say("intake.seized_on")} value={typed.seized_on} error={refusedAt(intake.error, "seized_on")} onValue={(day) => { put("seized_on", day); }} />
            <DateField label={say("intake.due_on")} value={typed.due_on} onValue={(day) => { put("due_on", day); }} />
            <NumberField label={say("intake.announced")} description={say("intake.announced.help")} decimals min={0} value={typed.announced} onValue={(announced) => { put("announced", announced); }} data-said="announced" />
            <NumberField label={say("intake.packages")} min={1} max={1_000_000} value={typed.packages} onValue={(packages) => { put("packages", packages); }} data-said="packages" />
          </SimpleGrid>
          <Group gap="sm">
            <Button type="submit" loading={intake.isPending}>{say("intake.save")}</Button>
            <Button variant="default" onClick={onDone}>{say("intake.cancel")}</Button>
          </Group>
          {intake.isError && <ErrorNote error={intake.error} />}
        </Stack>
      </form>
    </Paper>
  );
}
