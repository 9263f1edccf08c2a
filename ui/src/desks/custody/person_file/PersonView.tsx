import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { DueTime } from "@/parts/DueTime";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { ServerSentence } from "@/parts/ServerSentence";

import { OpenQuestions } from "../admissions/OpenQuestions";
import { WithdrawalPart } from "../admissions/WithdrawalPart";
import { dayAt } from "../court_days/days";
import css from "../Custody.module.css";
import { Age } from "../forms/Age";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { nowInHouse, useTime } from "../moment";
import { UnderWay } from "../moves/UnderWay";
import { PersonPick } from "../people_search/PersonPick";
import { PhotoPart } from "../photographs/PhotoPart";
import { PlanPart } from "../plans/PlanPart";
import { useFacilityName } from "../residents/FacilityPick";
import { type Cell, cellsQuery, type Entry, type Held, type HeldLevel, type PersonFile, personQuery } from "../server";
import { called, useSay } from "../words";
import { AdmissionPart, Uncounted, Whereabouts } from "./AdmissionPart";
import { isHeld, latestFirst } from "./held";
import { MovesPart } from "./MovesPart";

/** One person's file: until when the orders hold them with every step, alerts, levels, separation, moves; and which cells keep or break what, in words. */
export function PersonView({ search, go }: DeskPlace) {
  const say = useSay();
  const time = useTime();
  const asked = search["person"] ?? "", cells = search["cells"] === "yes";
  const may = useMay();
  const found = useQuery(personQuery(asked));
  const file = found.data;
  const open = file?.bookings.find(isHeld);
  return (
    <Stack maw="80rem" mx="auto" data-person>
      <DeskHead title={say("person")} help={say("person.help")} />
      <div style={{ maxInlineSize: "30rem" }}><PersonPick label={say("person.who")} value={file?.number ?? asked} onValue={(person) => { if (person !== "") go({ person, cells: undefined }); }} /></div>
      {asked !== "" && found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} />}
      {file !== undefined && (
        <>
          <section className={css["banner"]} data-banner={file.number}>
            <PhotoPart key={file.number} file={file} />
            <Stack gap="xs">
              <Title order={2} size="h3"><Data>{file.name}</Data> <Text span size="sm" c="dimmed"><Code>{file.number}</Code></Text></Title>
              <Text component="div">{[...file.also].map((name) => <Data key={name}>{name} </Data>)} {file.born !== null && <>{say("person.born")} {time(file.born)}</>} {file.sex !== null && called(say, `sex.${file.sex}`)} <Age age={file.age} /></Text>
              <Whereabouts file={file} />
              {file.bookings.filter(isHeld).map((one) => <Text key={one.number} component="div">{say("person.expected")}: {one.expected === null ? <Uncounted held={one} person={file.number} /> : <>{time(one.expected)} <DueTime until={one.expected} /></>}</Text>)}
              {file.court_days.map((one) => <Text key={one.number} component="div">{say("person.court")}: <Data>{one.court}</Data> {time(one.at)} <DueTime until={one.at} /></Text>)}
            </Stack>
            <Stack gap="xs" data-actions>
              {file.moves[0] !== undefined && open !== undefined && <UnderWay person={file.number} name={file.name} move={file.moves[0]} />}
              {may("move") && file.moves[0]?.sort !== "court" && file.court_days.filter((one) => dayAt(one.at) === dayAt(nowInHouse())).map((one) => <Go key={one.number} to="move" variant="default" search={{ person: file.number, sort: "court", place: one.court }}>{say("court.go")}</Go>)}
              {may("move") && file.bookings.some(isHeld) && <Go to="move" search={{ person: file.number, ...(file.no_cell ? { sort: "cell" } : {}) }}>{say(file.no_cell ? "no-cell.place" : "button.move")}</Go>}
              {may("transfer") && file.bookings.some(isHeld) && <Go to="transfer" variant="default" search={{ person: file.number }}>{say(file.moves[0]?.sort === "transfer" && file.moves[0].under_way ? "receive" : "transfer")}</Go>}
              {may("court-day") && file.bookings.some(isHeld) && <Go to="court" variant="default" search={{ form: "new", person: file.number }}>{say("court.enter")}</Go>}
              {open !== undefined && may("visit-book") && <Go to="visits" variant="default" search={{ form: "book", person: file.number, facility: open.facility }}>{say("person.visit.book")}</Go>}
              {open !== undefined && may("visit") && <Go to="visits" variant="default" search={{ form: "now", person: file.number, facility: open.facility }}>{say("person.visit")}</Go>}
              {may("complaint-hand-in") && file.bookings.length > 0 && <Go to="complaint" variant="default" search={{ person: file.number, facility: file.bookings.at(-1)?.facility }}>{say("person.complaint")}</Go>}
              {open !== undefined && may("find") && <Go to="operations/find" variant="default" search={{ person: file.number, facility: open.facility }}>{say("person.find")}</Go>}
              {open !== undefined && may("release") && <Go to="release" variant="default" search={{ person: file.number }}>{say("release")}</Go>}
            </Stack>
          </section>
          {latestFirst(file.bookings).map((one) => <Booking key={one.record} held={one} file={file} onPerson={(person) => { go({ person }); }} />)}
          <Entries title={say("person.alerts")} entries={file.alerts} />
          <Entries title={say("person.apart")} entries={file.apart} />
          <Levels levels={file.levels} />
          <PlanPart person={file.number} plan={file.plan} held={file.bookings.some(isHeld)} />
          <Entries title={say("person.separations")} entries={file.separations} />
          <Visits visits={file.visits} />
          <MovesPart file={file} />
          <Group><Button variant="default" aria-pressed={cells} onClick={() => { go({ cells: cells ? undefined : "yes" }); }}>{say("person.cells")}</Button></Group>
          {cells && <Cells person={file.number} />}
        </>
      )}
    </Stack>
  );
}

function Booking({ held, file, onPerson }: { held: Held; file: PersonFile; onPerson: (person: string) => void }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const named = useFacilityName();
  if (held.withdrawn) return <section data-booking={held.number}><Title order={3} size="h4">{say("person.booking")} <Code>{held.number}</Code></Title><WithdrawalPart held={held} file={file} onPerson={onPerson} /></section>;
  return (
    <section data-booking={held.number}>
      <Title order={3} size="h4">{say("person.booking")} <Code>{held.number}</Code> <Data>{named(held.facility)}</Data> {held.status !== null && called(say, `for.${held.status}`)}</Title>
      <Text>{held.admitted !== null && time(held.admitted)} {held.released !== null && <>— {time(held.released)}</>}</Text>
      {held.released === null && <Text component="div" fw={600}>{say("person.expected")}: {held.expected === null ? <Uncounted held={held} person={file.number} /> : time(held.expected)}</Text>}
      <WithdrawalPart held={held} file={file} onPerson={onPerson} />
      <AdmissionPart held={held} kin={file.next_of_kin} person={file.number} />
      <ol>{held.steps.map((step, at) => <li key={`${step.what} ${String(at)}`}>{called(say, `count.${step.what}`)} {step.amount > 0 && format.number(step.amount)} {step.day !== null && time(step.day)} {step.order !== "" && <Code>{step.order}</Code>}</li>)}</ol>
      {held.due.length > 0 && <OpenQuestions booking={held.number} open={held.due} />}
    </section>
  );
}

function Visits({ visits }: { visits: PersonFile["visits"] }) {
  const say = useSay();
  const time = useTime();
  if (visits.length === 0) return null;
  return (
    <section data-visits>
      <Title order={3} size="h4">{say("person.visits")}</Title>
      <ul>{visits.map((one) => <li key={one.record}>{time(one.at)}{one.ends !== null && <> – {time(one.ends)}</>}{BESIDE}{called(say, `visit.${one.sort}`)}: <Data>{one.visitor}</Data>{one.refused ? <>{BESIDE}{say("person.visit.refused")}</> : one.ends === null && <> <DeskLink to="visits" search={{ day: dayAt(one.at), form: "end", number: one.number }}>{say("visits.end")}</DeskLink></>} <DeskLink to="visits" search={{ day: dayAt(one.at), form: "correct", number: one.number }}>{say("visits.correct")}</DeskLink></li>)}</ul>
    </section>
  );
}

/** Levels as a trained person chose them, and what each is worth today. */
function Levels({ levels }: { levels: readonly HeldLevel[] }) {
  const say = useSay();
  const time = useTime();
  if (levels.length === 0) return null;
  return (
    <section data-levels>
      <Title order={3} size="h4">{say("person.levels")}</Title>
      <ul>
        {levels.map((one) => (
          <li key={one.record}>
            <Code>{one.number}</Code> {called(say, `level.${one.sort}`)}: <b>{called(say, `level.${one.now}`)}</b> {say("level.until")} {time(one.until)}
            {one.why !== "" && <>{BESIDE}{called(say, `level.why.${one.why}`)} ({say("level.chosen")} {called(say, `level.${one.chosen}`)})</>}
            {one.told === null && <>{BESIDE}{say("level.untold")}</>}
            {one.challenged !== null && <>{BESIDE}{say("level.challenged")} {time(one.challenged)}{one.answered === null ? <>{BESIDE}{say("level.unanswered")}</> : <>{BESIDE}{say("level.answered")} {time(one.answered)}</>}</>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entries({ title, entries }: { title: string; entries: readonly Entry[] }) {
  const say = useSay();
  const time = useTime();
  if (entries.length === 0) return null;
  return <section><Title order={3} size="h4">{title}</Title><ul>{entries.map((one) => <li key={one.record}>{time(one.when)} {called(say, `what.${one.what}`)}{one.text !== "" && <>: <Data>{one.text}</Data></>}</li>)}</ul></section>;
}

function Cells({ person }: { person: string }) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const found = useQuery(cellsQuery(person, "", locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} />;
  return (
    <section data-cells>
      <Text role="status">{say("cells.fit", { fit: format.number(found.data.fit), n: format.number(found.data.cells.length) })}</Text>
      <div className={table.frame} tabIndex={0} role="region" aria-label={say("person.cells")}>
        <table className={table.table}>
          <thead><tr>{(["place", "breaks", "unknown", "keeps"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}<td /></tr></thead>
          <tbody>{found.data.cells.slice(0, 200).map((cell) => <tr key={cell.cell} data-fits={cell.fits}><th scope="row"><Code>{cell.cell}</Code></th><CellChecks checks={cell.breaks} /><CellChecks checks={cell.unknown} /><CellChecks checks={cell.keeps} /><td>{cell.fits && <DeskLink to="move" search={{ person, place: cell.cell, sort: "cell" }}>{say("cells.place")}</DeskLink>}</td></tr>)}</tbody>
        </table>
      </div>
    </section>
  );
}

function CellChecks({ checks }: { checks: Cell["breaks"] }) {
  return <td>{checks.map((one) => <Text key={one.sentence} size="sm"><ServerSentence text={one.sentence} /></Text>)}</td>;
}
