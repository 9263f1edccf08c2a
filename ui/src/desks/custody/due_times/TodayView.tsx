import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code } from "@/design/Text";
import { DeskButtons } from "@/parts/DeskButtons";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import css from "../Custody.module.css";
import { DayPart } from "../days/DayPart";
import { useTime } from "../moment";
import { NoCell } from "../roll_call/NoCell";
import { type Clock, placesQuery, runningQuery } from "../server";
import { When } from "../When";
import { called, useSay } from "../words";

const STANDINGS = ["unlawful", "overdue", "unknown", "due"] as const;
const MOST = 100;

/** What has to be looked at today: who is held past a day first, then what is over, what cannot be counted, what ends within a week; and how many are inside. */
export function TodayView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const facility = search["facility"] ?? "", at = search["at"] ?? "";
  const found = useQuery(runningQuery(at, facility));
  const inside = useQuery(placesQuery(facility, at));
  return (
    <Stack maw="90rem" mx="auto" className={css["whole"]} data-today>
      <Title order={1}>{say("today.title")}</Title>
      <Text c="dimmed">{say("today.help")}</Text>
      <DeskButtons desk="custody" />
      <When facility={facility} at={at} go={go} />
      {inside.data !== undefined && <Text><b>{say("facility")} <Code>{inside.data.facility}</Code></b> {say("today.inside", { inside: format.number(inside.data.inside), out: format.number(inside.data.out) })}</Text>}
      {inside.data !== undefined && <NoCell people={inside.data.no_cell} />}
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <Group gap="xl" role="status">{STANDINGS.map((name) => <Text key={name} fw={name === "unlawful" ? 700 : 400}>{say(`standing.${name}`)}: {format.number(found.data.counts[name] ?? 0)}</Text>)}</Group>
          {STANDINGS.map((name) => {
            const lines = found.data.clocks.filter((one) => one.standing === name);
            return lines.length === 0 ? null : <Lines key={name} standing={name} lines={lines} />;
          })}
          {STANDINGS.every((name) => (found.data.counts[name] ?? 0) === 0) && <Text>{say("today.nothing")}</Text>}
        </>
      )}
      <DayPart facility={facility} at={at} />
    </Stack>
  );
}

function Lines({ standing, lines }: { standing: (typeof STANDINGS)[number]; lines: readonly Clock[] }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  return (
    <section aria-labelledby={`of-${standing}`}>
      <Title order={2} size="h4" id={`of-${standing}`}>{say(`standing.${standing}`)}</Title>
      {lines.length > MOST && <Text size="sm" c="dimmed">{say("today.more", { shown: format.number(MOST), n: format.number(lines.length) })}</Text>}
      <div className={table.frame} tabIndex={0} role="region" aria-label={say(`standing.${standing}`)}>
        <table className={table.table}>
          <thead><tr>{(["clock", "record", "person", "ends", "left", "steps", "lacks"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
          <tbody>
            {lines.slice(0, MOST).map((one) => (
              <tr key={`${one.clock} ${one.record}`} data-clock={one.clock}>
                <th scope="row">{called(say, `clock.${one.clock}`)}</th>
                <td><Code>{one.record}</Code></td>
                <td>{one.person !== "" && <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "person" }} search={{ person: one.person }} {...props} />}><Code>{one.person}</Code></Anchor>}</td>
                <td>{one.ends === null ? say("not-counted") : time(one.ends)}</td>
                <td>{one.left_hours === null ? "" : say("hours", { n: format.number(one.left_hours) })}</td>
                <td>{one.steps.map((step, number) => <Text key={`${step.what} ${String(number)}`} size="sm">{called(say, `count.${step.what}`)} {step.amount > 0 && format.number(step.amount)}{step.day !== null && <> · {time(step.day)}</>}{step.order !== "" && <> · <Code>{step.order}</Code></>}</Text>)}</td>
                <td>{one.lacks.map((name) => called(say, `step.${name}`)).join(say("comma"))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
