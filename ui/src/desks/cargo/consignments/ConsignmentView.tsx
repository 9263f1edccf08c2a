import { Alert, Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import { AddToChart } from "@/parts/AddToChart";
import { Onward } from "@/parts/Onward";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Cargo.module.css";
import { type Consignment, consignmentQuery } from "../server";
import { apart, sides } from "./sides";
import { TrackMap } from "../road/TrackMap";
import { called, useSay } from "../words";

const FIGURE = /^\d+(\.\d+)?$/;

/** One consignment: its papers side by side, what differs, what indicators say and on which grounds, its way, and what became of it. */
export function ConsignmentView({ params }: DeskPlace) {
  const { locale } = useLocale();
  const say = useSay();
  const format = useFormat();
  const found = useQuery(consignmentQuery(params["consignment"] ?? "", locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { arrival } = found.data;
  return (
    <Stack maw="90rem" mx="auto" data-consignment={found.data.id}>
      <DeskHead title={<Data>{arrival.number === "" ? arrival.key : arrival.number}</Data>} help={say("consignment.help")} back={{ to: "arrivals", name: say("arrivals") }}>
        <Facts told={found.data} />
      </DeskHead>
      {found.data.differences.length > 0 && (
        <Alert variant="default" title={say("differences")}>
          <ul>{found.data.differences.map((one, at) => <li key={at}><Data>{format.sentence(one.sentence)}</Data> <Data>{format.sentence(one.next_step)}</Data></li>)}</ul>
        </Alert>
      )}
      <Sides told={found.data} />
      <Rules told={found.data} />
      <Way told={found.data} />
      <Became told={found.data} />
    </Stack>
  );
}

function Facts({ told }: { told: Consignment }) {
  const say = useSay();
  const format = useFormat();
  const one = told.arrival;
  const codes = (texts: readonly string[]) => texts.filter((text) => text !== "").map((text, at) => <span key={text}>{at > 0 && BESIDE}<Data>{text}</Data></span>);
  const facts: readonly [string, boolean, ReactNode][] = [
    [say("fact.post"), true, <><Badge variant="outline" tt="none">{called(say, `mode.${one.mode}`)}</Badge> <Data>{told.post_name}</Data>{BESIDE}<Data>{one.day === "" ? "–" : format.date(one.day)}</Data></>],
    [say("fact.route"), one.load !== "" || one.discharge !== "", <><Code>{one.load === "" ? "–" : one.load}</Code> <Onward /> <Code>{one.discharge === "" ? "–" : one.discharge}</Code></>],
    ...([["shipper", one.shipper], ["consignee", one.consignee], ["notify", one.notify], ["declarant", one.declarant], ["carrier", one.carrier], ["goods", one.goods]] as const).map(([name, text]): [string, boolean, ReactNode] => [say(`fact.${name}`), text !== "", <Data key={name}>{text}</Data>]),
    ...([["hs", one.hs], ["origin", [one.origin]], ["journey", [one.journey]], ["master", [one.master]], ["declaration", [one.declaration]], ["driver", [one.driver]], ["phone", one.phones]] as const).map(([name, texts]): [string, boolean, ReactNode] => [say(`fact.${name}`), texts.some((text) => text !== ""), codes(texts)]),
    [say("fact.gross"), typeof one.gross === "number", say("kilos", { n: format.number(one.gross ?? 0) })],
  ];
  const things = [...new Set([...one.containers, one.tractor, one.trailer, ...one.phones])].filter((text) => text !== "");
  return (
    <>
      <dl className={classes.facts}>{facts.filter(([, there]) => there).map(([name, , shown]) => <div key={name}><dt>{name}</dt><dd>{shown}</dd></div>)}</dl>
      {things.length > 0 && <Text size="sm">{say("chart")} {things.map((text, at) => <span key={text}>{at > 0 && BESIDE}<Anchor size="sm" renderRoot={(props) => <Link to="/search" search={{ q: text }} {...props} />}><Data>{text}</Data></Anchor></span>)}</Text>}
      {[true, false].map((inCases) => <Things key={String(inCases)} told={told} inCases={inCases} />)}
      {told.things.length > 0 && <AddToChart ids={told.things.map((thing) => thing.entity)} />}
    </>
  );
}

/** What of the consignment is known in cases, or only in papers of the desk; a paper and the flight's manifest name the same waybill: two things of one number. */
function Things({ told, inCases }: { told: Consignment; inCases: boolean }) {
  const say = useSay();
  const things = [...new Map(told.things.filter((thing) => thing.in_cases === inCases).map((thing) => [thing.caption, thing])).values()];
  if (things.length === 0) return null;
  return (
    <Text size="sm" data-things={inCases ? "cases" : "papers"}>{say(inCases ? "chart.known" : "chart.papers")}: {things.map((thing, at) => <span key={thing.entity}>{at > 0 && BESIDE}<Anchor size="sm" renderRoot={(props) => <Link to="/entities/$id" params={{ id: thing.entity }} {...props} />}><Data>{thing.caption}</Data></Anchor></span>)}</Text>
  );
}

function Sides({ told }: { told: Consignment }) {
  const say = useSay();
  const format = useFormat();
  const groups = sides(told.arrival.said, told.differences);
  return (
    <section aria-labelledby="papers">
      <Title order={2} size="h3" id="papers" mb="xs">{say("papers")}</Title>
      {groups.map((group) => (
        <div key={group.box} className={table.frame} tabIndex={0} role="region" aria-label={group.box === "" ? say("papers.bill") : group.box}>
          <table className={table.table}>
            <caption>{group.box === "" ? say("papers.bill") : <Data>{group.box}</Data>}</caption>
            <thead><tr><th scope="col">{say("papers.what")}</th>{group.papers.map((one, at) => <th key={at} scope="col"><Data>{one.file}</Data><Text size="xs">{one.kind === "table" ? say("kind.table") : <Code>{one.kind}</Code>} {say("papers.line")} {format.number(one.row)}</Text></th>)}</tr></thead>
            <tbody>
              {group.rows.map((row) => (
                <tr key={row.what} className={row.differs ? classes.differs : undefined} data-differs={row.differs}>
                  <th scope="row">{say(`said.${row.what}`)}{row.differs && <> <Badge color="red.9" tt="none" size="xs">{say("papers.differs")}</Badge>{row.what === "weight" && <Text size="xs" data-apart-papers>{say("papers.apart", { n: format.number(apart(row.values)) })}</Text>}</>}</th>
                  {row.values.map((value, at) => <td key={at}>{row.what === "consignees" ? <Data>{value}</Data> : row.what === "loaded" ? called(say, `loaded.${value}`) : <Code>{(row.what === "weight" || row.what === "packages") && value !== "" ? format.number(value) : value}</Code>}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}

function Rules({ told }: { told: Consignment }) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-labelledby="indicators">
      <Title order={2} size="h3" id="indicators" mb="xs">{say("indicators")}</Title>
      <Text size="sm" c="dimmed">{say("indicators.help")}</Text>
      {told.rules.length === 0 && <Text>{say("indicators.none")}</Text>}
      <ul>
        {told.rules.map((one) => (
          <li key={one.rule} data-rule={one.rule}><Data>{one.title}</Data> <Text span size="sm">({say("indicators.owner")} <Data>{one.owner}</Data>)</Text>
            <Text size="sm">{one.grounds.map((text, at) => <span key={text}>{at > 0 && BESIDE}<Data>{format.sentence(text)}</Data></span>)}</Text>
          </li>
        ))}
      </ul>
      <details><summary>{say("features")}</summary><dl className={classes.facts}>{Object.entries(told.features).map(([name, value]) => <div key={name}><dt><Data>{name}</Data></dt><dd><Data>{format.sentence(value)}</Data></dd></div>)}</dl></details>
    </section>
  );
}

function Way({ told }: { told: Consignment }) {
  const say = useSay();
  const format = useFormat();
  const events = [...told.arrival.events].sort((one, other) => one.at.localeCompare(other.at));
  if (events.length === 0) return null;
  const apart = new Set(told.differences.flatMap((one) => (one.what === "scales" ? one.said.map((said) => `${said.file}/${said.value}`) : [])));
  return (
    <section aria-labelledby="way">
      <Title order={2} size="h3" id="way" mb="xs">{say("way")}</Title>
      {told.track !== null && <Text>{say("way.track", { km: format.number(told.track.kilometres), straight: format.number(told.track.straight), hours: format.number(told.track.hours), stop: format.number(told.track.stop), fastest: format.number(told.track.fastest) })}</Text>}
      <TrackMap spots={events.filter((one) => typeof one.lat === "number")} />
      {told.transfers.map((one, at) => <Text key={at} data-transfer><Data>{format.date(one.at)}</Data> {say("way.transfer", { giver: one.giver, taker: one.taker })} <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: "operations/road-transfers" }} search={{ consignment: told.id }} {...props} />}>{say("way.state")}</Anchor></Text>)}
      <ol>{events.map((one, at) => <li key={at}><Data>{format.date(one.at)}</Data>{BESIDE}{called(say, `event.${one.what}`)} <Data>{one.place}</Data> {one.what === "weighed" && FIGURE.test(one.value) ? <>{say("kilos", { n: format.number(one.value) })}{apart.has(`${one.place}/${String(Number(one.value))} kg`) && <> <Badge color="red.9" tt="none" size="xs" data-apart>{say("way.differs")}</Badge></>}</> : one.what !== "entry" && one.what !== "exit" && <Data>{one.value}</Data>}{one.lane !== "" && <>{BESIDE}{say("queue.lane", { lane: one.lane })}</>}{one.plate !== "" && <>{BESIDE}<Data>{one.plate}</Data></>}</li>)}</ol>
    </section>
  );
}

function Became({ told }: { told: Consignment }) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-labelledby="became">
      <Title order={2} size="h3" id="became" mb="xs">{say("became")}</Title>
      {told.outcomes.length === 0 && <Text>{say("became.none")}</Text>}
      <ul>{told.outcomes.map(({ body: one }, at) => <li key={at}><Data>{format.date(one.began)}</Data>{BESIDE}{one.finds.length === 0 ? say(one.released ? "opened.clean" : "opened.open") : one.finds.map((find, no) => <span key={no}><Data>{find.goods}</Data> <Code>{`${find.quantity} ${find.unit}`}</Code> </span>)}</li>)}</ul>
      <Group gap="md">
        <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `sheet/${told.id}` }} {...props} />} data-to-sheet>{say("sheet.open")}</Anchor>
        <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: "registers/outcomes" }} {...props} />}>{say("became.register")}</Anchor>
      </Group>
    </section>
  );
}
