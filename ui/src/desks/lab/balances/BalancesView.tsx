import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { DueTime } from "@/parts/DueTime";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import table from "@/parts/Table.module.css";

import { type Balances, balancesQuery } from "../server";
import { called, useSay } from "../words";
import { BalanceForm } from "./BalanceForm";
import { CheckForm } from "./CheckForm";

type Line = Balances["balances"][number];
const TONES = { ready: "teal.9", unchecked: "orange.9", failed: "red.9", uncalibrated: "red.9" } as const;
/** What opens the form of a new balance instead of a check. */
const NEW = "new";

/** The balances with how each stands today, the daily check with a check weight, and entering a balance. */
export function BalancesView({ search, go }: DeskPlace) {
  const say = useSay();
  const { locale } = useLocale();
  const found = useQuery(balancesQuery(locale));
  const open = search["balance"] ?? "";
  const shut = () => { go({ balance: undefined, do: undefined }); };
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  const { balances, checks } = found.data;
  const changed = search["do"] === "change" ? balances.find((one) => one.balance === open) : undefined;
  return (
    <Stack maw="84rem" mx="auto" data-balances>
      <DeskHead title={say("balances")} help={say("balances.help")}>
        <Group><Button size="compact-md" variant={balances.length === 0 ? "filled" : "default"} data-new-balance onClick={() => { go({ do: NEW }); }}>{say("balances.new")}</Button></Group>
      </DeskHead>
      {search["do"] === NEW && <BalanceForm onDone={shut} onCheck={(balance) => { go({ balance, do: undefined }); }} />}
      {changed !== undefined && <BalanceForm key={changed.balance} line={changed} onDone={shut} onCheck={(balance) => { go({ balance, do: undefined }); }} />}
      {balances.length === 0 ? <Empty title={say("balances.none")} /> : (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say("balances")}>
          <table className={table.table}>
            <thead><tr>{(["balance", "standing", "last-check", "resolution", "tolerance", "calibrated", "do"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
            <tbody>
              {balances.map((one) => (
                <Fragment key={one.balance}>
                  <Row line={one} onCheck={() => { go({ balance: one.balance, do: undefined }); }} onChange={() => { go({ balance: one.balance, do: "change" }); }} />
                  {open === one.balance && search["do"] === undefined && <tr><td colSpan={7}><CheckForm key={one.balance} line={one} onDone={shut} /></td></tr>}
                </Fragment>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {checks.length > 0 && <Checks checks={checks} />}
    </Stack>
  );
}

function Row({ line, onCheck, onChange }: { line: Line; onCheck: () => void; onChange: () => void }) {
  const say = useSay();
  const format = useFormat();
  return (
    <tr data-balance={line.balance} data-standing={line.standing}>
      <th scope="row"><Data>{line.balance}</Data>{line.name !== "" && <Text size="xs" c="dimmed"><Data>{line.name}</Data></Text>}</th>
      <td><Badge color={TONES[line.standing]} tt="none" style={{ maxInlineSize: "none" }}>{called(say, `standing.${line.standing}`)}</Badge><Text size="xs">{line.next_step}</Text></td>
      <td>{line.checked_at === "" ? say("balances.never") : <>{format.date(line.checked_at)} <Data>{line.checked_by}</Data><Text size="xs"><Code>{`${line.checked_read} g (${line.checked_off} g)`}</Code></Text></>}</td>
      <td><Code>{`${line.resolution} g`}</Code></td>
      <td><Code>{`${line.nominal} ± ${line.tolerance} g`}</Code><Text size="xs" c="dimmed"><Data>{line.weight}</Data></Text></td>
      <td>{line.calibration_in > 30 ? format.date(line.calibrated_until) : <DueTime until={line.calibrated_until} />}</td>
      <td>
        <Group gap="xs" wrap="nowrap">
          <Button size="compact-sm" variant={line.standing === "ready" ? "default" : "filled"} aria-label={`${say("balances.check")}: ${line.balance}`} onClick={onCheck}>{say("balances.check")}</Button>
          <Button size="compact-sm" variant="subtle" aria-label={`${say("balances.change")}: ${line.balance}`} onClick={onChange}>{say("balances.change")}</Button>
        </Group>
      </td>
    </tr>
  );
}

function Checks({ checks }: { checks: Balances["checks"] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-labelledby="checks">
      <Text component="h2" fw={600} size="lg" id="checks">{say("balances.checks")}</Text>
      <ul>
        {checks.map((one, at) => (
          <li key={at}>{format.date(one.at)} <Data>{one.balance}</Data>: <Code>{`${one.read} g (${one.off} g)`}</Code> {say(one.passed ? "balances.passed" : "balances.failed")} <Data>{one.by}</Data>{one.note !== "" && <> – <Data>{one.note}</Data></>}</li>
        ))}
      </ul>
      <Text size="sm"><Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: "backlog" }} {...props} />}>{say("balances.backlog")}</Anchor></Text>
    </section>
  );
}
