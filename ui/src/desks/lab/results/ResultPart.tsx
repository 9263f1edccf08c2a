import { Button, Checkbox, Group, NativeSelect, Paper, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { refusedAt } from "@/api/client";
import { sourcesQuery } from "@/core/sources";
import { ErrorNote } from "@/parts/Notes";

import { type Examined, useEnter } from "../server";
import en from "../words/en.json";
import { called, useSay } from "../words";
import { SubstanceChoice } from "./SubstanceChoice";
import { UnitSelect } from "../examinations/UnitSelect";

type Result = Parameters<ReturnType<typeof useEnter>["mutate"]>[0]["result"];
const TECHNIQUES = Object.keys(en).filter((key) => key.startsWith("technique.")).map((key) => key.slice("technique.".length) as Result["technique"]);
const OUTCOMES: readonly Result["outcome"][] = ["positive", "negative", "inconclusive"];
const BASES: readonly Result["basis"][] = ["reference-material", "library"];
/** Names as instruments write their files, and what else can be data of a technique: archives, pictures, printed sheets. */
const OF_INSTRUMENT = /\.(jdx|dx|jcamp|cdf|mzxml|mzml|ms|msp|spc|spa|raw)$/i;
const MAY_BE_DATA = /\.(jdx|dx|jcamp|cdf|mzxml|mzml|ms|msp|spc|spa|raw|zip|tar|tgz|gz|pdf|jpe?g|png|tiff?|webp|heic)$/i;
const chosen = <T extends string>(among: readonly T[], value: string) => among.find((one) => one === value);

/** What another technique said, entered beside what is wanting. Nothing is chosen beforehand but the `drawn` unit it was opened for; the data are chosen among the sealed files of the case. */
export function ResultPart({ told, caseId, drawn = 0, onDone }: { told: Examined; caseId: string; drawn?: number; onDone: () => void }) {
  const say = useSay();
  const enter = useEnter();
  const sources = useQuery(sourcesQuery);
  const [technique, setTechnique] = useState("");
  const [substance, setSubstance] = useState("");
  const [unlisted, setUnlisted] = useState(false);
  const [outcome, setOutcome] = useState("");
  const [basis, setBasis] = useState("");
  const [reference, setReference] = useState("");
  const [source, setSource] = useState("");
  const [note, setNote] = useState("");
  const [unit, setUnit] = useState(drawn === 0 ? "" : drawn.toString());
  const [every, setEvery] = useState(false);
  const files = (sources.data ?? []).filter((one) => one.case === caseId && (every || MAY_BE_DATA.test(one.name))).sort((one, other) => Number(OF_INSTRUMENT.test(other.name)) - Number(OF_INSTRUMENT.test(one.name)) || one.name.localeCompare(other.name));
  const send = () => {
    const one = { technique: chosen(TECHNIQUES, technique), outcome: chosen(OUTCOMES, outcome), basis: chosen(BASES, basis) };
    if (one.technique === undefined || one.outcome === undefined || one.basis === undefined) return;
    enter.mutate({ case: caseId, examination: told.examination, version: told.version, source, result: { technique: one.technique, substance, unlisted, outcome: one.outcome, basis: one.basis, reference, note, sampling: Number(unit === "" ? 1 : unit), data: "", isomers: [] } }, { onSuccess: onDone });
  };
  return (
    <Paper withBorder p="md">
      <form data-enter onSubmit={(event) => { event.preventDefault(); send(); }}>
        <Stack gap="sm">
          <Group align="flex-start" gap="sm">
            <NativeSelect label={say("column.technique")} required withAsterisk={false} data-technique value={technique} data={[{ value: "", label: say("enter.choose") }, ...TECHNIQUES.map((value) => ({ value, label: called(say, `technique.${value}`) }))]} onChange={(event) => { setTechnique(event.currentTarget.value); }} />
            <SubstanceChoice caseId={caseId} examination={told.examination} substance={substance} unlisted={unlisted} error={refusedAt(enter.error, "result.substance")} onSubstance={(name, alone) => { setSubstance(name); setUnlisted(alone); }} />
            <NativeSelect label={say("column.outcome")} required withAsterisk={false} data-outcome value={outcome} data={[{ value: "", label: say("enter.choose") }, ...OUTCOMES.map((value) => ({ value, label: called(say, `outcome.${value}`) }))]} onChange={(event) => { setOutcome(event.currentTarget.value); }} />
            <NativeSelect label={say("enter.basis")} required withAsterisk={false} data-basis value={basis} data={[{ value: "", label: say("enter.choose") }, { value: "reference-material", label: say("column.reference") }, { value: "library", label: say("exhibit.library") }]} onChange={(event) => { setBasis(event.currentTarget.value); }} />
            <UnitSelect told={told} unit={unit} onUnit={setUnit} />
          </Group>
          <Group align="flex-end" gap="sm">
            <TextInput label={say("enter.lot")} dir="ltr" maxLength={200} data-lot value={reference} onChange={(event) => { setReference(event.currentTarget.value); }} />
            <Stack gap={4}><NativeSelect label={say("enter.source")} w="24rem" data-source value={source} data={[{ value: "", label: say("enter.source.none") }, ...files.map((one) => ({ value: one.id, label: one.name }))]} onChange={(event) => { setSource(event.currentTarget.value); }} /><Checkbox size="sm" label={say("enter.source.all")} checked={every} onChange={(event) => { setEvery(event.currentTarget.checked); }} /></Stack>
            <TextInput label={say("maintenance.note")} dir="auto" maxLength={2000} value={note} onChange={(event) => { setNote(event.currentTarget.value); }} />
          </Group>
          <Group gap="sm">
            <Button type="submit" loading={enter.isPending}>{say("enter.save")}</Button>
            <Button variant="default" onClick={onDone}>{say("intake.cancel")}</Button>
          </Group>
          {enter.isError && <ErrorNote error={enter.error} />}
        </Stack>
      </form>
    </Paper>
  );
}
