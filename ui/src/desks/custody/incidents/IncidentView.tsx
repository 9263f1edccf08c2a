import { Alert, Anchor, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { ServerSentence } from "@/parts/ServerSentence";
import { ErrorNote, Loading } from "@/parts/Notes";

import css from "../Custody.module.css";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { useTime } from "../moment";
import { incidentQuery, type Incident, openIncidentsQuery, runningQuery } from "../server";
import { called, useSay } from "../words";
import { BESIDE } from "@/i18n/separator";
import { Closing } from "./Closing";

/** One incident: what happened, who was told when, the statement of every officer and who still owes one. Of a death or a complaint of torture only who deals with it reads more than that it happened. */
export function IncidentView({ search, go }: DeskPlace) {
  const say = useSay();
  const asked = search["number"] ?? "";
  const [typed, setTyped] = useState(asked);
  const found = useQuery(incidentQuery(asked));
  return (
    <Stack maw="70rem" mx="auto" data-incident>
      <DeskHead title={say("incident")} help={say("incident.help")} />
      <form onSubmit={(event) => { event.preventDefault(); go({ number: typed.trim() }); }}>
        <Group align="flex-end">
          <TextInput label={say("incident.find")} value={typed} dir="ltr" onChange={(event) => { setTyped(event.currentTarget.value); }} />
          <Button type="submit">{say("show")}</Button>
          <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "registers/incidents" }} {...props} />}>{say("incident.all")}</Anchor>
          <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "operations/incident" }} {...props} />}>{say("incident.new")}</Anchor>
        </Group>
      </form>
      {asked === "" && <OpenIncidents facility={search["facility"] ?? ""} />}
      {asked !== "" && found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} />}
      {found.data !== undefined && <IncidentDetails told={found.data} />}
    </Stack>
  );
}

/** The incidents that are open, each with the way to it; nobody types a number. */
function OpenIncidents({ facility }: { facility: string }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const found = useQuery(openIncidentsQuery(facility));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { incidents } = found.data;
  return (
    <section aria-labelledby="open-incidents" data-open-incidents={incidents.length}>
      <Title order={2} size="h4" id="open-incidents">{say("incident.open")} <Text span inherit c="dimmed">{format.number(incidents.length)}</Text></Title>
      {incidents.length === 0 && <Text>{say("incident.open.none")}</Text>}
      <ul>
        {incidents.map((one) => (
          <li key={one.number}>
            <DeskLink to="incident" search={{ number: one.number }}>{called(say, `incident.${one.sort}`)} <Code>{one.number}</Code></DeskLink>{BESIDE}{time(one.at)} <Code>{one.facility}</Code>
            {one.statements_missing > 0 && <>{BESIDE}{say("incident.owed", { n: format.number(one.statements_missing) })}</>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function IncidentDetails({ told }: { told: Incident }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const may = useMay();
  const running = useQuery({ ...runningQuery("", told.facility), enabled: told.sort === "roll-difference" && told.closed === null });
  const agreed = running.data?.clocks.some((one) => one.clock === "count-close" && one.record === told.number) === true;
  const to = (operation: string, more: Readonly<Record<string, string>> = {}) => (
    <Button variant="default" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: `operations/${operation}` }} search={{ number: told.number, ...more }} {...props} />}>{say(`incident.do.${operation === "inquire" ? "inquire" : operation === "statement" ? "statement" : "handle"}`)}</Button>
  );
  return (
    <>
      <Title order={2} size="h3">{called(say, `incident.${told.sort}`)} <Code>{told.number}</Code></Title>
      <Text>{time(told.at)} <Code>{told.facility}</Code>{told.basis !== "" && <>{BESIDE}{say("incident.basis")} <Data>{told.basis}</Data></>}</Text>
      {told.inquiry === "closed" && <Alert variant="default" title={say("incident.closed")}>{say("incident.closed.next")}</Alert>}
      {told.inquiry === "missing" && <Alert variant="default" title={say("incident.missing")}>{say("incident.missing.next")}</Alert>}
      {agreed && <Alert variant="default" role="status" title={say("incident.agreed")}>{say("incident.agreed.next")}</Alert>}
      {told.text !== "" && <Text style={{ whiteSpace: "pre-wrap" }}>{told.sort === "roll-difference" ? <ServerSentence text={told.text} /> : <Data>{told.text}</Data>}</Text>}
      <div className={css["sides"]}>
        <section className={css["side"]}>
          <Title order={3} size="h5">{say("incident.told")}</Title>
          <ul>
            {([["director", told.told_director], ["authority", told.told_authority], ["family", told.told_family]] as const).map(([who, when]) => <li key={who}>{say(`incident.told.${who}`)}: {when === null ? say("incident.not-yet") : time(when)}</li>)}
          </ul>
          <Text size="sm">{say("incident.told.over")}: {told.closed === null ? say("incident.not-yet") : time(told.closed)}</Text>
        </section>
        {told.people.length > 0 && <section className={css["side"]}><Title order={3} size="h5">{say(told.sort === "roll-difference" ? "incident.missed" : "incident.people")}</Title><ul>{told.people.map((one) => <li key={one.person}><PersonLink person={one.person} name={one.name} /></li>)}</ul></section>}
        <Names title={say("incident.staff")} names={told.staff} />
        <Names title={say("incident.implicated")} names={told.implicated} />
        <Names title={say("incident.handled")} names={told.handled_by} />
      </div>
      <section>
        <Title order={3} size="h5">{say("incident.statements")}</Title>
        {told.statements_missing !== null && told.statements_missing > 0 && <Text role="status">{say("incident.owed", { n: format.number(told.statements_missing) })} {told.owed.map((one) => <Code key={one}>{one} </Code>)}</Text>}
        {told.statements.length === 0 && <Text size="sm">{say("incident.statements.none")}</Text>}
        <ul>{told.statements.map((one) => <li key={one}><Data>{one}</Data></li>)}</ul>
      </section>
      {told.outcome !== "" && <Text>{say("incident.outcome")}: <Data>{told.outcome}</Data></Text>}
      {told.closed === null && (told.inquiry === "none" || told.inquiry === "open") && may("handle") && <Closing key={told.number} told={told} />}
      <Group>
        {told.inquiry === "missing" && to("inquire")}
        {told.inquiry !== "closed" && told.inquiry !== "missing" && <>{to("statement", told.owed[0] === undefined ? {} : { officer: told.owed[0] })}{to("handle")}</>}
        {told.sort === "roll-difference" && told.closed === null && may("count") && <Go to="count" search={{ facility: told.facility }}>{say("incident.count-again")}</Go>}
        {told.inquiry_case !== "" && <Anchor renderRoot={(props) => <Link to="/cases/$caseId" params={{ caseId: told.inquiry_case }} {...props} />}>{say("incident.case")}</Anchor>}
      </Group>
    </>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return <section className={css["side"]}><Title order={3} size="h5">{title}</Title><ul>{names.map((one) => <li key={one}><Data>{one}</Data></li>)}</ul></section>;
}
