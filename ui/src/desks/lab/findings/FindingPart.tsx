import { Anchor, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { refusedAt } from "@/api/client";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { moved } from "@/i18n/format";
import { useLocale } from "@/i18n/LocaleContext";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";

import { UnitSelect, wantsUnit } from "../examinations/UnitSelect";
import { examinationQuery, useExamine, useTakeUp } from "../server";
import { useSay } from "../words";

/** Where the office counts days, as the server does. */
const HOUSE = "Asia/Baghdad";

/** Takes a finding up into the ledger of its exhibit, whose examination is begun here where there is none: when the exhibit was received is asked, since no run was measured before. */
export function FindingPart({ caseId, sequence, run, exhibit, acquired, target }: { caseId: string; sequence: string; run: string; exhibit: string; acquired: string; target: string }) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const found = useQuery(examinationQuery(caseId, exhibit, locale));
  const examine = useExamine();
  const take = useTakeUp();
  const [received, setReceived] = useState("");
  const [unit, setUnit] = useState("");
  const measured = acquired.slice(0, 10);
  const late = received !== "" && measured !== "" && moved(received, HOUSE).slice(0, 10) > measured;
  return (
    <Group gap="sm" mt="sm" data-take-up={target}>
      {found.isError && (
        <>
          <MomentField label={say("take.received")} required value={received} onValue={setReceived} first={HOUSE} error={late ? say("take.late", { run, day: format.date(measured) }) : refusedAt(examine.error, "received")} />
          <Button variant="default" disabled={received === "" || late} loading={examine.isPending} onClick={() => { examine.mutate({ case: caseId, exhibit, received }, { onSuccess: () => void found.refetch() }); }}>{say("take.begin")} <Data>{exhibit}</Data></Button>
        </>
      )}
      {found.data !== undefined && (
        <>
          <UnitSelect told={found.data} unit={unit} onUnit={setUnit} />
          <Button loading={take.isPending} disabled={wantsUnit(found.data, unit)} onClick={() => { take.mutate({ case: caseId, examination: found.data.examination, version: found.data.version, sequence, run, target, sampling: Number(unit === "" ? 1 : unit) }); }}>{say("take")}</Button>
          <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `exhibit/${caseId}/${found.data.examination}` }} {...props} />}>{say("take.ledger")} <Data>{exhibit}</Data></Anchor>
        </>
      )}
      {take.isSuccess && <Text role="status" size="sm">{say("take.done")}</Text>}
      {take.isError && <ErrorNote error={take.error} />}
      {examine.isError && <ErrorNote error={examine.error} />}
    </Group>
  );
}
