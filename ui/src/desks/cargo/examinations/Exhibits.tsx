import { Anchor, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { useCases } from "@/core/sources";
import { Code, Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { ErrorNote } from "@/parts/Notes";

import { type KeptOutcome, type Outcome, useFind, useSeize } from "../server";
import { gramsOf, laboratoryRequest, nextExhibit } from "./sheet";
import { useSay } from "../words";

type Find = Outcome["finds"][number];

/** From a find to its exhibit: numbers that are missing, the second officer, the seizure in a case; then each exhibit at the laboratory, and what the laboratory reported. */
export function Exhibits({ kept, post }: { kept: KeptOutcome; post: string }) {
  const say = useSay();
  const body = kept.body;
  const missing = body.finds.flatMap((one, at) => (one.exhibit === "" ? [{ find: one, number: at + 1 }] : []));
  return (
    <section aria-labelledby="seizure" data-seizure={body.seizure}>
      <Title order={2} size="h3" id="seizure">{say("sheet.seizure")}</Title>
      <Stack gap="xs" mt="xs">
        {missing.map((one) => <NumberExhibit key={one.number} kept={kept} {...one} />)}
        {missing.length === 0 && body.signed_by === "" && <Text size="sm" data-waits>{say("sheet.seize.unsigned")}</Text>}
        {missing.length === 0 && body.signed_by !== "" && body.seizure === "" && <Seizing kept={kept} />}
        {body.seizure !== "" && <Text role="status">{say("sheet.seized")} <Anchor renderRoot={(props) => <Link to="/sources/$id" params={{ id: body.seizure }} {...props} />}>{say("sheet.document")}</Anchor></Text>}
        {body.seizure !== "" && body.finds.map((find, at) => <AtLaboratory key={find.exhibit} kept={kept} post={post} find={find} number={at + 1} />)}
        {body.seizure !== "" && <Anchor renderRoot={(props) => <Link to="/search" search={{ q: body.consignment }} {...props} />}>{say("sheet.search")}</Anchor>}
      </Stack>
    </section>
  );
}

function NumberExhibit({ kept, find, number }: { kept: KeptOutcome; find: Find; number: number }) {
  const say = useSay();
  const format = useFormat();
  const change = useFind();
  const [exhibit, setExhibit] = useState(nextExhibit(kept.body));
  return (
    <form onSubmit={(event) => { event.preventDefault(); change.mutate({ ...find, exhibit: exhibit.trim(), find: number, outcome: kept.outcome, version: kept.version, examined: false, withdrawn: false }); }} data-number-exhibit={number}>
      <Group align="end">
        <TextInput label={say("sheet.exhibit.number", { n: format.number(number) })} description={kept.body.signed_by === "" ? undefined : say("sheet.exhibit.signed")} required value={exhibit} dir="auto" maxLength={60} onChange={(event) => { setExhibit(event.currentTarget.value); }} />
        <Button type="submit" variant="default" loading={change.isPending}>{say("sheet.exhibit.save")}</Button>
      </Group>
      {change.isError && <ErrorNote error={change.error} />}
    </form>
  );
}

function Seizing({ kept }: { kept: KeptOutcome }) {
  const say = useSay();
  const cases = useCases();
  const seize = useSeize();
  const [caseId, setCase] = useState(kept.body.seizure_case);
  return (
    <>
      <Text size="sm">{say("sheet.seize.help")}</Text>
      {cases.data?.length === 0 && <Text size="sm" data-no-case>{say("sheet.seize.no-case")} <Anchor renderRoot={(props) => <Link to="/cases" {...props} />}>{say("sheet.seize.cases")}</Anchor></Text>}
      <Group align="end">
        <NativeSelect label={say("sheet.case")} value={caseId} onChange={(event) => { setCase(event.currentTarget.value); }} data={[{ value: "", label: say("sheet.case.choose") }, ...(cases.data ?? []).map((one) => ({ value: one.id, label: one.title }))]} />
        <Button disabled={caseId === ""} loading={seize.isPending} onClick={() => { seize.mutate({ case: caseId, outcome: kept.outcome }); }}>{say("sheet.seize")}</Button>
      </Group>
      {seize.isError && <ErrorNote error={seize.error} />}
    </>
  );
}

function AtLaboratory({ kept, post, find, number }: { kept: KeptOutcome; post: string; find: Find; number: number }) {
  const say = useSay();
  const format = useFormat();
  const body = kept.body;
  const reports = body.laboratory.filter((one) => one.find === number);
  return (
    <Group gap="md">
      <Text span><Code>{find.exhibit}</Code> <Data>{find.goods}</Data></Text>
      <Anchor data-exhibit={find.exhibit} renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "operations/examine" }} search={laboratoryRequest({ case: body.seizure_case, number: body.consignment }, { ...body, post }, find.exhibit, find.goods, gramsOf(find))} {...props} />}>{say("sheet.laboratory")}</Anchor>
      <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `exhibit/${body.seizure_case}/${encodeURIComponent(find.exhibit)}` }} {...props} />}>{say("sheet.at-laboratory")}</Anchor>
      <DeskLink to="operations/outcome-laboratory" search={{ outcome: kept.outcome, version: String(kept.version), find: String(number) }}>{say("sheet.lab-report")}</DeskLink>
      {reports.map((one, at) => <Text key={at} size="sm" data-report={one.report}>{say("sheet.lab-said", { n: format.number(number), report: one.report })} {say(one.confirmed ? "sheet.confirmed" : "sheet.denied")} <Data>{one.substance}</Data></Text>)}
    </Group>
  );
}
