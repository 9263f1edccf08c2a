import { Anchor, Group, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import table from "@/parts/Table.module.css";
import { ErrorNote } from "@/parts/Notes";

import { PersonLink } from "../forms/PersonLink";
import { PlaceName } from "../forms/PlaceName";
import { useTime } from "../moment";
import { UnderWay } from "../moves/UnderWay";
import { dayQuery } from "../server";
import { called, useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

/** The counts of the day wing by wing, which wings nobody counted, and the moves of the day. */
export function DayPart({ facility, at }: { facility: string; at: string }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const found = useQuery(dayQuery(facility, at));
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const { counts, moves, moved, uncounted } = found.data;
  return (
    <>
      <section aria-labelledby="of-roll">
        <Title order={2} size="h4" id="of-roll">{say("today.roll")}</Title>
        {uncounted.length > 0 && <Text>{say("today.uncounted")} {uncounted.map((code) => <span key={code}><PlaceName place={code} /> </span>)}{BESIDE}<Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "count" }} search={{ facility: found.data.facility }} {...props} />}>{say("count")}</Anchor></Text>}
        {counts.length === 0 ? <Text size="sm">{say("today.roll.none")}</Text> : (
          <div className={table.frame} tabIndex={0} role="region" aria-label={say("today.roll")}>
            <table className={table.table}>
              <thead><tr>{(["when", "place", "expected", "counted", "missing", "incident"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
              <tbody>
                {counts.map((one) => (
                  <tr key={one.record} data-roll={one.number}>
                    <td>{time(one.at)}</td><th scope="row"><Code>{one.place}</Code></th><td>{format.number(one.expected)}</td><td>{one.counted === null ? say("not-known") : format.number(one.counted)}</td>
                    <td>{one.missing.map((who) => <div key={who.person}><PersonLink person={who.person} name={who.name} /></div>)}</td><td>{one.incident !== "" && <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "incident" }} search={{ number: one.incident }} {...props} />}><Code>{one.incident}</Code></Anchor>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <section aria-labelledby="of-moves">
        <Title order={2} size="h4" id="of-moves">{say("today.moves")}</Title>
        {moved > moves.length && <Text size="sm" c="dimmed">{say("today.more", { shown: format.number(moves.length), n: format.number(moved) })}</Text>}
        {moves.length === 0 ? <Text size="sm">{say("today.moves.none")}</Text> : (
          <div className={table.frame} tabIndex={0} role="region" aria-label={say("today.moves")}>
            <table className={table.table}>
              <thead><tr>{(["left", "arrived", "person", "sort", "from", "to", "reason", "authority", "escort"] as const).map((name) => <th key={name} scope="col">{say(name === "left" ? "move.left" : `column.${name}`)}</th>)}</tr></thead>
              <tbody>
                {moves.map((one) => (
                  <tr key={one.record} data-move={one.person}>
                    <td>{one.left === null ? "–" : time(one.left)}</td>
                    <td>{one.under_way ? say("person.under-way") : time(one.arrived)} <Group gap="xs"><UnderWay person={one.person} name={one.name} move={one} /></Group></td>
                    <th scope="row"><PersonLink person={one.person} name={one.name} /></th>
                    <td>{called(say, `move.${one.sort}`)}</td><td><PlaceName place={one.origin} /></td><td><PlaceName place={one.place} /></td><td>{one.reason === one.sort ? called(say, `move.${one.sort}`) : <Data>{one.reason}</Data>}</td><td><Data>{one.authority}</Data></td><td><Data>{one.escort}</Data></td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}
