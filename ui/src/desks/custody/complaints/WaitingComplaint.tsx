import { Alert, Button, Text } from "@mantine/core";

import { Code } from "@/design/Text";
import { ErrorNote } from "@/parts/Notes";

import { useComplaintTaking } from "../server";
import { useSay } from "../words";

/** A complaint that was handed in and that nobody took: whoever may read complaints takes it. */
export function WaitingComplaint({ number, reads }: { number: string; reads: boolean }) {
  const say = useSay();
  const take = useComplaintTaking();
  return (
    <Alert variant="default" title={<>{say("complaint.waits")} <Code>{number}</Code></>} data-notice={number}>
      {take.data !== undefined ? <Text role="status">{say("complaint.taken")}</Text> : reads ? <Button loading={take.isPending} onClick={() => { take.mutate({ number }); }}>{say("complaint.take")}</Button> : <Text>{say("complaint.take.who")}</Text>}
      {take.isError && <ErrorNote error={take.error} />}
    </Alert>
  );
}
