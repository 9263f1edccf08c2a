import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import table from "@/parts/Table.module.css";

import { type Examined, isOpen } from "../server";
import { called, useSay } from "../words";
import { Counts } from "./Counts";
import { PurityForm } from "./PurityForm";
import { WeighForm } from "./WeighForm";
import { WithdrawForm } from "./WithdrawForm";
import { BESIDE } from "@/i18n/separator";

type Sort = "weighing" | "purity";
interface Listed {
  readonly told: Examined;
  /** Opens the withdrawal of the measurement with this number; undefined where nothing can be withdrawn now. */
  readonly onWithdraw: ((measurement: Sort, number: number, name: string) => void) | undefined;
}

/** The readings that net weights rest on, and purities with their unit and form; both are entered here. */
export function WeightsPart({ told, caseId }: { told: Examined; caseId: string }) {
  const say = useSay();
  const [doing, setDoing] = useState<"" | "weigh" | "purity">("");
  const [withdrawing, setWithdrawing] = useState<{ measurement: Sort; number: number; name: string } | null>(null);
  const onWithdraw = isOpen(told) ? (measurement: Sort, number: number, name: string) => { setDoing(""); setWithdrawing({ measurement, number, name }); } : undefined;
  const amounts = [...new Set(told.results.filter((one) => one.outcome === "positive" && one.measured?.amount != null && one.measured.unit === "ug/mL").map((one) => one.substance))];
  const shut = () => { setDoing(""); };
  return (
    <section aria-labelledby="weights" data-weights>
      <Title order={2} id="weights" mb="xs">{say("weights")}</Title>
      {told.weighings.length === 0 && <Text size="sm">{say("weights.none")}</Text>}
      <Announced told={told} />
      {told.weighings.length > 0 && <Weighings told={told} onWithdraw={onWithdraw} />}
      {told.purities.length > 0 && <Purities told={told} onWithdraw={onWithdraw} />}
      {told.state === "issued" && told.weighings.length + told.purities.length > 0 && <Text size="sm" mt="xs">{say("withdraw.reported")} <Anchor size="sm" href="#reviews">{say("reviews")}</Anchor></Text>}
      {withdrawing !== null && isOpen(told) && <WithdrawForm key={`${withdrawing.measurement}${withdrawing.number.toString()}`} told={told} caseId={caseId} {...withdrawing} onDone={() => { setWithdrawing(null); }} />}
      {isOpen(told) && (
        <Stack gap="sm" mt="sm">
          <Group gap="sm">
            <Button size="compact-md" variant="default" data-weigh aria-expanded={doing === "weigh"} onClick={() => { setDoing(doing === "weigh" ? "" : "weigh"); }}>{say("exhibit.weigh")}</Button>
            {amounts.length > 0 && <Button size="compact-md" variant="default" data-purity aria-expanded={doing === "purity"} onClick={() => { setDoing(doing === "purity" ? "" : "purity"); }}>{say("purity.do")}</Button>}
            <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "balances" }} {...props} />}>{say("balances")}</Anchor>
          </Group>
          {doing === "weigh" && <WeighForm told={told} caseId={caseId} onDone={shut} />}
          {doing === "purity" && <PurityForm told={told} caseId={caseId} substances={amounts} onDone={shut} />}
        </Stack>
      )}
    </section>
  );
}

/** What was announced beside what all weighings that count come to. */
function Announced({ told }: { told: Examined }) {
  const say = useSay();
  const format = useFormat();
  if (told.intake.announced === "") return null;
  const figures = { announced: format.number(told.intake.announced), weighed: format.number(told.weighed === "" ? 0 : told.weighed), apart: format.number(told.weight_difference === "" ? 0 : told.weight_difference) };
  return <Text size="sm" mb="xs" fw={told.weight_difference === "" || Number(told.weight_difference) === 0 ? 400 : 600} data-announced={told.weight_difference}>{format.sentence(say(told.weight_difference === "" ? "weights.announced" : "weights.apart", figures))}</Text>;
}

function Checked({ checked, reason }: { checked: string; reason: string }) {
  const say = useSay();
  const format = useFormat();
  if (checked !== "") return <>{format.date(checked)}</>;
  return <>{say("weights.unchecked")}{reason !== "" && <>: <Data>{reason}</Data></>}</>;
}

const grams = (value: string): string => value === "" ? "–" : `${value} g`;

function Weighings({ told, onWithdraw }: Listed) {
  const say = useSay();
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-labelledby="weights">
      <table className={table.table}>
        <thead><tr>{(["weighed", "gross", "tare", "net", "uncertainty", "balance", "checked", "counts"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}{onWithdraw !== undefined && <th scope="col">{say("column.do")}</th>}</tr></thead>
        <tbody>
          {told.weighings.map((one, at) => (
            <tr key={at} data-weighing={one.grams}>
              <th scope="row"><Data>{one.what}</Data>{one.under_seal && <Text size="xs" fw={400}>{say("weights.under-seal")}</Text>}{one.explanation !== "" && <Text size="xs" fw={400}><Data>{one.explanation}</Data></Text>}</th>
              <td><Code>{grams(one.gross)}</Code></td>
              <td><Code>{grams(one.tare)}</Code></td>
              <td><Code>{grams(one.grams)}</Code></td>
              <td><Code>{grams(one.uncertainty)}</Code></td>
              <td><Data>{one.balance}</Data>{one.resolution !== "" && <Text size="xs"><Code>{`d = ${one.resolution} g`}</Code></Text>}</td>
              <td><Checked checked={one.checked} reason={one.reason} /></td>
              <td><Counts told={told} withdrawn={one.withdrawn}>{say("yes")}</Counts></td>
              {onWithdraw !== undefined && <td>{one.withdrawn == null && <Button size="compact-sm" variant="default" data-withdraw={`weighing ${(at + 1).toString()}`} onClick={() => { onWithdraw("weighing", at + 1, `${one.what}, ${one.grams === "" ? one.gross : one.grams} g`); }}>{say("withdraw.open")}</Button>}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Purities({ told, onWithdraw }: Listed) {
  const say = useSay();
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={say("purity")}>
      <table className={table.table}>
        <thead><tr>{(["substance", "purity", "uncertainty", "form", "dissolved", "run", "checked", "counts"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}{onWithdraw !== undefined && <th scope="col">{say("column.do")}</th>}</tr></thead>
        <tbody>
          {told.purities.map((one, at) => (
            <tr key={at} data-pure={one.percent}>
              <th scope="row"><Data>{one.substance}</Data></th>
              <td><Code>{`${one.percent} % m/m`}</Code></td>
              <td><Code>{`${one.uncertainty} %`}</Code></td>
              <td>{called(say, `form.${one.form}`)}</td>
              <td><Code>{`${one.milligrams} mg / ${one.millilitres} mL`}</Code></td>
              <td><Code>{one.run}</Code></td>
              <td><Data>{one.balance}</Data>{BESIDE}<Checked checked={one.checked} reason={one.reason} /></td>
              <td><Counts told={told} withdrawn={one.withdrawn}>{say("yes")}</Counts></td>
              {onWithdraw !== undefined && <td>{one.withdrawn == null && <Button size="compact-sm" variant="default" data-withdraw={`purity ${(at + 1).toString()}`} onClick={() => { onWithdraw("purity", at + 1, `${one.substance}, ${one.percent} % m/m`); }}>{say("withdraw.open")}</Button>}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
