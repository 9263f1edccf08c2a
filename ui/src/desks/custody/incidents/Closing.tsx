import { Button, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";

import { missing, useErrors } from "../forms/errors";
import { HOUSE, minute, nowInHouse, useTime } from "../moment";
import { type Incident, useHandling } from "../server";
import { useSay } from "../words";

const FIELDS = { "custody-incident-outcome": "outcome", "moment-order": "closed", "moment-ahead": "closed", "moment-field-ahead": "closed" };

/** Closes an incident with what was found; while statements are missing it says so instead. */
export function Closing({ told }: { told: Incident }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const errors = useErrors(FIELDS);
  const [outcome, setOutcome] = useState("");
  const [closed, setClosed] = useState(nowInHouse);
  const close = useHandling();
  const owed = told.statements_missing ?? 0;
  const send = () => {
    if (errors.check({ ...missing({ outcome, closed }, say("field.needed")), ...(closed !== "" && minute(closed) < minute(told.at) ? { closed: say("incident.closed-early", { when: time(told.at) }) } : {}) })) close.mutate({ number: told.number, closed, outcome: outcome.trim(), handled_by: [], implicated: [] }, { onError: errors.refused });
  };
  return (
    <section aria-labelledby="closing" data-closing={told.number}>
      <Title order={3} size="h5" id="closing">{say("incident.close")}</Title>
      {owed > 0 ? <Text size="sm">{say("incident.close.owed", { n: format.number(owed) })}</Text> : (
        <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
          <Stack gap="sm" maw="44rem">
            <div data-at="outcome"><Textarea label={say("incident.outcome")} description={told.sort === "roll-difference" ? say("incident.outcome.help") : undefined} required autosize minRows={2} dir="auto" value={outcome} error={errors.wrong["outcome"]} onChange={(event) => { setOutcome(event.currentTarget.value); }} /></div>
            <div data-at="closed"><MomentField label={say("incident.closed-at")} required value={closed} onValue={setClosed} first={HOUSE} />{errors.wrong["closed"] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong["closed"]}</Text>}</div>
            {close.isError && errors.loose(close.error) && <ErrorNote error={close.error} />}
            <Group><Button type="submit" loading={close.isPending}>{say("incident.close")}</Button></Group>
          </Stack>
        </form>
      )}
    </section>
  );
}
