import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import table from "@/parts/Table.module.css";
import { ErrorNote } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import classes from "../Covert.module.css";
import { type Application, useDecide } from "../server";
import { called, useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

const TEXTS = ["purpose", "necessity", "proportionality", "alternatives", "collateral"] as const;
const LISTS = ["subjects", "places", "methods", "permitted", "prohibited"] as const;

/** An application as who decides reads it; for how many months is prefilled with what the law allows at most. */
export function ApplicationDecision({ application, onDone }: { application: Application; onDone: (granted: boolean, until: string | null) => void }) {
  const say = useSay();
  const format = useFormat();
  const decide = useDecide();
  const [months, setMonths] = useState(application.months === 0 ? "" : String(application.months));
  const [reason, setReason] = useState("");
  const ready = reason.trim().length >= 3 && !decide.isPending;
  const send = (granted: boolean) => {
    decide.mutate({ number: application.number, granted, reason: reason.trim(), ...(granted ? { months: Number(months) } : {}) }, { onSuccess: ({ until }) => { onDone(granted, until); } });
  };
  return (
    <Stack gap="xs" className={classes.item} role="group" aria-label={`${application.technique} ${application.number}`} data-application={application.number}>
      <Text fw={600}><Data>{application.technique}</Data>{BESIDE}<Code>{application.number}</Code></Text>
      <Text size="sm" c="dimmed">{application.submitted !== null && format.date(application.submitted)}{BESIDE}<Data>{application.law}</Data>{application.matter !== "" && <>{BESIDE}{say("application.matter")}: <Data>{application.matter}</Data></>}</Text>
      <dl className={classes.said} style={{ margin: 0, maxInlineSize: "44rem" }}>
        {TEXTS.filter((name) => application[name].trim() !== "").map((name) => <div key={name}><dt style={{ fontWeight: 600 }}>{say(`application.${name}`)}</dt><dd style={{ marginInlineStart: "1rem" }} dir="auto">{application[name]}</dd></div>)}
        {LISTS.filter((name) => application[name].length > 0).map((name) => <div key={name}><dt style={{ fontWeight: 600 }}>{say(`application.${name}`)}</dt><dd style={{ marginInlineStart: "1rem" }}>{application[name].map((one, at) => <span key={one}>{at > 0 && "؛ "}<Data>{one}</Data></span>)}</dd></div>)}
      </dl>
      <Text size="sm" data-people>
        {say("application.asked-by")}: <Data>{application.asked_by === "" ? "–" : application.asked_by}</Data>{BESIDE}{say("application.leads")}: <People names={application.leads} />{BESIDE}{say("application.handlers")}: <People names={application.handlers} />
        {application.unnamed > 0 && <>{BESIDE}{say("application.unnamed", { n: format.number(application.unnamed) })}</>}
      </Text>
      {application.replaces !== "" && <Text size="sm">{say("application.replaces")} <Code>{application.replaces}</Code></Text>}
      {application.confidential && <Text size="sm" fw={600}>{say("application.confidential")}</Text>}
      {application.bar !== "" && <Text size="sm" fw={600} data-bar={application.bar}>{say(`application.bar.${application.bar}`)}</Text>}
      {application.bar === "" && <NumberField label={say("application.months")} description={say("application.months.help", { n: format.number(application.months) })} maw="22rem" required min={1} max={application.months} value={months} onValue={setMonths} />}
      <Textarea label={say("decisions.reason")} dir="auto" autosize required maxLength={20_000} maw="44rem" value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
      <Group gap="xs">
        {application.bar === "" && <Button size="compact-sm" disabled={!ready || months === ""} aria-label={`${say("application.grant")}: ${application.number}`} onClick={() => { send(true); }}>{say("application.grant")}</Button>}
        <Button size="compact-sm" variant="default" disabled={!ready} aria-label={`${say("application.refuse")}: ${application.number}`} onClick={() => { send(false); }}>{say("application.refuse")}</Button>
        {reason.trim().length < 3 && <Text size="xs" c="dimmed">{say("application.reason.first")}</Text>}
      </Group>
      {decide.isError && <ErrorNote error={decide.error} />}
    </Stack>
  );
}

function People({ names }: { names: readonly string[] }) {
  return names.length === 0 ? <>–</> : <>{names.map((one, at) => <span key={one}>{at > 0 && "؛ "}<Data>{one}</Data></span>)}</>;
}

/** The applications that the person made, with what became of each. */
export function OwnApplications({ applications }: { applications: readonly Application[] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={say("applications.own")}>
      <table className={table.table}>
        <thead><tr>{(["number", "technique", "asked", "state", "answer"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
        <tbody>
          {applications.map((one) => (
            <tr key={one.number} data-own-application={one.number}>
              <th scope="row"><Code>{one.number}</Code></th>
              <td><Data>{one.technique}</Data></td>
              <td>{one.submitted === null ? "–" : format.date(one.submitted)}</td>
              <td>{called(say, `state.${one.state}`)}</td>
              <td>{one.reason === "" ? "–" : <Data>{one.reason}</Data>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
