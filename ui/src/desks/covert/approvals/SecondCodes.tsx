import { Group, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import { secondCodesQuery } from "../server";
import { useSay } from "../words";

/** The requests for a second code that one made, and what the controller decided; the first code stands nowhere. */
export function SecondCodes() {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(secondCodesQuery);
  if (found.isError) return <ErrorNote error={found.error} />;
  const requests = (found.data?.requests ?? []).filter((one) => !one.may);
  if (requests.length === 0) return null;
  return (
    <section aria-labelledby="second-codes">
      <Title order={2} size="h4" id="second-codes">{say("second")}</Title>
      <Text size="sm" c="dimmed">{say("second.help")}</Text>
      <ul style={{ listStyle: "none", padding: 0 }}>
        {requests.map((one) => (
          <li key={one.request} data-second-code={one.state}>
            <Group gap="sm">
              <Text span size="sm">{say("second.asked", { asked: format.date(one.asked), met: format.date(one.met) })}</Text>
              <Text span size="sm" fw={600}>{say(`second.${one.state}`)}</Text>
              {one.state === "waiting" && <Text span size="sm" data-able={one.able.length}>{one.able.length === 0 ? say("second.able.none") : <>{say("second.able")}: {one.able.map((name, at) => <span key={name}>{at > 0 && "؛ "}<Data>{name}</Data></span>)}</>}</Text>}
              {one.code !== "" && <Text span size="sm">{say("second.code")}: <Code>{one.code}</Code></Text>}
              {one.reason !== "" && <Text span size="sm">{say("decisions.reason")}: <Data>{one.reason}</Data></Text>}
            </Group>
          </li>
        ))}
      </ul>
    </section>
  );
}
