import { Anchor, Badge, Group, NativeSelect, Paper, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { useKindTitles, useOpenDesks } from "@/core/desks/open";
import type { DeskPlace } from "@/core/desks/page";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { DateField } from "@/parts/DateField";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { PlainValue } from "@/parts/Value";

import { InCase } from "./CaseChoice";
import { type Jurisdiction, type Rule, rulesQuery } from "./server";
import { useSay } from "./words";

const PLACES = ["federal", "kurdistan-region"] as const satisfies readonly Jurisdiction[];
const VERDICTS = ["broken", "unknown", "holds"] as const;
/** The last second of a day in Baghdad, where the desks' days are counted. */
const endOf = (day: string): string => (day === "" ? "" : `${day}T23:59:59+03:00`);

/** What the rules of a desk say: where they are broken, where nobody knows, where they hold, each with the records behind it. Never a percentage. */
export function RulesView(place: DeskPlace) {
  const say = useSay();
  const { data } = useOpenDesks();
  const desk = data?.find((item) => item.desk.name === place.desk)?.desk;
  return (
    <Stack maw="80rem" mx="auto">
      <DeskHead title={say("rules")} />
      <InCase place={place} inCase={desk !== undefined && [...desk.registers, ...desk.forms].some((one) => one.in_case)}>{(caseId) => <Board place={place} caseId={caseId} />}</InCase>
    </Stack>
  );
}

function Board({ place, caseId }: { place: DeskPlace; caseId: string }) {
  const say = useSay();
  const { t, locale } = useLocale();
  const titleOf = useKindTitles(place.desk);
  const day = place.search["day"] ?? "";
  const where = PLACES.find((one) => one === place.search["law"]) ?? "federal";
  const found = useQuery(rulesQuery(place.desk, caseId, endOf(day), where, locale));
  return (
    <Stack>
      <Group align="end">
        <NativeSelect label={say("rules.jurisdiction")} value={where} data={PLACES.map((one) => ({ value: one, label: say(`rules.${one}`) }))} onChange={(event) => { place.go({ law: event.currentTarget.value }); }} />
        <DateField label={say("rules.as-of")} value={day} onValue={(chosen) => { place.go({ day: chosen || undefined }); }} />
      </Group>
      {found.isPending && <Loading />}
      {found.isError && <ErrorNote error={found.error} retry={() => void found.refetch()} />}
      {found.data !== undefined && found.data.incomplete.length > 0 && <Text size="sm">{say("rules.incomplete", { kinds: found.data.incomplete.map(titleOf).join(t("review.comma")) })}</Text>}
      {found.data?.rules.length === 0 && <Empty title={say("rules.none")} />}
      {found.data?.rules.map((rule) => <One key={rule.version} place={place} caseId={caseId} rule={rule} />)}
    </Stack>
  );
}

function One({ place, caseId, rule }: { place: DeskPlace; caseId: string; rule: Rule }) {
  const say = useSay();
  const format = useFormat();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={`rule-${rule.version}`} data-rule={rule.id}>
      <Stack gap="xs">
        <Group justify="space-between" align="start" wrap="nowrap">
          <Title order={2} size="h4" id={`rule-${rule.version}`}><Data>{rule.text}</Data></Title>
          {!rule.verified && <Badge variant="default" tt="none" style={{ flexShrink: 0 }}>{say("rules.unverified")}</Badge>}
        </Group>
        <Text size="sm" c="dimmed"><Code>{rule.version}</Code>{separator()}<Data>{rule.law}</Data> <Code>{rule.article}</Code>{rule.who !== "" && <>{separator()}<Data>{rule.who}</Data></>}</Text>
        <Group gap="lg">
          {VERDICTS.map((one) => <Text key={one} size="sm" fw={one === "broken" && rule.broken > 0 ? 600 : 400} data-verdict={one}>{say(`verdict.${one}`)}: {format.number(rule[one])}</Text>)}
          <Text size="sm" c="dimmed">{say("rules.outside", { n: format.number(rule.outside) })}</Text>
        </Group>
        {rule.findings.length > 0 && (
          <details>
            <summary>{say("rules.records")}</summary>
            <ul>
              {rule.findings.map((one) => (
                <li key={`${one.kind}${one.record}`}>
                  {say(`verdict.${one.verdict}`)}: <Anchor renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: place.desk, _splat: `records/${one.kind}/${one.record}` }} search={{ case: caseId || undefined }} {...props} />}><Data>{one.title || one.record}</Data></Anchor>
                  {one.cited.length > 0 && <Text size="sm">{say("rules.because")}: {one.cited.map((item, at) => <span key={at}>{at > 0 && "; "}<Code>{item.field}</Code> = <PlainValue value={item.value} /></span>)}</Text>}
                  {one.lacking.length > 0 && <Text size="sm">{say("rules.lacks")}: {one.lacking.map((item, at) => <span key={at}>{at > 0 && "; "}<Code>{item.field}</Code></span>)}</Text>}
                </li>
              ))}
            </ul>
            {rule.more > 0 && <Text size="sm">{say("rules.more", { n: format.number(rule.more) })}</Text>}
          </details>
        )}
      </Stack>
    </Paper>
  );
}
