import { Alert, Anchor, Badge, NativeSelect, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { jobQuery } from "@/core/jobs";
import { useCases } from "@/core/sources";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import table from "@/parts/Table.module.css";
import { NoCase } from "@/parts/NoCase";
import { ErrorNote, Loading } from "@/parts/Notes";

import { ExhibitsPart } from "../exhibit_list/ExhibitsPart";
import { KEY, sequencesQuery } from "../server";
import { useSay } from "../words";
import { NewSequencePart } from "./NewSequencePart";

/** The sequences of a case, and where a new one is taken in. */
export function BenchView({ search, go }: DeskPlace) {
  const say = useSay();
  const cases = useCases();
  const caseId = search["case"] ?? "";
  return (
    <Stack maw="80rem" mx="auto" data-bench>
      <DeskHead title={say("bench")} help={say("bench.help")} />
      {cases.data === undefined ? <Loading /> : cases.data.length === 0 ? <NoCase /> : (
        <NativeSelect
          label={say("case")}
          maw="24rem"
          value={caseId}
          data={[{ value: "", label: say("case.choose") }, ...cases.data.map(({ id, title }) => ({ value: id, label: title }))]}
          onChange={(event) => { go({ case: event.currentTarget.value || undefined }); }}
        />
      )}
      {caseId !== "" && <Sequences caseId={caseId} />}
      {caseId !== "" && <ExhibitsPart caseId={caseId} />}
      {caseId !== "" && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "forms/receipt" }} search={{ case: caseId }} data-receipt {...props} />}>{say("exhibits.receipt")}</Anchor>}
    </Stack>
  );
}

function Sequences({ caseId }: { caseId: string }) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery({ ...sequencesQuery(caseId), refetchInterval: 15_000 });
  const [taken, setTaken] = useState<number | null>(null);
  return (
    <>
      <NewSequencePart caseId={caseId} onTaken={setTaken} />
      {taken !== null && <TakenIn no={taken} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (found.data.sequences.length === 0 ? <Text>{say("bench.none")}</Text> : (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say("bench")}>
          <table className={table.table}>
            <thead><tr>{(["sequence", "instrument", "method", "control", "injections", "when"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
            <tbody>
              {found.data.sequences.map((one) => (
                <tr key={one.sequence} data-sequence={one.sequence}>
                  <th scope="row"><Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `bench/${caseId}/${one.sequence}` }} {...props} />}><Data>{one.name}</Data></Anchor></th>
                  <td><Data>{one.instrument}</Data></td>
                  <td><Data>{one.method}</Data></td>
                  <td><Control inControl={one.in_control} /></td>
                  <td><Code>{format.number(one.injections)}</Code></td>
                  <td>{format.date(`${one.at.slice(0, 19)}Z`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </>
  );
}

/** How taking in a sequence goes: under way, done, or why it was refused. */
function TakenIn({ no }: { no: number }) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const job = useQuery(jobQuery(no, locale));
  const queries = useQueryClient();
  const state = job.data?.state ?? "queued";
  useEffect(() => { if (state === "done") void queries.invalidateQueries({ queryKey: KEY }); }, [state, queries]);
  if (state !== "failed") return <Text role="status" data-taken-in={state}>{say(state === "done" ? "bench.done" : "bench.queued")}</Text>;
  return (
    <Alert role="alert" color="red.9" variant="default" title={say("bench.refused")} data-taken-in={state}>
      <Text size="sm"><Data>{format.sentence(job.data?.sentence ?? "")}</Data> <Data>{job.data?.next_step ?? ""}</Data></Text>
    </Alert>
  );
}

/** Whether an instrument may report. */
export function Control({ inControl }: { inControl: boolean }) {
  const say = useSay();
  return <Badge color={inControl ? "teal.9" : "red.9"} tt="none" miw="max-content">{say(inControl ? "control.yes" : "control.no")}</Badge>;
}
