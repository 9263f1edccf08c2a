import { Button, Stack, Text } from "@mantine/core";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { ErrorNote } from "@/parts/Notes";

import { BookingRows } from "../hit_queue/HitPane";
import classes from "../Queue.module.css";
import { type Detail, useUnmasked } from "../server";
import { called, useSay } from "../words";
import { BESIDE } from "@/i18n/separator";

/** A masked record that was opened, to read: shown on request only, since each look is in the audit log with its purpose. */
export function UnmaskedView({ params }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const look = useUnmasked();
  const id = params["unmasking"] ?? "";
  const fields = look.data?.fields ?? null;
  return (
    <Stack maw="80rem" mx="auto" data-unmasked={look.data === undefined ? "" : fields === null ? "closed" : "open"}>
      <DeskHead title={say("unmasked")} help={say("unmasked.help")} />
      <Button w="fit-content" loading={look.isPending} onClick={() => { look.mutate(id); }} data-look>{say("unmasked.show")}</Button>
      {look.isError && <ErrorNote error={look.error} />}
      {look.data !== undefined && (
        <dl className={classes.told}>
          <dt>{say("column.purpose")}</dt>
          <dd>{called(say, `purpose.${look.data.purpose}`)}{BESIDE}<Data>{look.data.matter}</Data></dd>
          <dt>{say("unmasked.until")}</dt>
          <dd>{format.date(`${look.data.until.slice(0, 19)}Z`)}</dd>
        </dl>
      )}
      {look.data !== undefined && fields === null && <Text role="status">{say("unmasked.closed")}</Text>}
      {fields !== null && (look.data?.kind === "passenger-travel" ? <BookingRows rows={fields["rows"] as Detail["booking"]} words={{}} /> : <HitFields fields={fields} />)}
      <DeskLink to={`records/passenger-unmasking/${id}`}>{say("record")}</DeskLink>
    </Stack>
  );
}

const SHOWN = ["traveller", "born", "documents", "listed", "listed_born", "listed_documents", "reason", "flight", "locator"] as const;

function HitFields({ fields }: { fields: Readonly<Record<string, unknown>> }) {
  const say = useSay();
  const values = (name: string) => [fields[name]].flat().filter((one) => typeof one === "string" && one !== "").map(String);
  return (
    <dl className={classes.told}>
      {SHOWN.filter((name) => values(name).length > 0).map((name) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{say(`unmasked.${name}`)}</dt>
          <dd>{values(name).map((one) => <div key={one}><Data>{one}</Data></div>)}</dd>
        </div>
      ))}
    </dl>
  );
}
