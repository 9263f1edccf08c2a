import { Anchor, Badge, Button, Group, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { separator } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { DueTime } from "@/parts/DueTime";
import { ErrorNote, Loading } from "@/parts/Notes";

import { exhibitsQuery, useStating } from "../server";
import { called, useSay } from "../words";

/** The exhibits of a case, which of them look alike, and the act that makes released results statements of the case. */
export function ExhibitsPart({ caseId }: { caseId: string }) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(exhibitsQuery(caseId));
  const stating = useStating();
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { exhibits, alike } = found.data;
  if (exhibits.length === 0) return null;
  return (
    <section aria-labelledby="exhibits">
      <Title order={2} id="exhibits" mb="xs">{say("exhibits")}</Title>
      <div className={table.frame} tabIndex={0} role="region" aria-labelledby="exhibits">
        <table className={table.table}>
          <thead><tr>{(["exhibit", "seizure", "appearance", "state", "due_on", "substances"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
          <tbody>
            {exhibits.map((one) => (
              <tr key={one.examination} data-examination={one.exhibit}>
                <th scope="row"><Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `exhibit/${caseId}/${one.examination}` }} {...props} />}><Code>{one.exhibit}</Code></Anchor></th>
                <td>{one.seizure === "" ? "–" : <Code>{one.seizure}</Code>}</td>
                <td><Data>{one.appearance}</Data></td>
                <td><Badge variant="outline" tt="none">{called(say, `state.${one.state}`)}</Badge></td>
                <td>{one.due_on === null ? "–" : one.state === "issued" ? format.date(one.due_on) : <DueTime until={one.due_on} />}</td>
                <td>
                  {one.substances.map((each) => (
                    <Text key={each.substance} size="sm"><Data>{each.substance}</Data>: {called(say, `holds.${each.holds}`)}{each.wanting.length > 0 && <> ({each.wanting.map((code) => called(say, `wanting.${code}`)).join(separator())})</>}</Text>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {alike.length > 0 && (
        <>
          <Title order={3} size="h4" mt="sm">{say("alike")}</Title>
          <Text size="sm">{say("alike.help")}</Text>
          <ul>
            {alike.map((one) => (
              <li key={`${one.exhibit} ${one.other}`} data-alike={`${one.exhibit} ${one.other}`}><Code>{one.exhibit}</Code> – <Code>{one.other}</Code>: <Code>{format.number(one.value.toFixed(3))}</Code> {say("alike.over", { n: format.number(one.common), of: format.number(one.all) })}{one.apart && <>{separator()}{say("alike.apart")}</>}</li>
            ))}
          </ul>
        </>
      )}
      <Group gap="sm" mt="sm">
        <Button variant="default" data-state-results loading={stating.isPending} onClick={() => { stating.mutate({ case: caseId }); }}>{say("exhibits.state")}</Button>
        {stating.data !== undefined && <Text size="sm" role="status">{stating.data.source === "" ? <>{say(stating.data.stated.length === 0 ? "exhibits.none-released" : "exhibits.unchanged")} {stating.data.stated.map((one, at) => <span key={one}>{at > 0 && ", "}<Code>{one}</Code></span>)}</> : <>{say("exhibits.stated")} {stating.data.exhibits.map((one, at) => <span key={one}>{at > 0 && ", "}<Code>{one}</Code></span>)}{separator()}<Anchor size="sm" renderRoot={(props) => <Link to="/sources/$id" params={{ id: stating.data.source }} {...props} />}>{say("exhibits.source")}</Anchor></>}</Text>}
      </Group>
      {stating.isError && <ErrorNote error={stating.error} />}
    </section>
  );
}
