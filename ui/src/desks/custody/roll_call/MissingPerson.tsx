import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { Code, Data } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import { useTime } from "../moment";
import { whereQuery } from "../server";
import { called, useSay } from "../words";

/** Where somebody who was missing at a count should be, and what the doors recorded of them around that moment. */
export function MissingPerson({ person, at }: { person: string; at: string }) {
  const say = useSay();
  const time = useTime();
  const found = useQuery(whereQuery(person, at));
  if (found.isError) return <ErrorNote error={found.error} />;
  if (found.data === undefined) return null;
  return (
    <div data-missing={found.data.person}>
      <Text size="sm"><Data>{found.data.name}</Data> <Code>{found.data.person}</Code>: {called(say, `where.${found.data.state}`)} <Code>{found.data.place}</Code></Text>
      {found.data.doors.length === 0 ? <Text size="sm">{say("where.no-door")}</Text> : (
        <ul>
          {found.data.doors.map((one) => <li key={`${one.at} ${String(one.row)}`}>{time(one.at)} <Code>{one.door}</Code> {called(say, `way.${one.way}`)}</li>)}
        </ul>
      )}
    </div>
  );
}
