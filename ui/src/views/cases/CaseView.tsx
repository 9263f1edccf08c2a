import { Anchor, Stack, Tabs, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";

import { type Case, casesQuery, sourcesQuery } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import type { CaseTab } from "../addresses";
import { SourcesTable } from "../home/SourcesTable";
import { Step } from "../parts/Step";
import { Empty, ErrorNote, Loading } from "../parts/Told";
import { Sheets } from "../worksheets/Sheets";
import { Activity } from "./Activity";
import { Decisions } from "./Decisions";
import { Kept } from "./Kept";
import { Members } from "./Members";
import { Notes } from "./Notes";
import { Tasks } from "./Tasks";

const CaseAnalyses = lazy(() => import("../analyse/CaseAnalyses").then((found) => ({ default: found.CaseAnalyses })));

/** One case: its work, its documents, what was made of it, who belongs to it, what was decided. */
export function CaseView() {
  const { id } = useParams({ from: "/inside/cases/$id" });
  const { t } = useLocale();
  const cases = useQuery(casesQuery);
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorNote error={cases.error} retry={() => void cases.refetch()} />;
  const found = cases.data.find((item) => item.id === id);
  if (found === undefined)
    return (
      <Empty title={t("case.none")}>
        <Text size="sm">{t("case.none.next")}</Text>
        <Link to="/cases">{t("cases.title")}</Link>
      </Empty>
    );
  return <Opened key={found.id} item={found} />;
}

const TABS = ["tasks", "notes", "sources", "charts", "analyses", "hypotheses", "crime-scripts", "searches", "members", "decisions", "activity"] as const;

function Opened({ item }: { item: Case }) {
  const { t } = useLocale();
  const { tab = "tasks" } = useSearch({ from: "/inside/cases/$id" });
  const navigate = useNavigate({ from: "/cases/$id" });
  return (
    <Stack maw="72rem" mx="auto">
      <div>
        <Anchor component={Link} to="/cases" size="sm">
          {t("cases.title")}
        </Anchor>
        <Title order={1} style={{ overflowWrap: "anywhere" }}>
          <Data>{item.title}</Data>
        </Title>
        <Step to="/map" search={{ case: item.id }}>
          {t("map.of-case")}
        </Step>
      </div>
      <Tabs value={tab} keepMounted={false} onChange={(chosen) => void navigate({ search: { tab: chosen === "tasks" ? undefined : (chosen as CaseTab) }, resetScroll: false })}>
        <Tabs.List>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`case.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="tasks" pt="md">
          <Tasks caseId={item.id} />
        </Tabs.Panel>
        <Tabs.Panel value="notes" pt="md">
          <Notes caseId={item.id} />
        </Tabs.Panel>
        <Tabs.Panel value="sources" pt="md">
          <Sources caseId={item.id} />
        </Tabs.Panel>
        <Tabs.Panel value="charts" pt="md">
          <Kept caseId={item.id} kind="chart" />
        </Tabs.Panel>
        <Tabs.Panel value="analyses" pt="md">
          <Suspense fallback={<Loading />}>
            <CaseAnalyses item={item} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="hypotheses" pt="md">
          <Sheets caseId={item.id} kind="hypotheses" />
        </Tabs.Panel>
        <Tabs.Panel value="crime-scripts" pt="md">
          <Sheets caseId={item.id} kind="crime-scripts" />
        </Tabs.Panel>
        <Tabs.Panel value="searches" pt="md">
          <Stack>
            <Kept caseId={item.id} kind="saved-search" />
            <Kept caseId={item.id} kind="watch" />
            <Kept caseId={item.id} kind="query" />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="members" pt="md">
          <Members caseId={item.id} />
        </Tabs.Panel>
        <Tabs.Panel value="decisions" pt="md">
          <Decisions caseId={item.id} />
        </Tabs.Panel>
        <Tabs.Panel value="activity" pt="md">
          <Activity caseId={item.id} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Sources({ caseId }: { caseId: string }) {
  const sources = useQuery(sourcesQuery);
  if (sources.isPending) return <Loading />;
  if (sources.isError) return <ErrorNote error={sources.error} retry={() => void sources.refetch()} />;
  return <SourcesTable sources={sources.data.filter((source) => source.case === caseId)} />;
}
