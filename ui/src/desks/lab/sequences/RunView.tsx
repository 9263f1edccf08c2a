import { Alert, Anchor, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { Chromatogram, colourOf } from "./Chromatogram";
import classes from "../Lab.module.css";
import { ComponentPart } from "./ComponentPart";
import { runQuery, type Traces } from "../server";
import { SubstancesTable } from "./SubstancesTable";
import { TierShare } from "./TierShare";
import { called, placed, useSay } from "../words";

/** A run: its chromatogram with chosen ions, its components, and the chosen one beside what it looks like. */
export function RunView({ params, search, go }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const [caseId, sequence, run] = [params["case"] ?? "", params["sequence"] ?? "", params["run"] ?? ""];
  const ions = (search["ions"] ?? "").split(",").map(Number).filter((one) => Number.isInteger(one) && one > 0).slice(0, 8);
  const found = useQuery(runQuery(caseId, sequence, run, ions, locale));
  const chosen = Number(search["component"] ?? "0") || 0;
  const choose = (number: number) => { go({ ions: search["ions"], component: number.toString() }); };
  const show = (next: readonly number[]) => { go({ ions: next.length === 0 ? undefined : next.join(","), component: search["component"] }); };
  return (
    <Stack maw="96rem" mx="auto" data-run={run}>
      <DeskHead title={<><Code>{run}</Code> <Data>{found.data?.sample ?? ""}</Data></>} help={say("run.help")} back={{ to: `bench/${caseId}/${sequence}`, name: say("board") }} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          {found.data.kind === "case" && <Sheet caseId={caseId} sequence={sequence} run={found.data} />}
          {found.data.problems.length > 0 && <Odd run={found.data} />}
          <Ions ions={ions} onIons={show} />
          <Chromatogram run={found.data} chosen={chosen} onChosen={choose} onExport={{ case: caseId, sequence, run, ions }} />
          {found.data.substances.length > 0 && (
            <section aria-labelledby="said" data-said>
              <Title order={2} id="said" mb="xs">{say("column.found")}</Title>
              <SubstancesTable run={run} substances={found.data.substances} />
            </section>
          )}
          <div className={classes.sides}>
            <Components run={found.data} chosen={chosen} onChosen={choose} />
            {chosen > 0 && <ComponentPart caseId={caseId} sequence={sequence} run={found.data} number={chosen} ions={ions} onIons={show} />}
          </div>
        </>
      )}
    </Stack>
  );
}

/** What the file of a run says that is missing or cannot be, each with the scan at which it begins. */
function Odd({ run }: { run: Traces }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Alert variant="default" title={say("run.problems")}>
      <ul style={{ margin: 0 }}>
        {run.problems.map((one, at) => <li key={at} data-problem={one.code}>{one.place !== "" && <><Data>{placed(say, format.number, one.place)}</Data>: </>}<Data>{format.sentence(one.sentence)}</Data> <Data>{format.sentence(one.next_step)}</Data></li>)}
      </ul>
    </Alert>
  );
}

/** The way to the worksheets of fire debris and propellants over this run. */
function Sheet({ caseId, sequence, run }: { caseId: string; sequence: string; run: Traces }) {
  const say = useSay();
  return <Anchor size="sm" data-worksheet renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "operations/worksheet" }} search={{ case: caseId, examination: run.sample, sequence, run: run.run }} {...props} />}>{say("run.worksheet")}</Anchor>;
}

function Ions({ ions, onIons }: { ions: readonly number[]; onIons: (ions: readonly number[]) => void }) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  return (
    <form style={{ display: "flex", gap: "0.6rem", alignItems: "flex-end", flexWrap: "wrap" }} onSubmit={(event) => { event.preventDefault(); if (typed !== "") onIons([...new Set([...ions, Number(typed)])]); setTyped(""); }}>
      <NumberField label={say("run.ion")} description={say("run.ion.help")} w="16rem" min={1} max={4095} value={typed} onValue={setTyped} />
      {ions.map((one, at) => (
        <button key={one} type="button" className={table.choice} style={{ inlineSize: "auto", borderBlockEnd: `3px solid ${colourOf(at)}` }} aria-label={say("run.ion.off", { n: one.toString() })} onClick={() => { onIons(ions.filter((other) => other !== one)); }}><Code>{`m/z ${one.toString()} ×`}</Code></button>
      ))}
    </form>
  );
}

function Components({ run, chosen, onChosen }: { run: Traces; chosen: number; onChosen: (number: number) => void }) {
  const say = useSay();
  const format = useFormat();
  if (run.components.length === 0) return <Text>{say("run.empty")}</Text>;
  return (
    <section aria-labelledby="components">
      <Title order={2} id="components" mb="xs">{say("components")}</Title>
      <div className={`${table.frame ?? ""} ${classes.list ?? ""}`} tabIndex={0} role="region" aria-labelledby="components">
        <table className={table.table}>
          <thead><tr>{(["minutes", "index.own", "top", "ratio", "found", "library"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
          <tbody>
            {run.components.map((one) => (
              <tr key={one.number} aria-selected={one.number === chosen} data-component={one.number}>
                <th scope="row"><button type="button" className={table.choice} onClick={() => { onChosen(one.number); }}><Code>{format.number((one.time / 60).toFixed(3))}</Code></button></th>
                <td><Code>{one.index === null ? "–" : format.number(Math.round(one.index))}</Code></td>
                <td><Code>{one.top.join(" ")}</Code></td>
                <td><Code>{format.number(Math.round(one.ratio))}</Code></td>
                <td><Data>{one.target}</Data></td>
                <td>{one.name !== "" && <><Data>{one.name}</Data>{BESIDE}<Text span size="xs">{called(say, `tier.${one.tier}`)}<TierShare share={one.share} /></Text></>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
