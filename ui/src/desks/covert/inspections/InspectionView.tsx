import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { NumberField } from "@/parts/NumberField";

import { type Finding, inspectionQuery } from "../server";
import { useSay } from "../words";

const GRADES = ["critical", "priority", "action", "observation"] as const satisfies readonly Finding["grade"][];

/** The inspector's view: a sample that can be drawn again by its seed, findings by grade with the day they are answered by; nobody is named. */
export function InspectionView({ search, go }: DeskPlace) {
  const say = useSay();
  const [seed, setSeed] = useState(search["seed"] ?? "1");
  const [sample, setSample] = useState(search["sample"] ?? "25");
  const drawn = { seed: search["seed"] ?? "", sample: search["sample"] ?? "" };
  return (
    <Stack maw="80rem" mx="auto" data-inspection>
      <DeskHead title={say("inspection")} help={say("inspection.help")} />
      <form onSubmit={(event) => { event.preventDefault(); go({ seed, sample }); }}>
        <Group align="flex-end">
          <NumberField label={say("inspection.seed")} description={say("inspection.seed.help")} value={seed} min={0} max={999_999_999_999_999} required onValue={setSeed} />
          <NumberField label={say("inspection.sample")} value={sample} min={1} max={9999} required onValue={setSample} />
          <Button type="submit">{say("inspection.draw")}</Button>
        </Group>
      </form>
      {/^\d+$/.test(drawn.seed) && /^\d+$/.test(drawn.sample) && <Drawn seed={Number(drawn.seed)} sample={Number(drawn.sample)} />}
    </Stack>
  );
}

function Drawn({ seed, sample }: { seed: number; sample: number }) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const found = useQuery(inspectionQuery(seed, sample, locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { findings, grades, of, sample: numbers, acts } = found.data;
  const sorted = GRADES.flatMap((grade) => findings.filter((one) => one.grade === grade));
  return (
    <>
      <Text role="status">{say("inspection.drawn", { n: format.number(numbers.length), of: format.number(of), acts: format.number(acts) })} {say("inspection.over")}</Text>
      <Group gap="xl">{GRADES.map((grade) => <Text key={grade} fw={600} data-grade={grade}>{say(`grade.${grade}`)}: {format.number(grades[grade] ?? 0)}</Text>)}</Group>
      {sorted.length === 0 ? <Text>{say("inspection.none")}</Text> : (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say("inspection")}>
          <table className={table.table}>
            <thead><tr>{(["grade", "number", "when", "finding", "due"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
            <tbody>
              {sorted.map((one, at) => (
                <tr key={at} data-finding={one.code}>
                  <td>{say(`grade.${one.grade}`)}</td>
                  <td>{one.number === "" ? say("inspection.no-number") : <Code>{one.number}</Code>}</td>
                  <td>{one.at === null ? "–" : format.date(one.at)}</td>
                  <td><bdi dir="auto">{format.sentence(one.sentence)}</bdi><Text size="xs" c="dimmed"><bdi dir="auto">{format.sentence(one.next_step)}</bdi></Text></td>
                  <td>{one.due === null ? "–" : format.date(one.due)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
