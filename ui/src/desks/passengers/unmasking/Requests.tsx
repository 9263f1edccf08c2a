import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DeskLink } from "@/desks/kit/DeskLink";
import { separator } from "@/i18n/separator";

import { requestsQuery } from "../server";
import { called, useSay } from "../words";

/** That a record is masked, the way to ask for it, and the requests there are, each with the way to what it opened. */
export function Requests({ record, kind, text }: { record: string; kind: string; text: string }) {
  const say = useSay();
  const format = useFormat();
  const found = useQuery(requestsQuery(record));
  return (
    <div data-masked={record}>
      <Text role="status">{text}{separator()}<DeskLink to="operations/unmask-ask" search={{ record, kind }}>{say("travel.open")}</DeskLink></Text>
      <ul>{(found.data?.requests ?? []).map((one) => <li key={one.id}><DeskLink to={`unmasked/${one.id}`}><Data>{one.matter}</Data></DeskLink>{separator()}{called(say, `purpose.${one.purpose}`)}{separator()}{called(say, `unmasking.${one.state}`)}{separator()}{format.date(`${one.until.slice(0, 19)}Z`)}</li>)}</ul>
    </div>
  );
}
