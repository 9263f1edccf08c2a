import { Alert, Anchor, Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Icon } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Lab.module.css";
import { type Look, lookQuery, type Traces } from "../server";
import { difference, Spectrum } from "./Spectrum";
import { FindingPart } from "../findings/FindingPart";
import { called, useSay } from "../words";

/** The kinds of injections that hold reference material. */
const MATERIAL: readonly string[] = ["calibrator", "check", "mix"];

/** The chosen component: its spectrum head to tail with a hit or the reference material, the hits, and taking it up into the ledger of its exhibit. */
export function ComponentPart({ caseId, sequence, run, number, ions, onIons }: { caseId: string; sequence: string; run: Traces; number: number; ions: readonly number[]; onIons: (ions: readonly number[]) => void }) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(lookQuery(caseId, sequence, run.run, number, locale));
  const target = run.components.find((one) => one.number === number)?.target ?? "";
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <section aria-labelledby="look" data-look={number}>
      <Title order={2} id="look" mb="xs">{say("look")}</Title>
      <Shown key={number} look={found.data} ions={ions} onIons={onIons} />
      {run.kind === "case" && target !== "" && <FindingPart caseId={caseId} sequence={sequence} run={run.run} exhibit={run.sample} acquired={run.acquired} target={target} />}
      {MATERIAL.includes(run.kind) && (
        <Anchor size="sm" mt="sm" data-reference renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "operations/house-enter" }} search={{ case: caseId, sequence, run: run.run, number: number.toString(), substance: target }} {...props} />}>{say("look.material")}</Anchor>
      )}
    </section>
  );
}

function Shown({ look, ions, onIons }: { look: Look; ions: readonly number[]; onIons: (ions: readonly number[]) => void }) {
  const say = useSay();
  const format = useFormat();
  const [beside, setBeside] = useState(look.reference === null ? "0" : "reference");
  const [mode, setMode] = useState("both");
  const other = beside === "reference" ? look.reference : (look.hits[Number(beside)] ?? null);
  const labels = new Map(look.ions.map((one) => [one.mz, one.label]));
  const strongest = [...look.peaks].sort((one, two) => (two[1] ?? 0) - (one[1] ?? 0)).slice(0, 4).map((one) => one[0] ?? 0);
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <SegmentedControl size="xs" value={mode} onChange={setMode} data={[{ value: "both", label: say("look.both") }, { value: "difference", label: say("look.difference") }]} />
        <Button size="compact-sm" variant="default" onClick={() => { onIons([...new Set([...ions, ...strongest])].slice(0, 8)); }}>{say("look.ions")}</Button>
        {look.reference !== null && <Button size="compact-sm" variant={beside === "reference" ? "filled" : "default"} onClick={() => { setBeside("reference"); }}>{say("look.reference")}</Button>}
      </Group>
      <Text size="sm">{say("look.up")} {other !== null && <>{say("look.down")} <Data>{other.name}</Data></>}</Text>
      <Spectrum title={say("look")} above={mode === "both" ? look.peaks : difference(look.peaks, other?.peaks ?? [])} below={mode === "both" ? (other?.peaks ?? []) : []} labels={labels} />
      {look.query !== null && (
        <>
          <Alert variant="default" icon={<Icon name="warning" />} title={called(say, `tier.${look.query.tier}`)}>
            {format.sentence(look.query.says)} {format.sentence(look.query.next_step)}
            {look.query.isomers.length > 1 && <Text size="sm" fw={600}>{say("look.isomers")} {look.query.isomers.map((one, at) => <span key={at}>{at > 0 && ", "}<Data>{one}</Data></span>)}</Text>}
          </Alert>
          <div className={`${table.frame ?? ""} ${classes.list ?? ""}`} tabIndex={0} role="region" aria-label={say("look.hits")}>
            <table className={table.table}>
              <thead><tr>{(["name", "score", "gap", "reverse", "index", "isomer"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
              <tbody>
                {look.query.hits.map((hit, at) => (
                  <tr key={at} aria-selected={beside === at.toString()} data-hit={at}>
                    <th scope="row"><button type="button" className={table.choice} onClick={() => { setBeside(at.toString()); }}><span><Data>{hit.name}</Data> <Code>{hit.formula}</Code></span></button></th>
                    <td><Code>{format.number(hit.score.toFixed(3))}</Code></td>
                    <td><Code>{format.number(hit.gap.toFixed(3))}</Code></td>
                    <td><Code>{format.number(hit.reverse.toFixed(3))}</Code></td>
                    <td><Code>{hit.retention === null ? "–" : format.number(Math.round(hit.retention))}</Code></td>
                    <td>{hit.isomer ? say("look.isomer") : ""}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </Stack>
  );
}
