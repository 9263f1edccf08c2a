import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Code } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { Done } from "@/parts/Done";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { SecondCodes } from "../approvals/SecondCodes";
import { type DraftLine, type Mine, mineQuery, useDropDraft } from "../server";
import { called, useSay } from "../words";
import { Apply } from "./Apply";
import { SourceSteps } from "./SourceSteps";

/** Whom one handles, by code alone; from here a contact is written down, or a draft gone on with. */
export function SourcesView() {
  const say = useSay();
  const found = useQuery(mineQuery);
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return (
    <Stack maw="80rem" mx="auto" data-my-sources>
      <DeskHead title={say("sources")} help={say("sources.help")} />
      {found.data.drafts.length > 0 && <Drafts drafts={found.data.drafts} />}
      {found.data.sources.length === 0 ? <Text>{say("sources.none")}</Text> : <Sources sources={found.data.sources} />}
      <SecondCodes />
      <Text size="sm"><Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "operations/source-register" }}>{say("sources.register")}</Link></Text>
    </Stack>
  );
}

function Drafts({ drafts }: { drafts: readonly DraftLine[] }) {
  const say = useSay();
  const format = useFormat();
  const drop = useDropDraft();
  return (
    <section aria-labelledby="drafts">
      <Title order={2} size="h4" id="drafts">{say("drafts")}</Title>
      {drop.isError && <ErrorNote error={drop.error} />}
      <ul style={{ listStyle: "none", padding: 0 }}>
        {drafts.map((one) => (
          <li key={one.draft} data-draft={one.draft}>
            <Group gap="sm">
              <Code>{one.code}</Code>
              <Text span size="sm">{say("drafts.saved", { when: format.date(one.saved) })}</Text>
              <Button size="compact-sm" variant="default" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: `contact/${one.code}` }} search={{ draft: one.draft }} {...props} />}>{say("drafts.open")}</Button>
              <Button size="compact-sm" variant="subtle" loading={drop.isPending} aria-label={`${say("drafts.drop")}: ${one.code}`} onClick={() => { drop.mutate(one.draft); }}>{say("drafts.drop")}</Button>
            </Group>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** States in which nobody has authorised the source yet. */
const EARLY: ReadonlySet<string> = new Set(["approached", "assessed"]);

/** States in which a source is prepared for a task; the server refuses the others. */
const TASKED: ReadonlySet<string> = new Set(["authorised", "active"]);

function Sources({ sources }: { sources: readonly Mine[] }) {
  const say = useSay();
  const format = useFormat();
  const [moved, setMoved] = useState("");
  const stands = sources.find((one) => one.code === moved)?.state;
  return (
    <>
    {stands !== undefined && <Done key={`${moved} ${stands}`}>{say("steps.done")} <Code>{moved}</Code>: {called(say, `source-state.${stands}`)}</Done>}
    <div className={table.frame} tabIndex={0} role="region" aria-label={say("sources")}>
      <table className={table.table}>
        <thead><tr>{(["code", "state", "contacts", "last", "authorisation", "paid", "do"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
        <tbody>
          {sources.map((one) => (
            <tr key={one.code} data-source={one.code}>
              <th scope="row"><Code>{one.code}</Code></th>
              <td>{called(say, `source-state.${one.state}`)}<Text size="xs" c="dimmed">{format.date(one.since)}</Text></td>
              <td>
                {format.number(one.contacts)}
                {one.left !== null && <Text size="xs" fw={one.left === 0 ? 600 : 400}>{say("sources.left", { n: format.number(one.left) })}</Text>}
              </td>
              <td>{one.last === null ? "–" : format.date(one.last)}</td>
              <td>
                {one.granted !== "" ? <>{say("sources.granted")} <Code>{one.granted}</Code>. {say(`sources.granted.${one.state === "approached" ? "assess" : "wait"}`)}</> : one.number === "" ? <>{say("sources.unauthorised")} {EARLY.has(one.state) && <Apply code={one.code} />}</> : <><Code>{one.number}</Code> {called(say, `state.${one.standing}`)}</>}
                {one.until !== null && <Text size="xs" c="dimmed">{say("sources.until", { when: format.date(one.until) })}</Text>}
              </td>
              <td>{say("sources.paid", { n: format.number(one.paid), of: format.number(one.limit) })}</td>
              <td><Button size="compact-sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: `contact/${one.code}` }} aria-label={`${say("sources.contact")}: ${one.code}`} {...props} />}>{say("sources.contact")}</Button> {one.payable ? <Button size="compact-sm" variant="default" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "operations/source-pay" }} search={{ code: one.code, to: "decisions" }} aria-label={`${say("sources.pay")}: ${one.code}`} {...props} />}>{say("sources.pay")}</Button> : <Text size="xs" c="dimmed" data-unpaid>{say("sources.unpaid")}</Text>}{one.number !== "" && TASKED.has(one.state) && <Button size="compact-sm" variant="subtle" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "operations/risk-assess" }} search={{ code: one.code, number: one.number, to: "sources" }} aria-label={`${say("sources.risk")}: ${one.code}`} {...props} />}>{say("sources.risk")}</Button>}<SourceSteps source={one} onDone={() => { setMoved(one.code); }} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    </>
  );
}
