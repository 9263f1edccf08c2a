import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";

import { useSay } from "./words";

/** Of which facility, and as it was when: both stay in the address. */
export function When({ facility, at, go }: { facility: string; at: string; go: (search: Readonly<Record<string, string | undefined>>) => void }) {
  const say = useSay();
  const [code, setCode] = useState(facility);
  const [moment, setMoment] = useState(at);
  return (
    <form onSubmit={(event) => { event.preventDefault(); go({ facility: code === "" ? undefined : code, at: moment === "" ? undefined : moment }); }}>
      <Group align="flex-end">
        <TextInput label={say("facility")} value={code} dir="ltr" w="8rem" onChange={(event) => { setCode(event.currentTarget.value); }} />
        <TextInput label={say("at")} description={say("at.help")} value={moment} dir="ltr" w="18rem" placeholder="2026-05-01T19:00+03:00" onChange={(event) => { setMoment(event.currentTarget.value); }} />
        <Button type="submit" variant="default">{say("show")}</Button>
      </Group>
    </form>
  );
}
