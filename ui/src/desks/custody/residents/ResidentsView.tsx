import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { Icon } from "@/design/Icon";
import { ErrorNote, Loading } from "@/parts/Notes";

import { CellPart, NewCell } from "../cells/CellPart";
import { door, filtered, useOf } from "../cells/cells";
import { ForWhomWords } from "../cells/ForWhom";
import css from "../Custody.module.css";
import { Age, isChild } from "../forms/Age";
import { Go } from "../forms/Go";
import { useMay } from "../forms/may";
import { PersonLink } from "../forms/PersonLink";
import { nowInHouse, useTime } from "../moment";
import { useFacilityName } from "./FacilityPick";
import { type CellResidents, type Resident, residentsQuery, type WingResidents } from "../server";
import { When } from "../When";
import { called, useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

/** The people of a facility by cell, wing by wing: who lives where, how many places are free, who has no cell yet, who is elsewhere or out. */
export function ResidentsView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const may = useMay();
  const facility = search["facility"] ?? "", at = search["at"] ?? "", typed = search["q"] ?? "", wing = search["wing"] ?? "", chosen = search["cell"] ?? "", fresh = search["new"] ?? "";
  const found = useQuery(residentsQuery(facility, at));
  const told = found.data;
  const wings = filtered((told?.wings ?? []).filter((one) => wing === "" || one.code === wing), typed);
  const around = told?.wings.find((one) => one.cells.some((each) => each.code === chosen));
  const cell = around?.cells.find((one) => one.code === chosen);
  const opened = told?.wings.find((one) => one.code === fresh);
  const back = () => { go({ cell: undefined, new: undefined }); };
  return (
    <Stack maw="90rem" mx="auto" className={css["whole"]} data-residents>
      <DeskHead title={say("residents")} help={say("residents.help")} />
      <div className={css["unprinted"]}><When facility={facility} at={at} go={go} /></div>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {told !== undefined && (
        <>
          <Printed facility={told.facility} at={told.at} />
          <Group align="flex-end" justify="space-between">
            <Text role="status" fw={600}>{say("residents.counts", { inside: format.number(told.inside), out: format.number(told.out.length), none: format.number(told.no_cell.length) })}</Text>
            <TextInput className={css["unprinted"] ?? ""} label={say("residents.find")} value={typed} dir="auto" leftSection={<Icon name="search" size={16} />} w="20rem" onChange={(event) => { go({ q: event.currentTarget.value || undefined }); }} />
            <Button variant="default" className={css["unprinted"] ?? ""} onClick={() => { window.print(); }}>{say("residents.print")}</Button>
          </Group>
          {told.wings.length > 1 && (
            <Group gap="xs" role="group" aria-label={say("residents.wings")}>
              <button type="button" className={css["choice"]} aria-pressed={wing === ""} onClick={() => { go({ wing: undefined }); }}>{say("residents.all")}</button>
              {told.wings.map((one) => <button key={one.code} type="button" className={css["choice"]} aria-pressed={wing === one.code} onClick={() => { go({ wing: one.code }); }}>{one.name !== "" && <><Data>{one.name}</Data> </>}<Code>{one.code}</Code></button>)}
            </Group>
          )}
          {told.no_cell.length > 0 && <NoCellYet people={told.no_cell} />}
          {cell !== undefined && around !== undefined && <div className={css["unprinted"]}><CellPart key={cell.code} cell={cell} wing={around} onDone={back} /></div>}
          {opened !== undefined && <div className={css["unprinted"]}><NewCell key={fresh} wing={opened} onDone={back} /></div>}
          {wings.map((one) => <Wing key={one.code} wing={one} chosen={chosen} onCell={(code) => { go({ cell: code, new: undefined }); }} onNew={may("cell-open") ? () => { go({ new: one.code, cell: undefined }); } : undefined} />)}
          {told.wings.length === 0 && <Text>{say("residents.no-places")}</Text>}
          {told.wings.length > 0 && wings.length === 0 && <Text role="status">{say("residents.nothing", { text: typed })}</Text>}
          <Elsewhere title={say("residents.elsewhere")} people={told.elsewhere} />
          <Elsewhere title={say("residents.out")} people={told.out} />
          <div className={css["signatures"]}><span>{say("court.sign.duty")} ______________________</span><span>{say("residents.sign.director")} ______________________</span></div>
        </>
      )}
    </Stack>
  );
}

/** On paper only: of which house, as it was when, and when it was printed. */
function Printed({ facility, at }: { facility: string; at: string }) {
  const say = useSay();
  const time = useTime();
  const named = useFacilityName();
  return <Text className={css["printed"] ?? ""}><Data>{named(facility)}</Data> <Code>{facility}</Code>{BESIDE}{time(at)}{BESIDE}{say("printed.at", { at: time(nowInHouse()) })}</Text>;
}

function NoCellYet({ people }: { people: readonly Resident[] }) {
  const say = useSay();
  const time = useTime();
  const may = useMay();
  return (
    <section aria-labelledby="no-cell-yet" className={css["alarm"]} data-no-cell={people.length}>
      <Title order={2} size="h4" id="no-cell-yet">{say("residents.no-cell")}</Title>
      {people.map((one) => (
        <Group key={one.booking} gap="sm" mt="xs" data-unplaced={one.person}>
          <PersonLink person={one.person} name={one.name} /> <Age age={one.age} />
          <Text size="sm">{say("no-cell.since")} {time(one.since)}</Text>
          {may("move") && <Go to="move" size="compact-md" search={{ person: one.person, sort: "cell" }} label={`${say("no-cell.place")}: ${one.name}`}>{say("no-cell.place")}</Go>}
        </Group>
      ))}
    </section>
  );
}

function Wing({ wing, chosen, onCell, onNew }: { wing: WingResidents; chosen: string; onCell: (code: string) => void; onNew: (() => void) | undefined }) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-labelledby={`wing-${wing.code}`} data-wing={wing.code}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id={`wing-${wing.code}`}>{called(say, `sort.${wing.sort}`)} {wing.name !== "" && <><Data>{wing.name}</Data> </>}<Code>{wing.code}</Code> <Text span size="sm" c="dimmed">{wing.capacity === null ? say("residents.wing-unknown", { n: format.number(wing.inside) }) : say("residents.of", { n: format.number(wing.inside), of: format.number(wing.capacity) })}</Text></Title>
        {onNew !== undefined && <Button size="compact-sm" variant="default" aria-label={`${say("cell.open")}: ${wing.code}`} onClick={onNew}>{say("cell.open")}</Button>}
      </Group>
      {wing.cells.length === 0 ? <Text size="sm">{say("residents.wing-empty")}</Text> : <ul className={css["cells"]}>{wing.cells.map((cell) => <CellCard key={cell.code} cell={cell} wing={wing} chosen={cell.code === chosen} onChosen={() => { onCell(cell.code); }} />)}</ul>}
    </section>
  );
}

function CellCard({ cell, wing, chosen, onChosen }: { cell: CellResidents; wing: WingResidents; chosen: boolean; onChosen: () => void }) {
  const say = useSay();
  const format = useFormat();
  const use = useOf(cell);
  return (
    <li className={css["cell"]} data-use={use} data-cell={cell.code}>
      <button type="button" className={css["door"]} aria-pressed={chosen} aria-label={say("cell.show", { place: cell.code })} onClick={onChosen}><Code>{door(cell.code)}</Code></button>
      <b className={css["printed"]}><Code>{cell.code}</Code></b>
      <Text span size="sm">{cell.capacity === null ? say("residents.wing-unknown", { n: format.number(cell.people.length) }) : say("residents.of", { n: format.number(cell.people.length), of: format.number(cell.capacity) })}{use !== "room" && use !== "empty" && <>{BESIDE}<b>{say(`use.${use}`)}</b></>}</Text>
      <ForWhomWords cell={cell} wing={wing} />
      {cell.closed !== "" && <Text size="sm"><Data>{cell.closed}</Data></Text>}
      {cell.people.length === 0 ? <Text size="sm" c="dimmed">{say("use.empty")}</Text> : <ul>{cell.people.map((one) => <li key={one.person}><PersonLink person={one.person} name={one.name} small />{isChild(one.age) && <> <Age age={one.age} /></>}</li>)}</ul>}
    </li>
  );
}

function Elsewhere({ title, people }: { title: string; people: readonly Resident[] }) {
  const say = useSay();
  const time = useTime();
  if (people.length === 0) return null;
  return (
    <section data-elsewhere>
      <Title order={2} size="h4">{title}</Title>
      <ul>{people.map((one) => <li key={one.person}><PersonLink person={one.person} name={one.name} />{BESIDE}{called(say, `move.${one.sort}`)}: <Data>{one.place}</Data>{BESIDE}{say("residents.since", { at: time(one.since) })}</li>)}</ul>
    </section>
  );
}
