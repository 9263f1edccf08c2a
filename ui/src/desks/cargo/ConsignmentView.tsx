import { Alert, Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { AddToChart } from "@/parts/AddToChart";
import { Onward } from "@/parts/Onward";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Told";

import classes from "./Cargo.module.css";
import { DeskHead } from "./DeskHead";
import { type Consignment, consignmentQuery } from "./server";
import { sides } from "./sides";
import { TrackMap } from "./TrackMap";
import { called, useSay } from "./words";

/** One consignment: its papers side by side, what differs, what indicators say and on which grounds, its way, and what became of it. */
export function ConsignmentView({ params }: DeskPlace) {
  const { locale } = useLocale();
  const say = useSay();
  const found = useQuery(consignmentQuery(params["consignment"] ?? "", locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { arrival } = found.data;
  return (
    <Stack maw="90rem" mx="auto" data-consignment={found.data.id}>
      <DeskHead title={<Code>{arrival.number === "" ? arrival.key : arrival.number}</Code>} help={say("consignment.help")} back={{ to: "arrivals", name: say("arrivals") }}>
        <Facts told={found.data} />
      </DeskHead>
      {found.data.differences.length > 0 && (
        <Alert variant="default" title={say("differences")}>
          <ul>{found.data.differences.map((one, at) => <li key={at}><Data>{one.sentence}</Data> <Data>{one.next_step}</Data></li>)}</ul>
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
  const facts = [["shipper", one.shipper], ["consignee", one.consignee], ["notify", one.notify], ["declarant", one.declarant], ["carrier", one.carrier], ["goods", one.goods], ["origin", one.origin]] as const;
  const codes = [["hs", one.hs.join(", ")], ["declaration", one.declaration], ["master", one.master], ["journey", one.journey], ["driver", one.driver], ["phone", one.phones.join(", ")]] as const;
  const things = [...one.containers, one.tractor, one.trailer].filter((text) => text !== "");
  return (
    <>
      <Text><Badge variant="outline" tt="none">{called(say, `mode.${one.mode}`)}</Badge> <Data>{one.post}</Data> · <Code>{one.day === "" ? "–" : one.day}</Code> · <Code>{one.load === "" ? "–" : one.load}</Code> <Onward /> <Code>{one.discharge === "" ? "–" : one.discharge}</Code>{typeof one.gross === "number" && <> · <Code>{`${format.number(one.gross)} kg`}</Code></>}</Text>
      <Text>{facts.filter(([, text]) => text !== "").map(([name, text]) => <span key={name}>{say(`fact.${name}`)}: <Data>{text}</Data> · </span>)}{codes.filter(([, text]) => text !== "").map(([name, text]) => <span key={name}>{say(`fact.${name}`)}: <Code>{text}</Code> · </span>)}</Text>
      <Text size="sm">{say("chart")} {things.map((text) => <span key={text}><Anchor size="sm" renderRoot={(props) => <Link to="/search" search={{ q: text }} {...props} />}><Code>{text}</Code></Anchor> </span>)}{one.phones.map((text) => <span key={text}><Anchor size="sm" renderRoot={(props) => <Link to="/search" search={{ q: text }} {...props} />}><Code>{text}</Code></Anchor> </span>)}</Text>
      {told.things.length > 0 && <Group gap="sm" data-things={told.things.length}><Text size="sm">{say("chart.known")}: {told.things.map((thing) => <Anchor key={thing.entity} size="sm" me="xs" renderRoot={(props) => <Link to="/entities/$id" params={{ id: thing.entity }} {...props} />}><Code>{thing.caption}</Code></Anchor>)}</Text><AddToChart ids={told.things.map((thing) => thing.entity)} /></Group>}
    </>
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
            <caption>{group.box === "" ? say("papers.bill") : <Code>{group.box}</Code>}</caption>
            <thead><tr><th scope="col">{say("papers.what")}</th>{group.papers.map((one, at) => <th key={at} scope="col"><Data>{one.file}</Data><Text size="xs"><Code>{one.kind}</Code> {say("papers.line")} <Code>{one.row}</Code></Text></th>)}</tr></thead>
            <tbody>
              {group.rows.map((row) => (
                <tr key={row.what} className={row.differs ? classes.differs : undefined} data-differs={row.differs}>
                  <th scope="row">{say(`said.${row.what}`)}{row.differs && <> <Badge color="red.9" tt="none" size="xs">{say("papers.differs")}</Badge></>}</th>
                  {row.values.map((value, at) => <td key={at}>{row.what === "consignees" ? <Data>{value}</Data> : row.what === "loaded" ? called(say, `loaded.${value}`) : <Code>{row.what === "weight" && value !== "" ? format.number(value) : value}</Code>}</td>)}
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
  return (
    <section aria-labelledby="indicators">
      <Title order={2} size="h3" id="indicators" mb="xs">{say("indicators")}</Title>
      <Text size="sm" c="dimmed">{say("indicators.help")}</Text>
      {told.rules.length === 0 && <Text>{say("indicators.none")}</Text>}
      <ul>
        {told.rules.map((one) => (
          <li key={one.rule} data-rule={one.rule}><Data>{one.title}</Data> <Text span size="sm">({say("indicators.owner")} <Data>{one.owner}</Data>)</Text>
            <Text size="sm">{Object.entries(one.grounds).map(([name, value]) => <span key={name}><Data>{name}</Data>: <Code>{value}</Code> · </span>)}</Text>
          </li>
        ))}
      </ul>
      <details><summary>{say("features")}</summary><Text size="sm">{Object.entries(told.features).map(([name, value]) => <span key={name}><Data>{name}</Data>: <Code>{value}</Code> · </span>)}</Text></details>
    </section>
  );
}

function Way({ told }: { told: Consignment }) {
  const say = useSay();
  const format = useFormat();
  const events = [...told.arrival.events].sort((one, other) => one.at.localeCompare(other.at));
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="way">
      <Title order={2} size="h3" id="way" mb="xs">{say("way")}</Title>
      {told.track !== null && <Text>{say("way.track", { km: format.number(told.track.kilometres), straight: format.number(told.track.straight), hours: format.number(told.track.hours), stop: format.number(told.track.stop), fastest: format.number(told.track.fastest) })}</Text>}
      <TrackMap spots={events.filter((one) => typeof one.lat === "number")} />
      {told.transfers.map((one, at) => <Text key={at} data-transfer><Code>{format.date(one.at)}</Code> {say("way.transfer", { giver: one.giver, taker: one.taker })} <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: "operations/road-transfers" }} search={{ consignment: told.id }} {...props} />}>{say("way.state")}</Anchor></Text>)}
      <ol>{events.map((one, at) => <li key={at}><Code>{format.date(one.at)}</Code> · {called(say, `event.${one.what}`)} <Data>{one.place}</Data> <Data>{one.value}</Data>{one.lane !== "" && <> · {say("queue.lane", { lane: one.lane })}</>}{one.plate !== "" && <> · <Code>{one.plate}</Code></>}</li>)}</ol>
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
      <ul>{told.outcomes.map(({ body: one }, at) => <li key={at}><Code>{format.date(one.began)}</Code> · {one.finds.length === 0 ? say("opened.clean") : one.finds.map((find, no) => <span key={no}><Data>{find.goods}</Data> <Code>{`${find.quantity} ${find.unit}`}</Code> </span>)}</li>)}</ul>
      <Group gap="md">
        <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: `sheet/${told.id}` }} {...props} />} data-to-sheet>{say("sheet.open")}</Anchor>
        <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "cargo", _splat: "registers/outcomes" }} {...props} />}>{say("became.register")}</Anchor>
      </Group>
    </section>
  );
}
