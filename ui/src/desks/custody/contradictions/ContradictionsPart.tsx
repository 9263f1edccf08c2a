import { Anchor, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { Code } from "@/design/Text";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { useTime } from "../moment";
import { differQuery } from "../server";
import { called, useSay } from "../words";

/** How many days back sources are held beside each other. */
const DAYS = 30;

/** Where sources that know nothing of one another cannot both be right, and what doors and keys show; a key's badge leads nowhere, since staff have no file. */
export function ContradictionsPart({ facility, at }: { facility: string; at: string }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const found = useQuery(differQuery(facility, at, DAYS));
  return (
    <section aria-labelledby="of-differ" data-differ>
      <Title order={2} size="h4" id="of-differ">{say("differ")}</Title>
      <Text size="sm" c="dimmed">{say("differ.help", { n: format.number(DAYS) })}</Text>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && !found.data.logs && <Text size="sm">{say("differ.no-log")}</Text>}
      {found.data !== undefined && found.data.contradictions.length === 0 && <Text role="status">{say("differ.none")}</Text>}
      {found.data !== undefined && found.data.count > found.data.contradictions.length && <Text size="sm">{say("today.more", { shown: format.number(found.data.contradictions.length), n: format.number(found.data.count) })}</Text>}
      {found.data !== undefined && found.data.contradictions.length > 0 && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say("differ")}>
          <table className={table.table}>
            <thead><tr>{(["when", "found", "person", "one", "other"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
            <tbody>
              {found.data.contradictions.map((one) => (
                <tr key={`${one.at} ${one.person} ${one.what} ${one.one}`} data-differs={one.what}>
                  <td>{time(one.at)}</td>
                  <th scope="row">{called(say, `differ.${one.what}`)}</th>
                  <td>{one.person === "" ? "" : one.what === "key-out" ? <Code>{one.person}</Code> : <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "custody", _splat: "person" }} search={{ person: one.person }} {...props} />}><Code>{one.person}</Code></Anchor>}</td>
                  <td><Code>{one.one}</Code></td>
                  <td><Code>{one.other}</Code></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
