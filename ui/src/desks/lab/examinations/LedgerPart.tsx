import { Anchor, Button, Group, Text, Title } from "@mantine/core";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import table from "@/parts/Table.module.css";

import { type Examined, isOpen } from "../server";
import { called, useSay } from "../words";
import { Counts } from "./Counts";
import { WithdrawForm } from "./WithdrawForm";

/** Where the page shows a line of the ledger. */
const anchorOf = (place: number): string => `ledger-${place.toString()}`;

/** The ledger of techniques in the order of entry; a wrong result is withdrawn here and stays readable. */
export function LedgerPart({ told, caseId }: { told: Examined; caseId: string }) {
  const say = useSay();
  const format = useFormat();
  const [withdrawing, setWithdrawing] = useState<number | null>(null);
  const counted = new Set(told.standings.flatMap((one) => one.counted));
  const open = isOpen(told);
  const going = withdrawing === null ? undefined : told.results[withdrawing - 1];
  if (told.results.length === 0) return null;
  return (
    <section aria-labelledby="ledger" data-ledger>
      <Title order={2} id="ledger" mb="xs">{say("exhibit.ledger")}</Title>
      <div className={table.frame} tabIndex={0} role="region" aria-labelledby="ledger">
        <table className={table.table}>
          <thead><tr>{(["place", "technique", "substance", "unit", "outcome", "note", "reference", "counts", "isomer", "run", "when"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}{open && <th scope="col">{say("column.do")}</th>}</tr></thead>
          <tbody>
            {told.results.map((one, at) => (
              <tr key={at} id={anchorOf(at + 1)} data-result={at + 1}>
                <th scope="row"><Code>{format.number(at + 1)}</Code></th>
                <td>{called(say, `technique.${one.technique}`)}</td>
                <td><Data>{one.substance}</Data>{one.unlisted && <Text size="xs">{say("substance.unlisted")}</Text>}</td>
                <td><Code>{format.number(one.sampling)}</Code></td>
                <td>{called(say, `outcome.${one.outcome}`)}</td>
                <td>{one.measured == null && one.note !== "" && <Data>{one.note}</Data>}</td>
                <td>{one.basis === "library" ? say("exhibit.library") : <Data>{one.reference}</Data>}</td>
                <td><Counts told={told} withdrawn={one.withdrawn}>{say(counted.has(at + 1) ? "yes" : "no")}{told.uncounted[at + 1] !== undefined && <Text size="xs" data-why>{format.sentence(told.uncounted[at + 1] ?? "")}</Text>}</Counts></td>
                <td>{(one.isomers ?? []).map((name) => <div key={name}><Data>{name}</Data></div>)}</td>
                <td>{one.measured === null || one.measured === undefined ? "–" : <Code>{one.measured.run}</Code>}</td>
                <td><Data>{told.people[one.by] ?? one.by}</Data> {one.at === "" ? "" : format.date(`${one.at.slice(0, 19)}Z`)}</td>
                {open && <td>{one.withdrawn == null && <Button size="compact-sm" variant="default" data-withdraw={`result ${(at + 1).toString()}`} onClick={() => { setWithdrawing(at + 1); }}>{say("withdraw.open")}</Button>}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {told.state === "issued" && <Text size="sm" mt="xs">{say("withdraw.reported")} <Anchor size="sm" href="#reviews">{say("reviews")}</Anchor></Text>}
      {withdrawing !== null && going !== undefined && open && (
        <WithdrawForm key={withdrawing} told={told} caseId={caseId} measurement="result" number={withdrawing} name={`${withdrawing.toString()}. ${called(say, `technique.${going.technique}`)}, ${going.substance}: ${called(say, `outcome.${going.outcome}`)}`} onDone={() => { setWithdrawing(null); }} />
      )}
    </section>
  );
}

/** Leads to lines of the ledger, each by its number, technique and outcome. */
export function LedgerLines({ told, places }: { told: Examined; places: readonly number[] }) {
  const say = useSay();
  const format = useFormat();
  if (places.length === 0) return null;
  return (
    <Group gap="sm" data-against={places.join(" ")}>
      {places.map((place) => {
        const one = told.results[place - 1];
        return one !== undefined && <Anchor key={place} size="sm" href={`#${anchorOf(place)}`}>{say("ledger.line", { line: format.number(place), technique: called(say, `technique.${one.technique}`), outcome: called(say, `outcome.${one.outcome}`) })}</Anchor>;
      })}
    </Group>
  );
}
