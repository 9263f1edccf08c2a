import { Alert, Anchor, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { Control } from "./BenchView";
import { type Board, boardQuery, type Injection } from "../server";
import { TierShare } from "./TierShare";
import { called, placed, useSay } from "../words";

/** A sequence injection by injection: what was accepted, what was found, and why something may not be reported. */
export function BoardView({ params }: DeskPlace) {
  const { locale } = useLocale();
  const caseId = params["case"] ?? "";
  const found = useQuery(boardQuery(caseId, params["sequence"] ?? "", locale));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return <Shown board={found.data} caseId={caseId} />;
}

function Shown({ board, caseId }: { board: Board; caseId: string }) {
  const say = useSay();
  const format = useFormat();
  const { told } = board;
  const problems = told.problems ?? [];
  return (
    <Stack maw="90rem" mx="auto" data-board={board.sequence}>
      <DeskHead title={<Data>{board.name}</Data>} help={say("board.help")} back={{ to: "bench", case: caseId, name: say("bench") }}>
        <Group gap="sm">
          <Control inControl={told.instrument.in_control} />
          <Text size="sm"><Data>{board.instrument}</Data>{BESIDE}<Data>{told.method}</Data> <Code>{told.method_version}</Code>{BESIDE}{say("board.agreed")} {told.approved_by.map((one, at) => <span key={one}>{at > 0 && ", "}<Data>{one}</Data></span>)}</Text>
        </Group>
        <Text size="xs" c="dimmed">{say("board.archive")} <Code wrap>{board.archive}</Code></Text>
      </DeskHead>
      {told.instrument.breaches.length > 0 && (
        <Alert variant="default" title={say("board.breaches")}>
          <ul>{told.instrument.breaches.map((one, at) => <li key={at}><Code>{one.run === "" ? "–" : one.run}</Code> <Broken one={one} /></li>)}</ul>
        </Alert>
      )}
      {problems.length > 0 && (
        <Alert variant="default" title={say("board.problems")}>
          <ul>{problems.map((one, at) => <li key={at} data-problem={one.code}>{one.place !== "" && <><Data>{placed(say, format.number, one.place)}</Data>: </>}<Data>{format.sentence(one.sentence)}</Data> <Data>{format.sentence(one.next_step)}</Data></li>)}</ul>
        </Alert>
      )}
      {(told.instrument.tuned ?? []).length > 0 && <Tuned told={told} />}
      {told.curves.length > 0 && <Curves curves={told.curves} />}
      <section aria-labelledby="injections">
        <Title order={2} id="injections" mb="xs">{say("column.injections")}</Title>
        <div className={table.frame} tabIndex={0} role="region" aria-labelledby="injections">
          <table className={table.table}>
            <thead><tr>{(["run", "kind", "sample", "accepted", "found", "library"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
            <tbody>{told.injections.map((one) => <Row key={one.run} one={one} told={told} address={`bench/${caseId}/${board.sequence}/${encodeURIComponent(one.run)}`} />)}</tbody>
          </table>
        </div>
      </section>
    </Stack>
  );
}

function Row({ one, told, address }: { one: Injection; told: Board["told"]; address: string }) {
  const say = useSay();
  const format = useFormat();
  const dirty = one.findings.some((finding) => finding.found === "yes");
  const why = one.kind === "tune" || one.kind === "mix" ? told.instrument.breaches.filter((breach) => breach.run === one.run).map((breach, at) => <Broken key={at} one={breach} />)
    : one.kind === "ladder" ? (told.problems ?? []).filter(({ code, value }) => (code === "lab-sheet-ladder" || code === "lab-sheet-standards") && value === one.run).map((problem) => format.sentence(problem.sentence)) : one.bars.map((bar) => format.sentence(bar.sentence));
  const others = one.components - one.findings.filter((finding) => finding.found === "yes").length;
  const refused = why.length > 0 || (one.kind === "blank" && dirty);
  return (
    <tr data-run={one.run} data-kind={one.kind} data-accepted={!refused}>
      <th scope="row"><Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: address }} {...props} />}><Code>{one.run}</Code></Anchor></th>
      <td>{called(say, `kind.${one.kind}`)}</td>
      <td><Data>{one.sample}</Data></td>
      <td>
        <Badge color={refused ? "red.9" : "teal.9"} tt="none" miw="max-content">{say(refused ? "accepted.no" : "accepted.yes")}</Badge>
        {why.map((text, at) => <Text key={at} size="xs" mt={2}>{typeof text === "string" ? <Data>{text}</Data> : text}</Text>)}
        {one.kind === "blank" && dirty && <Text size="xs">{say("accepted.dirty")}</Text>}
        {one.kind === "blank" && others > 0 && <Text size="xs" data-others={others}>{say("accepted.others", { n: format.number(others) })}</Text>}
      </td>
      <td>
        {one.findings.filter((finding) => finding.found === "yes" || (one.kind === "case" && !finding.failed.includes("absent"))).map((finding) => (
          <Text key={finding.target} size="sm">
            <Data>{finding.target}</Data>: {say(finding.found !== "yes" ? "found.no" : one.kind !== "case" ? "found.seen" : finding.reportable ? "found.yes" : "found.barred")}
            {finding.amount !== null && <> <Code>{`${format.number(finding.amount.toPrecision(4))} ${finding.unit}`}</Code></>}
            {finding.failed.length > 0 && <> ({finding.failed.map((code) => called(say, `failed.${code}`)).join(BESIDE)})</>}
            {finding.bars.filter((bar) => one.bars.every((whole) => whole.code !== bar.code)).map((bar) => <Text key={bar.code} span size="xs" display="block"><Data>{format.sentence(bar.sentence)}</Data></Text>)}
          </Text>
        ))}
      </td>
      <td>
        {one.hits.map((hit) => <Text key={hit.time} size="xs"><Code>{format.number((hit.time / 60).toFixed(3))}</Code> <Data>{hit.query.hits[0]?.name ?? ""}</Data>{BESIDE}{called(say, `tier.${hit.query.tier}`)}<TierShare share={hit.query.share} /></Text>)}
      </td>
    </tr>
  );
}

/** A limit that was broken: what, the value found, the limit. */
function Broken({ one }: { one: Board["told"]["instrument"]["breaches"][number] }) {
  const say = useSay();
  return <><Data>{one.what}</Data>{one.found !== null && <>: <Code>{one.found}</Code></>}{one.limit !== "" && <> ({say("limit")} <Code>{one.limit}</Code>)</>}</>;
}

/** The ratios of the tune beside their limits, for whoever looks whether it was accepted rightly. */
function Tuned({ told }: { told: Board["told"] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-labelledby="tune" data-tuned>
      <Title order={2} id="tune" mb="xs">{say("tune")} <Code>{told.instrument.tune}</Code></Title>
      <div className={table.frame} tabIndex={0} role="region" aria-labelledby="tune" style={{ inlineSize: "fit-content" }}>
        <table className={table.table}>
          <thead><tr>{(["ratio-of", "there", "limit", "accepted"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
          <tbody>
            {(told.instrument.tuned ?? []).map((one) => (
              <tr key={`${one.ion.toString()}/${one.of.toString()}`} data-holds={one.holds}>
                <th scope="row"><Code>{one.ion}/{one.of}</Code></th>
                <td><Code>{one.found === null ? "–" : format.percent(one.found)}</Code></td>
                <td><Code>{one.limit}</Code></td>
                <td>{say(one.holds ? "accepted.yes" : "accepted.no")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Curves({ curves }: { curves: Board["told"]["curves"] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <section aria-labelledby="curves">
      <Title order={2} id="curves" mb="xs">{say("curves")}</Title>
      <ul>
        {curves.map((one) => (
          <li key={one.target}>
            <Data>{one.target}</Data>: <Code>r²</Code> <Code>{format.number(one.r2.toFixed(4))}</Code>{BESIDE}<Code>{`${format.number(one.lowest)}–${format.number(one.highest)} ${one.unit}`}</Code>
            {one.checks.map((check) => <span key={check.run}>{BESIDE}{say("curves.check")} <Code>{check.run}</Code>: <Code>{check.off === null ? "–" : format.percent(check.off.toFixed(1))}</Code></span>)}
            {one.bars.map((bar) => <Text key={bar.code} size="xs"><Data>{format.sentence(bar.sentence)}</Data></Text>)}
          </li>
        ))}
      </ul>
    </section>
  );
}
