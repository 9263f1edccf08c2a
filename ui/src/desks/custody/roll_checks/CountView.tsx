import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { Go } from "../forms/Go";
import { MissingPerson } from "../roll_call/MissingPerson";
import { useTime } from "../moment";
import { NoCell } from "../roll_call/NoCell";
import { type PlaceLine, placesQuery, type Resident, residentsQuery, runningQuery, useCount } from "../server";
import { When } from "../When";
import { useSay } from "../words";

/** The count, wing by wing: what is expected beside what was counted. A difference becomes an incident at once. */
export function CountView({ search, go }: DeskPlace) {
  const say = useSay();
  const facility = search["facility"] ?? "", at = search["at"] ?? "";
  const [by, setBy] = useState("");
  const found = useQuery(placesQuery(facility, at));
  const living = useQuery(residentsQuery(facility, at));
  const inWing = (code: string) => [...(living.data?.wings.flatMap((one) => one.cells.flatMap((cell) => cell.people)) ?? []), ...(living.data?.elsewhere ?? [])].filter((one) => one.place === code || one.place.startsWith(`${code}/`));
  return (
    <Stack maw="80rem" mx="auto" data-count>
      <DeskHead title={say("count")} help={say("count.help")} />
      <When facility={facility} at={at} go={go} />
      <TextInput label={say("count.by")} value={by} required maw="20rem" onChange={(event) => { setBy(event.currentTarget.value); }} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && <NoCell people={found.data.no_cell} />}
      {found.data !== undefined && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say("count")}>
          <table className={table.table}>
            <thead><tr>{(["place", "expected", "capacity", "counted"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
            <tbody>{found.data.places.filter((one) => one.sort === "wing").map((one) => <Wing key={`${one.code} ${at}`} wing={one} people={inWing(one.code)} at={at === "" ? found.data.at : at} by={by} />)}</tbody>
          </table>
        </div>
      )}
    </Stack>
  );
}

/** A count as expected; where an earlier one of the place differed and its incident is still open, the way to close it. */
function Agrees({ facility, place }: { facility: string; place: string }) {
  const say = useSay();
  const found = useQuery(runningQuery("", facility));
  const open = (found.data?.clocks ?? []).filter((one) => one.clock === "count-close" && one.name === place);
  return (
    <>
      <Text size="sm">{say("count.agrees")}</Text>
      {open.map((one) => <Alert key={one.record} role="status" variant="default" mt="xs" title={say("count.close")}><Go to="incident" size="compact-md" search={{ number: one.record }} label={`${say("incident.close")}: ${one.record}`}>{say("incident.close")} <Code>{one.record}</Code></Go></Alert>)}
    </>
  );
}

function Wing({ wing, people, at, by }: { wing: PlaceLine; people: readonly Resident[]; at: string; by: string }) {
  const say = useSay();
  const format = useFormat();
  const [typed, setTyped] = useState("");
  const counted = typed === "" ? null : Number(typed);
  const [sure, setSure] = useState<number | null>(null);
  const [absent, setAbsent] = useState<string[]>([]);
  const count = useCount();
  const time = useTime();
  const saved = count.data?.counted === counted && count.variables?.missing.join(" ") === absent.join(" ");
  const differs = counted !== null && counted !== wing.inside;
  const many = counted !== null && counted > Math.max(wing.capacity ?? 0, wing.inside) && sure !== counted;
  const keep = () => {
    if (many) setSure(counted);
    else if (counted !== null) count.mutate({ place: wing.code, at: count.data?.counted === counted ? count.data.at : at, counted, by, missing: absent, extra: [] });
  };
  return (
    <tr data-wing={wing.code}>
      <th scope="row"><Code>{wing.code}</Code></th>
      <td>{format.number(wing.inside)}</td>
      <td>{wing.capacity === null ? say("not-known") : format.number(wing.capacity)}</td>
      <td>
        <Group gap="sm" align="flex-end">
          <NumberField aria-label={say("count.of", { place: wing.code })} value={typed} min={0} w="7rem" onValue={setTyped} />
          <Button size="sm" variant="default" disabled={saved || counted === null || by.trim().length < 2} aria-describedby={saved ? undefined : `why-${wing.code}`} loading={count.isPending} onClick={keep}>{say(count.data !== undefined && count.data.counted === counted ? "count.add-names" : "count.keep")}</Button>
        </Group>
        {!saved && (counted === null || by.trim().length < 2) && <Text id={`why-${wing.code}`} size="xs" c="dimmed">{say(by.trim().length < 2 ? "count.why.by" : "count.why.number")}</Text>}
        {counted !== null && sure === counted && !saved && <Text role="alert" size="sm" fw={600}>{say("count.many", { n: format.number(counted) })}</Text>}
        {differs && counted < wing.inside && (
          <Checkbox.Group label={say("count.missing")} description={say("count.missing.help", { n: format.number(wing.inside - counted), ticked: format.number(absent.length) })} value={absent} onChange={setAbsent} mt="xs" data-missing-pick>
            <Stack gap="xs" mt="xs">{people.map((one) => <Checkbox key={one.person} value={one.person} label={<><Data>{one.name}</Data> <Text span size="xs" c="dimmed"><Code>{one.person}</Code> <Code>{one.place}</Code></Text></>} />)}</Stack>
          </Checkbox.Group>
        )}
        {count.isError && <ErrorNote error={count.error} />}
        {count.data !== undefined && <Text role="status" size="sm">{say("count.saved", { n: format.number(count.data.counted ?? 0), at: time(count.data.at) })} {count.data.again && say("count.again")}</Text>}
        {count.data !== undefined && (count.data.incident === "" ? <Agrees facility={count.data.facility} place={wing.code} /> : <Alert role="alert" variant="default" mt="xs" title={say("count.differs")}><DeskLink to="incident" search={{ number: count.data.incident }}>{say("count.incident")} <Code>{count.data.incident}</Code></DeskLink></Alert>)}
        {count.data !== undefined && count.variables.missing.map((person) => <MissingPerson key={person} person={person} at={count.variables.at} />)}
      </td>
    </tr>
  );
}
