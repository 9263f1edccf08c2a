import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { useKindTitles } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { DeskLink } from "@/desks/kit/DeskLink";
import { useLocale } from "@/i18n/LocaleContext";
import table from "@/parts/Table.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";

import { ContradictionsPart } from "../contradictions/ContradictionsPart";
import css from "../Custody.module.css";
import { PersonLink } from "../forms/PersonLink";
import { useTime } from "../moment";
import { boardQuery, type RuleLine } from "../server";
import { When } from "../When";
import { useSay } from "../words";

const MOST = 200;

/** The inspector's board: each rule holds, is broken, is not known; never one number for all, and the records behind each. */
export function InspectionView({ search, go }: DeskPlace) {
  const say = useSay();
  const format = useFormat();
  const { t, locale } = useLocale();
  const titleOf = useKindTitles("custody");
  const facility = search["facility"] ?? "", at = search["at"] ?? "", chosen = search["rule"] ?? "";
  const found = useQuery(boardQuery(facility, at, locale));
  const one = found.data?.rules.find((rule) => rule.id === chosen);
  return (
    <Stack maw="95rem" mx="auto" data-inspection>
      <DeskHead title={say("inspection")} help={say("inspection.help")} />
      <When facility={facility} at={at} go={go} />
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && found.data.incomplete.length > 0 && <Text size="sm">{say("inspection.incomplete")} <Data>{found.data.incomplete.map(titleOf).join(t("review.comma"))}</Data></Text>}
      {one !== undefined && <Rows rule={one} />}
      {found.data !== undefined && (
        <div className={table.frame} tabIndex={0} role="region" aria-label={say("inspection")}>
          <table className={table.table}>
            <thead><tr>{(["rule", "text", "who", "holds", "broken", "unknown"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
            <tbody>
              {found.data.rules.map((rule) => (
                <tr key={rule.id} data-rule={rule.id}>
                  <th scope="row"><button type="button" className={css["choice"]} aria-pressed={rule.id === chosen} onClick={() => { go({ rule: rule.id === chosen ? undefined : rule.id }); }}><Code>{rule.id}</Code></button></th>
                  <td><Data>{rule.text}</Data><br /><Text span size="sm" c="dimmed"><Code>{rule.source}</Code>{!rule.verified && <> {say("inspection.draft")}</>}</Text></td>
                  <td><Data>{rule.who}</Data></td>
                  <td>{format.number(rule.holds)}</td>
                  <td>{rule.broken > 0 ? <b>{format.number(rule.broken)}</b> : format.number(0)}</td>
                  <td>{rule.unknown > 0 ? <b>{format.number(rule.unknown)}</b> : format.number(0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ContradictionsPart facility={facility} at={at} />
    </Stack>
  );
}

function Rows({ rule }: { rule: RuleLine }) {
  const say = useSay();
  const format = useFormat();
  const time = useTime();
  const titleOf = useKindTitles("custody");
  if (rule.rows.length === 0) return <Text role="status">{say("inspection.none")}</Text>;
  return (
    <div className={table.frame} tabIndex={0} role="region" aria-label={say("inspection.rows", { rule: rule.id })}>
      {rule.rows.length > MOST && <Text size="sm">{say("today.more", { shown: format.number(MOST), n: format.number(rule.rows.length) })}</Text>}
      <table className={table.table}>
        <thead><tr>{(["verdict", "record", "person", "why"] as const).map((name) => <th key={name} scope="col">{say(`column.${name}`)}</th>)}</tr></thead>
        <tbody>
          {rule.rows.slice(0, MOST).map((row) => (
            <tr key={`${row.verdict} ${row.record}`}>
              <th scope="row">{say(`verdict.${row.verdict}`)}</th>
              <td><DeskLink to={`records/${row.kind}/${row.id}`}><Data>{titleOf(row.kind)}</Data> <Code>{row.record}</Code></DeskLink></td>
              <td>{row.person !== "" && <PersonLink person={row.person} name={row.name} />}</td>
              <td>{row.why.map((one, at) => <Text key={at} size="sm"><Data>{one.field}</Data>: {one.says === "text" ? <Data>{one.value}</Data> : one.says === "moment" ? time(one.value) : say(`says.${one.says}`)}</Text>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
