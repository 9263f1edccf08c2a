import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { separator } from "@/i18n/separator";
import { Rows } from "@/parts/Rows";
import { ErrorNote, Loading } from "@/parts/Notes";

import { logQuery } from "../server";
import { called, useSay } from "../words";

/** What the log alone says of a masked record: masked on the right day, opened by whom, with whose consent, for what, until when; and who was refused. */
export function LogPart({ record }: { record: string }) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(logQuery(record));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { data } = found;
  return (
    <section aria-labelledby="log" data-told={data.entries.length}>
      <Title order={2} id="log" size="h4">{say("log")}</Title>
      <Text size="sm" role="status">{say(data.on_time === true ? "log.on-time" : "log.not-on-time")}{separator()}{say("log.opened.n", { n: format.number(data.opened) })}</Text>
      <Rows label={say("log")} columns={(["entry", "when", "what", "by", "consent", "purpose"] as const).map((name) => say(`column.${name}`))}>
        {data.entries.map((one) => (
          <tr key={one.no} data-entry={one.what}>
            <th scope="row"><Code>{format.number(one.no)}</Code></th>
            <td>{format.date(`${one.at.slice(0, 19)}Z`)}</td>
            <td>{say(`log.${one.what}`)}{one.request !== "" && <>{separator()}<DeskLink to={`unmasked/${one.request}`}>{say("unmasked")}</DeskLink></>}{one.due !== "" && <>{separator()}{say("log.due", { day: format.date(one.due) })}</>}</td>
            <td><Data>{one.by_name === "" ? one.by : one.by_name}</Data></td>
            <td><Data>{one.granted_name === "" ? one.granted_by : one.granted_name}</Data></td>
            <td>{one.purpose !== "" && <>{called(say, `purpose.${one.purpose}`)}{one.until !== "" && <>{separator()}{format.date(one.until.replace("Z", ":00Z"))}</>}</>}{one.why !== "" && <Code>{one.why}</Code>}</td>
          </tr>
        ))}
      </Rows>
    </section>
  );
}
