import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { MomentField } from "@/parts/MomentField";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "../Covert.module.css";
import { share } from "./line";
import { type Bar, type PaidOut, type Undecided, timelineQuery } from "../server";
import { called, useSay } from "../words";

/** The register of authorisations as a line of time: what is in force at a moment, what ends soon, what was just over. */
export function TimelineView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const { locale } = useLocale();
  const asOf = search["as_of"] ?? "";
  const found = useQuery(timelineQuery(asOf, locale));
  return (
    <Stack maw="90rem" mx="auto" data-timeline>
      <DeskHead title={say("timeline")} help={say("timeline.help")} />
      <MomentField label={say("timeline.as-of")} value={asOf} onValue={(moment) => { go({ as_of: moment === "" ? undefined : moment }); }} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && (
        <>
          <Group gap="xl" role="status">
            {([["timeline.in-force", found.data.in_force], ["timeline.ending", found.data.ending], ["timeline.waiting", found.data.waiting]] as const).map(([key, count]) => (
              <Text key={key} fw={600} data-count={key}>{say(key)}: {format.number(count)}</Text>
            ))}
            {found.data.waiting > 0 && <Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "decisions" }}>{say("timeline.decisions")}</Link>}
            <Text c="dimmed">{format.date(found.data.as_of)}</Text>
          </Group>
          {found.data.total > found.data.bars.length && <Text size="sm">{say("timeline.cut", { n: format.number(found.data.bars.length), of: format.number(found.data.total) })}</Text>}
          {found.data.awaiting.length > 0 && <Waiting applications={found.data.awaiting} />}
          <Bars bars={found.data.bars} since={found.data.since} until={found.data.until} now={found.data.as_of} />
          {found.data.paid.length > 0 && <Paid payments={found.data.paid} />}
        </>
      )}
      <Text size="sm"><Link to="/desks/$desk/$" params={{ desk: "covert", _splat: "registers/authorisations" }}>{say("timeline.register")}</Link></Text>
    </Stack>
  );
}

/** The applications that wait, each with since when. */
function Waiting({ applications }: { applications: readonly Undecided[] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={say("timeline.waiting")}>
      <table className={table.table}>
        <caption>{say("timeline.waiting")}</caption>
        <thead><tr>{(["number", "technique", "matter", "submitted"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
        <tbody>
          {applications.map((one) => (
            <tr key={one.number} data-waits={one.number}>
              <th scope="row"><Code>{one.number}</Code></th>
              <td>{called(say, `technique.${one.technique}`)}</td>
              <td>{one.matter === "" ? "–" : <Data>{one.matter}</Data>}</td>
              <td>{format.date(one.submitted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What was paid out within the time shown. */
function Paid({ payments }: { payments: readonly PaidOut[] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={say("timeline.paid")}>
      <table className={table.table}>
        <caption>{say("timeline.paid")}</caption>
        <thead><tr>{(["code", "amount", "paid-at"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
        <tbody>
          {payments.map((one) => (
            <tr key={one.payment} data-paid={one.code}>
              <th scope="row"><Code>{one.code}</Code></th>
              <td>{say("amount", { n: format.number(one.amount) })}</td>
              <td>{format.date(one.paid_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bars({ bars, since, until, now }: { bars: readonly Bar[]; since: string; until: string; now: string }) {
  const say = useSay();
  const format = useFormat();
  if (bars.length === 0) return <Text>{say("timeline.none")}</Text>;
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={say("timeline")}>
      <table className={table.table}>
        <thead>
          <tr>{(["number", "technique", "state", "from", "until", "line"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr>
        </thead>
        <tbody>
          {bars.map((bar) => {
            const [start, length] = share(bar.begins, bar.until, since, until);
            return (
              <tr key={bar.number} data-bar={bar.number} data-state={bar.state}>
                <th scope="row"><Code>{bar.number}</Code></th>
                <td>
                  {called(say, `technique.${bar.technique}`)}
                  {bar.received && <Text size="xs" c="dimmed">{say("timeline.received")}</Text>}
                  {bar.urgent && <Text size="xs" fw={600}>{say("timeline.urgent")}</Text>}
                </td>
                <td>{called(say, `state.${bar.state}`)}</td>
                <td>{format.date(bar.begins)}</td>
                <td>
                  {format.date(bar.until)}
                  {bar.write_up_due !== null && <Text size="xs" fw={600}>{say("timeline.write-up", { when: format.date(bar.write_up_due) })}</Text>}
                  {bar.review_due !== null && <Text size="xs" c="dimmed">{say("timeline.review", { when: format.date(bar.review_due) })}</Text>}
                </td>
                <td>
                  <div className={classes.track} aria-hidden="true">
                    <div className={classes.bar} data-state={bar.state} style={{ insetInlineStart: `${start.toString()}%`, inlineSize: `${length.toString()}%` }} />
                    <div className={classes.now} style={{ insetInlineStart: `${(share(now, now, since, until)[0]).toString()}%` }} />
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
