import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";

import { MomentField } from "@/parts/MomentField";

import css from "./Custody.module.css";
import { HOUSE } from "./moment";
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
        <div className={css["moment"]}><MomentField label={say("at")} description={say("at.help")} value={moment} onValue={setMoment} first={HOUSE} /></div>
        <Button type="submit" variant="default">{say("show")}</Button>
      </Group>
    </form>
  );
}
