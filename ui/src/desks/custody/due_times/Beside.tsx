import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import due from "@/parts/Due.module.css";
import table from "@/parts/Table.module.css";

import { clockAt, dayAt, shifted } from "../court_days/days";
import { PersonLink } from "../forms/PersonLink";
import { courtDaysQuery, type Residents } from "../server";
import { useSay } from "../words";

/** Beside the tasks: the wings with how many are in them, and who goes to court today and tomorrow. */
export function Beside({ residents }: { residents: Residents }) {
  const say = useSay();
  const format = useFormat();
  const day = dayAt(residents.at);
  const court = useQuery(courtDaysQuery(residents.facility, day, shifted(day, 1)));
  const lines = court.data?.days.flatMap((one) => one.people.map((each) => ({ ...each, day: one.day }))) ?? [];
  return (
    <Stack>
      <section className={due["panel"]} aria-labelledby="by-cell">
        <Title order={2} size="h4" id="by-cell">{say("residents")}</Title>
        <ul className={due["list"]}>
          {residents.wings.map((one) => (
            <li key={one.code} data-wing-line={one.code}>
              <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "residents" }} search={{ facility: residents.facility, wing: one.code }} {...props} />}>{one.name !== "" && <><Data>{one.name}</Data> </>}<Code>{one.code}</Code></Anchor>{" "}
              <Text span size="sm">{one.capacity === null ? say("residents.wing-unknown", { n: format.number(one.inside) }) : say("residents.of", { n: format.number(one.inside), of: format.number(one.capacity) })}</Text>
            </li>
          ))}
        </ul>
        {residents.wings.length === 0 && <Text size="sm">{say("residents.no-places")}</Text>}
      </section>
      <section className={due["panel"]} aria-labelledby="coming-up" data-coming>
        <Title order={2} size="h4" id="coming-up">{say("court.soon")}</Title>
        {lines.length === 0 ? <Text size="sm">{say("court.soon.none")}</Text> : (
          <table className={table.table}>
            <tbody>{lines.map((one) => <tr key={`${one.day} ${one.person} ${one.number}`}><td>{format.date(one.day)} {one.at !== null && <Code>{clockAt(one.at)}</Code>}</td><td><PersonLink person={one.person} name={one.name} small /> <Data>{one.court}</Data></td></tr>)}</tbody>
          </table>
        )}
      </section>
    </Stack>
  );
}
