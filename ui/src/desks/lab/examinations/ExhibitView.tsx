import { Alert, Anchor, Badge, Box, Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";

import type { DeskPlace } from "@/core/desks/page";
import { download } from "@/core/download";
import { useFormat } from "@/core/format";
import { Code, Data } from "@/design/Text";
import { DeskHead } from "@/desks/kit/DeskHead";
import { LOCALE_CODES, type Locale, LOCALES } from "@/i18n/locales";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";
import { ErrorNote, Loading } from "@/parts/Notes";

import { ResultPart } from "../results/ResultPart";
import { CustodyPart, type Paged } from "./CustodyPart";
import { IntakePart } from "./IntakePart";
import { LedgerPart, LedgerLines } from "./LedgerPart";
import classes from "../Lab.module.css";
import { ReviewPart } from "./ReviewPart";
import { SealNow } from "./SealNow";
import { blobOf, type Examined, examinationQuery, isOpen, useReport, whoIs } from "../server";
import { RunsPart } from "../reported_runs/RunsPart";
import { VerifyPart } from "../reports/VerifyPart";
import { called, useSay } from "../words";
import { WeightsPart } from "./WeightsPart";

/** An exhibit: what may be said of each substance and what is wanting, its ledger and custody, the way to its reviews, its report. */
export function ExhibitView({ params }: DeskPlace) {
  const { locale } = useLocale();
  const caseId = params["case"] ?? "";
  const [before, setBefore] = useState(0);
  const found = useQuery(examinationQuery(caseId, params["examination"] ?? "", locale, before));
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  return <Shown told={found.data} caseId={caseId} before={before} onBefore={setBefore} />;
}

function Shown({ told, caseId, before, onBefore }: Paged) {
  const say = useSay();
  const format = useFormat();
  const [entering, setEntering] = useState<number | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const enter = (unit: number) => { setEntering(unit); opener.current?.scrollIntoView({ block: "center" }); };
  return (
    <Stack maw="84rem" mx="auto" data-exhibit={told.exhibit} data-state={told.state}>
      <DeskHead title={<>{say("exhibit")} <Data>{told.exhibit}</Data></>} help={say("exhibit.help")} back={{ to: "bench", case: caseId, name: say("bench") }}>
        <Group gap="sm">
          <Badge variant="outline" tt="none">{called(say, `state.${told.state}`)}</Badge>
          <Text size="sm"><SealNow told={told} />{BESIDE}{say("exhibit.holder")} <Data>{told.holder === "" ? "–" : whoIs(told, told.holder)}</Data>{told.quantity !== "" && <>{BESIDE}{say("exhibit.quantity")} <bdi>{say("grams", { n: format.number(told.quantity) })}</bdi></>}</Text>
          <Anchor size="sm" renderRoot={(props) => <Link to="/desks/$desk/$" params={{ desk: "lab", _splat: `records/lab-examination/${told.examination}` }} search={{ case: caseId }} data-reviews {...props} />}>{say("exhibit.reviews")}</Anchor>
        </Group>
      </DeskHead>
      <section aria-labelledby="verdicts">
        <Title order={2} id="verdicts" mb="xs">{say("exhibit.verdicts")}</Title>
        {told.standings.length === 0 && <Text>{say("exhibit.none")}</Text>}
        <Stack gap="xs">
          {told.standings.map((one) => (
            <div key={one.substance} className={classes.wait} data-holds={one.holds} data-substance={one.substance} data-wanting={one.wanting.join(" ")}>
              <Text fw={600}>{format.sentence(one.says)}</Text>
              <Text size="sm">{format.sentence(one.next_step)}</Text>
              <LedgerLines told={told} places={one.against ?? []} />
            </div>
          ))}
        </Stack>
        {isOpen(told) && <Button ref={opener} mt="xs" size="compact-md" variant="default" aria-expanded={entering !== null} data-enter-result onClick={() => { setEntering(entering === null ? 0 : null); }}>{say("exhibit.enter")}</Button>}
        {entering !== null && isOpen(told) && <Box mt="sm"><ResultPart key={`${told.version.toString()} ${entering.toString()}`} told={told} caseId={caseId} drawn={entering} onDone={() => { setEntering(null); opener.current?.focus(); }} /></Box>}
      </section>
      <LedgerPart told={told} caseId={caseId} />
      <RunsPart caseId={caseId} examination={told.examination} version={told.version} />
      <WeightsPart told={told} caseId={caseId} />
      <Worksheets told={told} />
      <ReviewPart caseId={caseId} told={told} />
      <Report told={told} caseId={caseId} />
      <IntakePart told={told} caseId={caseId} />
      <CustodyPart told={told} caseId={caseId} before={before} onBefore={onBefore} onUnit={enter} />
    </Stack>
  );
}

function Worksheets({ told }: { told: Examined }) {
  const say = useSay();
  const format = useFormat();
  if (told.worksheets.length === 0) return null;
  return (
    <section aria-labelledby="worksheets" data-worksheets>
      <Title order={2} id="worksheets" mb="xs">{say("worksheets")}</Title>
      <Stack gap="sm">
        {told.worksheets.map((one) => (
          <div key={`${one.sheet} ${one.run}`} className={classes.wait} data-answer={one.answer}>
            <Text fw={600}><Code>{one.run}</Code> {format.sentence(one.says)}</Text>
            <Text size="sm">{format.sentence(one.next_step)}</Text>
            <ul style={{ margin: 0 }}>{one.limits.map((limit) => <li key={limit}><Text size="sm">{format.sentence(limit)}</Text></li>)}</ul>
          </div>
        ))}
      </Stack>
    </section>
  );
}

function Report({ told, caseId }: { told: Examined; caseId: string }) {
  const say = useSay();
  const { locale } = useLocale();
  const [language, setLanguage] = useState<Locale>(locale === "qps" ? "ar" : locale);
  const report = useReport();
  const issued = told.state === "issued";
  const make = () => {
    report.mutate(
      { exhibit: told.examination, case: caseId, language: language as Exclude<Locale, "qps">, draft: !issued },
      { onSuccess: (made) => { download(made.file.name, blobOf(made.file)); download(made.seal.name, blobOf(made.seal)); } },
    );
  };
  return (
    <section aria-labelledby="report">
      <Title order={2} id="report" mb="xs">{say("report")}</Title>
      <Stack gap="xs" align="start">
        {!issued && <Alert variant="default">{say("report.blocked")}</Alert>}
        <Group align="flex-end">
          <NativeSelect label={say("report.language")} value={language} data={LOCALE_CODES.map((value) => ({ value, label: LOCALES[value].name }))} onChange={(event) => { setLanguage(event.currentTarget.value as Locale); }} />
          <Button data-report loading={report.isPending} onClick={make}>{say(issued ? "report.make" : "report.draft")}</Button>
        </Group>
        {report.isError && <ErrorNote error={report.error} />}
        {report.data !== undefined && <Text size="sm" role="status">{say("report.made")}</Text>}
      </Stack>
      <VerifyPart caseId={caseId} />
    </section>
  );
}
