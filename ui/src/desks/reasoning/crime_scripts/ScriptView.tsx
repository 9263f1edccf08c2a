import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";

import { EMPTY_ACT, moved, type NewAct, plainAct, type Script, scriptQuery, type ShownAct, STAGES, useSaveScript, withAct, withoutAct } from "./scripts";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";

import { NameDialog } from "@/parts/NameDialog";
import { ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";
import { ActForm } from "./ActForm";
import { CitedValue } from "../worksheets/CitedValue";
import { SheetHead } from "../worksheets/Sheets";
import classes from "../Worksheets.module.css";
import { useSay } from "../words";

/** A crime script: the acts in order, with who, with what, where, what they rest on, what is not known and where it could be prevented. */
export function ScriptView({ params: { case: caseId = "", script = "" } }: DeskPlace) {
  const found = useQuery(scriptQuery(caseId, script));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return <Opened key={found.data.id} caseId={caseId} script={found.data} />;
}

function Opened({ caseId, script }: { caseId: string; script: Script }) {
  const say = useSay();
  const format = useFormat();
  const save = useSaveScript(caseId, script.id);
  const [editing, edit] = useState<NewAct | null>(null);
  const [asking, setAsking] = useState(false);
  const put = (acts: NewAct[], title = script.title) => { save.mutate({ version: script.version, title, note: script.note, acts }); };
  const form = editing !== null && (
    <ActForm act={editing} cited={script.acts.find((item) => item.key === editing.key)?.rests ?? []} names={script.acts.flatMap((item) => [...item.actors, ...item.tools, ...item.places])} busy={save.isPending} onClose={() => { edit(null); }} onSave={(act) => { put(withAct(script.acts, act)); edit(null); }} />
  );
  return (
    <Stack maw="72rem" mx="auto">
      <SheetHead caseId={caseId} kind="scripts" id={script.id} title={script.title}>
        <Button size="compact-sm" variant="default" onClick={() => { setAsking(true); }}>{say("worksheet.rename")}</Button>
      </SheetHead>
      {asking && <NameDialog title={say("worksheet.rename")} label={say("crime-scripts.title")} start={script.title} onClose={() => { setAsking(false); }} onName={(title) => { put(script.acts.map(plainAct), title); }} />}
      {save.isError && <ErrorNote error={save.error} />}
      {script.acts.length > 0 && script.without_source > 0 && <Text size="sm" c="dimmed">{format.countedText(say("script.without-source"), script.without_source)}</Text>}
      {STAGES.map((stage) => (
        <section key={stage} className={classes.stage} aria-labelledby={`stage-${stage}`} data-stage={stage}>
          <Group justify="space-between">
            <Title order={2} id={`stage-${stage}`}>{say(`script.stage.${stage}`)}</Title>
            <Button size="compact-sm" variant="default" aria-label={`${say("script.add")}: ${say(`script.stage.${stage}`)}`} onClick={() => { edit(EMPTY_ACT(stage)); }}>{say("script.add")}</Button>
          </Group>
          <Text size="sm" c="dimmed">{say(`script.stage.${stage}.help`)}</Text>
          {script.acts.filter((act) => act.stage === stage).map((act) => (editing !== null && editing.key !== "" && editing.key === act.key ? <div key={act.key}>{form}</div> : <Card key={act.key} act={act} busy={save.isPending} onEdit={() => { edit(plainAct(act)); }} onMove={(by) => { put(moved(script.acts, act.key, by)); }} onRemove={() => { put(withoutAct(script.acts, act.key)); }} />))}
          {editing !== null && editing.key === "" && editing.stage === stage && form}
        </section>
      ))}
    </Stack>
  );
}

function Card({ act, busy, onEdit, onMove, onRemove }: { act: ShownAct; busy: boolean; onEdit: () => void; onMove: (by: -1 | 1) => void; onRemove: () => void }) {
  const { t } = useLocale();
  const say = useSay();
  return (
    <article className={classes.act} data-act={act.key}>
      <Group justify="space-between" align="flex-start">
        <h3 dir="auto">{act.title}</h3>
        <Group gap={4}>
          <Button size="compact-xs" variant="subtle" disabled={busy} aria-label={`${say("script.up")}: ${act.title}`} onClick={() => { onMove(-1); }}>{say("script.up")}</Button>
          <Button size="compact-xs" variant="subtle" disabled={busy} aria-label={`${say("script.down")}: ${act.title}`} onClick={() => { onMove(1); }}>{say("script.down")}</Button>
          <Button size="compact-xs" variant="subtle" disabled={busy} aria-label={`${t("notes.edit")}: ${act.title}`} onClick={onEdit}>{t("notes.edit")}</Button>
          <Button size="compact-xs" variant="subtle" disabled={busy} aria-label={`${t("charts.away")}: ${act.title}`} onClick={onRemove}>{t("charts.away")}</Button>
        </Group>
      </Group>
      {act.text !== "" && <Text size="sm" dir="auto" style={{ whiteSpace: "pre-wrap" }}>{act.text}</Text>}
      <dl className={classes.facts}>
        {(["actors", "tools", "places"] as const).map((name) => act[name].length > 0 && (
          <Fact key={name} term={say(`script.${name}`)}>
            <Names names={act[name]} />
          </Fact>
        ))}
        <Fact term={say("script.rests")}>
          {act.rests.length === 0 ? <Text span size="sm" c="dimmed">{say("script.rests.none")}</Text> : act.rests.map((cited) => <CitedValue key={`${cited.entity} ${cited.statement}`} cited={cited} />)}
        </Fact>
        <Fact term={say("script.gaps")}>
          <span dir="auto">{act.gaps || "–"}</span>
        </Fact>
        <Fact term={say("script.prevention")}>
          <span dir="auto">{act.prevention || "–"}</span>
        </Fact>
      </dl>
    </article>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Who or what is named: things lead to their page, words stand as they are. */
function Names({ names }: { names: ShownAct["actors"] }) {
  const say = useSay();
  return (
    <ul className={classes.names}>
      {names.map((one, at) => (
        <li key={at}>
          {one.about !== null ? (
            <Anchor component={Link} to={`/entities/${one.about.id}`} size="sm">
              <PlainValue value={one.about.caption} />
            </Anchor>
          ) : (
            <PlainValue value={one.words || say("cited.gone")} />
          )}
        </li>
      ))}
    </ul>
  );
}
