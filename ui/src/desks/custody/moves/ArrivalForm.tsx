import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { Data } from "@/design/Text";
import { separator } from "@/i18n/separator";
import { Done } from "@/parts/Done";
import { MomentField } from "@/parts/MomentField";
import { ErrorNote } from "@/parts/Notes";

import { missing, useErrors } from "../forms/errors";
import { Go } from "../forms/Go";
import { PersonLink } from "../forms/PersonLink";
import { HOUSE, nowInHouse, useTime } from "../moment";
import { type PersonFile, useMoveArrival } from "../server";
import { useSay } from "../words";

/** Somebody who was on the way to court or hospital has arrived. */
export function ArrivalForm({ file }: { file: PersonFile }) {
  const say = useSay();
  const time = useTime();
  const errors = useErrors({ "moment-order": "arrived", "moment-ahead": "arrived", "moment-field-ahead": "arrived" });
  const [arrived, setArrived] = useState(nowInHouse);
  const arrive = useMoveArrival();
  const move = file.moves.find((one) => one.under_way);
  if (arrive.data !== undefined) return <Done next={<Go to="court" size="sm">{say("court")}</Go>}><PersonLink person={file.number} name={file.name} /> {say("move.arrive.done", { at: time(arrive.data.arrived) })} <Data>{arrive.data.place}</Data></Done>;
  if (move === undefined) return <Text>{say("move.arrive.none")}</Text>;
  const send = () => { if (errors.check(missing({ arrived }, say("field.needed")))) arrive.mutate({ person: file.number, arrived }, { onError: errors.refused }); };
  return (
    <form ref={errors.form} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <Stack gap="md">
        <Text><PersonLink person={file.number} name={file.name} />{separator()}<Data>{move.place}</Data>{separator()}{say("court.went", { at: time(move.left ?? move.since) })}</Text>
        <div data-at="arrived"><MomentField label={say("column.arrived")} required value={arrived} onValue={setArrived} first={HOUSE} />{errors.wrong["arrived"] !== undefined && <Text size="sm" c="red.9" role="alert">{errors.wrong["arrived"]}</Text>}</div>
        {arrive.isError && errors.loose(arrive.error) && <ErrorNote error={arrive.error} />}
        <Group><Button type="submit" loading={arrive.isPending}>{say("move.arrive")}</Button></Group>
      </Stack>
    </form>
  );
}
