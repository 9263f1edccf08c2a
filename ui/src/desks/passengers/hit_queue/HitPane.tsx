import { Alert, Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { writeAt } from "@/core/place";
import { Code, Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { AddToChart } from "@/parts/AddToChart";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { ServerSentence } from "@/parts/ServerSentence";

import { Decision } from "./Decision";
import { Duty } from "./Duty";
import { PostAnswer } from "./PostAnswer";
import classes from "../Queue.module.css";
import { type Detail, type Hit, hitQuery, KIND } from "../server";
import { Requests } from "../unmasking/Requests";
import { called, flightName, inOrder, isTable, messageName, useSay, useTitled, valued, withCode } from "../words";
import { BESIDE } from "@/i18n/separator";

const SHOWN = ["booking", "person", "document", "flight", "leg", "contact", "payment", "ticket", "bag", "seat", "special", "remark", "history"] as const;
/** A day, or a time as the airport's clocks say it. */
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/;
/** Columns that hold codes of airports and countries. */
const CODED: Readonly<Record<string, true>> = { origin: true, destination: true, embark: true, debark: true, clearance: true, agency_city: true, nationality: true, issuer: true, residence: true, country: true, agency_country: true, applies_to: true };
const PLACES = new Set(["row", "at", "person", "made_from", "written", "traveller", "flight_of"]);

/** One hit: who and why, what agrees and what does not, the booking and its very segment, earlier hits, and what can be done. */
export function HitPane({ hit, step, onStep, onDone }: { hit: Hit; step: string; onStep: (step: string) => void; onDone: (step: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(hitQuery(hit.id));
  const names = [...new Set([hit.listed_as, hit.listed])].filter((name) => name !== "");
  return (
    <Stack gap="md" data-opened={hit.id}>
      <Group gap="sm">
        <Title order={2}><Data>{hit.traveller === "" ? "–" : hit.traveller}</Data>{names.map((name) => <span key={name} data-listed>{BESIDE}<Data>{name}</Data></span>)}</Title>
        <Badge variant="outline" tt="none" data-state={hit.state}>{called(say, `state.${hit.state}`)}</Badge>
      </Group>
      <Text data-which><Data>{flightName(hit.flight ?? "", format.date)}</Data>{births(found.data).map((day) => <span key={day}>{BESIDE}{say("field.birth")} {format.date(day)}</span>)}</Text>
      {found.data?.ended != null && <Ended ended={found.data.ended} />}
      <Decision hit={hit} step={step} onStep={onStep} onDone={onDone} />
      {hit.state === "referred" && <PostAnswer hit={hit} onDone={onDone} />}
      {["confirmed", "asked", "referred"].includes(hit.state) && found.data !== undefined && <Duty telephone={found.data.duty_telephone} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && <HitText detail={found.data} />}
    </Stack>
  );
}

/** What the message says of the day of birth of the traveller. */
const births = (detail: Detail | undefined): readonly string[] => detail?.agreement.find((one) => one.name === "birth")?.traveller ?? [];

/** That the entry of the list ended: when, why and by whom, and what to do. */
function Ended({ ended: { on, reason, by } }: { ended: NonNullable<Detail["ended"]> }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Alert color="red.9" variant="outline" title={say("entry.ended.on", { day: format.date(on.slice(0, 10) === on ? on : `${on.slice(0, 19)}Z`) })} data-ended>
      {reason !== "" && <Text size="sm"><Data>{reason}</Data>{by !== "" && <>{BESIDE}<Data>{by}</Data></>}</Text>}
      <Text size="sm">{say("entry.ended.help")}</Text>
    </Alert>
  );
}

function HitText({ detail }: { detail: Detail }) {
  const say = useSay();
  const titled = useTitled();
  const format = useFormat();
  const { hit } = detail;
  const things = Object.entries(detail.things);
  return (
    <>
      <dl className={classes.told}>
        <dt>{say("flight")}</dt>
        <dd><Data>{flightName(hit.flight ?? "", format.date)}</Data> {hit.locator !== null && hit.locator !== "" && <Code>{hit.locator}</Code>}</dd>
        <dt>{say("basis")}</dt>
        <dd data-basis><Data>{detail.basis === "" ? "–" : detail.basis}</Data></dd>
        <dt>{say(hit.why === "rule" ? "sort.rule" : "sort.list")}</dt>
        <dd><Data>{titled(hit.of_list, hit.titles)}</Data></dd>
        {hit.why !== "rule" && hit.reason !== "" && <><dt>{say("listed.because")}</dt><dd data-because><Data>{hit.reason}</Data></dd></>}
        <dt>{say("segment")}</dt>
        <dd><Link to="/sources/$id" params={{ id: detail.source }} search={{ at: writeAt({ source: detail.source, part: detail.part, row: hit.row, column: 1 }) }} data-segment><Data>{messageName(say, hit.message)}</Data>{BESIDE}<Code>{format.number(hit.row)}</Code></Link></dd>
        {hit.sentence !== "" && <><dt>{called(say, `why.${hit.why}`)}</dt><dd><ServerSentence text={hit.sentence} /></dd></>}
      </dl>
      {hit.masked && <Requests record={hit.id} kind={KIND} text={say("hit.masked")} />}
      {detail.agreement.length > 0 && <Agreement detail={detail} />}
      {hit.why === "rule" && <Features title={say("grounds")} values={hit.grounds} name="grounds" />}
      {hit.why === "rule" && <Features title={say("exonerating")} values={hit.exonerating} name="exonerating" />}
      <section aria-labelledby="booking">
        <Title order={3} id="booking" size="h4">{say("booking")}</Title>
        {detail.pushes > 1 && <Text size="sm">{say("booking.pushes", { n: format.number(detail.pushes) })}</Text>}
        {Object.keys(detail.booking).length === 0 && <Text size="sm">{say("booking.masked")}</Text>}
        <BookingRows rows={detail.booking} words={detail.words} />
      </section>
      <section aria-labelledby="earlier">
        <Title order={3} id="earlier" size="h4">{say("earlier")}</Title>
        {detail.earlier.length === 0 && <Text size="sm">{say("earlier.none")}</Text>}
        <ul>
          {detail.earlier.map((one) => (
            <li key={one.id}>{format.date(`${one.came.slice(0, 19)}Z`)}{BESIDE}<Data>{flightName(one.flight, format.date)}</Data>{BESIDE}<DeskLink to="queue" search={{ hit: one.id }}><Data>{one.traveller === "" ? titled(one.of_list, one.titles) : one.traveller}</Data></DeskLink>{BESIDE}<Data>{titled(one.of_list, one.titles)}</Data>{BESIDE}{called(say, `state.${one.state}`)}</li>
          ))}
        </ul>
      </section>
      <Group gap="sm">
        <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "passengers", _splat: `records/${KIND}/${hit.id}` }} {...props} />}>{say("record")}</Anchor>
        {hit.travel !== "" && <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "passengers", _splat: `travels/${hit.travel}` }} {...props} />}>{say("travel")}</Anchor>}
        {things.length > 0 && (
          <>
            <Text size="sm">{say("things")}:</Text>
            {things.map(([id, name]) => <Anchor key={id} size="sm" renderRoot={(props) => <Link to="/entities/$id" params={{ id }} {...props} />}><Data>{name}</Data></Anchor>)}
            <AddToChart ids={things.map(([id]) => id)} />
          </>
        )}
      </Group>
    </>
  );
}

/** What a message says of a booking, by kind of record, in the order of the law's elements. */
export function BookingRows({ rows, words }: { rows: Detail["booking"]; words: Detail["words"] }) {
  const say = useSay();
  const format = useFormat();
  const told = (name: string, value: string) => (TIME.test(value) ? format.date(value) : name === "flight" ? flightName(value, format.date) : name in CODED ? withCode(words[value] ?? value, value) : valued(say, name, value));
  return (
    <dl className={classes.told}>
      {SHOWN.filter((kind) => rows[kind] !== undefined).map((kind) => (
        <div key={kind} style={{ display: "contents" }}>
          <dt>{say(`row.${kind}`)}</dt>
          <dd>{rows[kind]?.map((row, at) => <div key={at} className={classes.row}>{inOrder(Object.keys(row)).filter((name) => !PLACES.has(name)).map((name, no) => <span key={name} className={classes.pair} data-cell={name}>{no > 0 && " "}<span className={classes.cell}>{called(say, `cell.${name}`)}</span> <Data>{told(name, row[name] ?? "")}</Data></span>)}</div>)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Agreement({ detail }: { detail: Detail }) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-labelledby="agree">
      <Title order={3} id="agree" size="h4">{say("agree")}</Title>
      <div className={table.frame} tabIndex={0} role="region" aria-labelledby="agree">
        <table className={table.table}>
          <thead>
            <tr>{(["agree.what", isTable(detail.hit.message) ? "agree.table" : "agree.message", "agree.listed", "agree"] as const).map((name) => <th key={name} scope="col">{say(name)}</th>)}</tr>
          </thead>
          <tbody>
            {detail.agreement.map((one) => (
              <tr key={one.name} data-field={one.name} data-agrees={one.agrees}>
                <th scope="row">{say(`field.${one.name}`)}</th>
                <td><Values values={one.name === "birth" ? one.traveller.map((day) => format.date(day)) : one.traveller} /></td>
                <td><Values values={one.name === "birth" ? one.listed.map((day) => format.date(day)) : one.listed} /></td>
                <td>{say(`agree.${one.agrees}`)}{one.parts > 0 && <>{BESIDE}{say("agree.parts", { n: format.number(one.fitting), all: format.number(one.parts) })}</>}</td>
              </tr>
            ))}
            {detail.hit.parts.map((one, at) => (
              <tr key={`part${at.toString()}`}>
                <th scope="row" style={{ fontWeight: 400, paddingInlineStart: "1.5rem" }}>{say("agree.part")}</th>
                <td><Values values={one.traveller === null ? [] : [one.traveller]} /></td>
                <td><Values values={one.listed === null ? [] : [one.listed]} /></td>
                <td data-relation={one.relation}>{say(`part.${one.relation}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Values({ values }: { values: readonly string[] }) {
  const say = useSay();
  return values.length === 0 ? <Text span size="sm" c="dimmed">{say("agree.absent")}</Text> : <>{values.map((one, at) => <span key={one}>{at > 0 && BESIDE}<Data>{one}</Data></span>)}</>;
}

function Features({ title, values, name }: { title: string; values: Readonly<Record<string, string>>; name: string }) {
  const say = useSay();
  return (
    <section aria-label={title} data-features={name}>
      <Title order={3} size="h4">{title}</Title>
      <dl className={classes.told}>
        {Object.entries(values).map(([feature, value]) => (
          <div key={feature} style={{ display: "contents" }}>
            <dt><Code>{feature}</Code></dt>
            <dd>{value === "" ? say("exonerating.unknown") : <Code>{value}</Code>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
