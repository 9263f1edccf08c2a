import { Group } from "@mantine/core";

import { MomentField } from "@/parts/MomentField";

import css from "./Custody.module.css";
import { HOUSE } from "./moment";
import { FacilityPick } from "./residents/FacilityPick";
import { useSay } from "./words";

/** Of which facility, and as it was when: both stay in the address. */
export function When({ facility, at, go }: { facility: string; at: string; go: (search: Readonly<Record<string, string | undefined>>) => void }) {
  const say = useSay();
  return (
    <Group align="flex-end" role="group" aria-label={say("when")}>
      <FacilityPick value={facility} onValue={(code) => { go({ facility: code === "" ? undefined : code, place: undefined, cell: undefined }); }} />
      <div className={css["moment"]}><MomentField label={say("at")} description={say("at.help")} value={at} onValue={(moment) => { go({ at: moment === "" ? undefined : moment }); }} first={HOUSE} /></div>
    </Group>
  );
}
