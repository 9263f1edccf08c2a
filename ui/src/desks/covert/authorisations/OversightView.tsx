import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { DeskHead } from "@/desks/kit/DeskHead";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { oversightQuery } from "../server";
import { called, useSay } from "../words";

const FIGURES = ["applied", "granted", "refused", "received", "urgent", "renewed", "cancelled", "in-force"] as const;

/** Figures for oversight by technique and year; none below ten, nor one from which such a figure follows. */
export function OversightView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const year = /^\d{4}$/.test(search["year"] ?? "") ? Number(search["year"]) : new Date().getFullYear();
  const [typed, setTyped] = useState(String(year));
  const found = useQuery(oversightQuery(year));
  return (
    <Stack maw="80rem" mx="auto" data-oversight>
      <DeskHead title={say("oversight")} help={say("oversight.help")} />
      <form onSubmit={(event) => { event.preventDefault(); go({ year: typed }); }}>
        <Group align="flex-end">
          <NumberField label={say("oversight.year")} value={typed} min={1000} max={2999} required onValue={setTyped} />
          <Button type="submit">{say("oversight.show")}</Button>
        </Group>
      </form>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say("oversight")}>
          <table className={table.table}>
            <thead><tr><th scope="col">{say("column.technique")}</th>{FIGURES.map((name) => <th key={name} scope="col">{say(`figure.${name}`)}</th>)}</tr></thead>
            <tbody>
              {found.data.lines.map((line) => (
                <tr key={line.technique} data-technique={line.technique}>
                  <th scope="row">{called(say, `technique.${line.technique}`)}</th>
                  {FIGURES.map((name) => {
                    const count = line.figures[name] ?? null;
                    return <td key={name}>{count === null ? <Text span size="sm" c="dimmed">{say("oversight.closed")}</Text> : format.number(count)}</td>;
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Text size="sm" c="dimmed">{say("oversight.why", { n: format.number(found.data?.least ?? 10) })}</Text>
    </Stack>
  );
}
