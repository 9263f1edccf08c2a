import { Anchor, Group, Stack, Tabs, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense } from "react";

import { useDeskParts } from "@/core/desks/open";
import { type Case, sourcesQuery } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import type { CaseTab, DeskTab } from "../addresses";
import { SourcesTable } from "../home/SourcesTable";
import { FetchedView } from "@/parts/FetchedView";
import { Step } from "@/parts/Step";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Activity } from "./Activity";
import { CaseByAddress } from "./CaseByAddress";
import { CaseZone } from "./CaseZone";
import { Decisions } from "./Decisions";
import { Kept } from "./Kept";
import { Members } from "./Members";
import { Notes } from "./Notes";
import { Tasks } from "./Tasks";

const ProductsView = lazy(() => import("../products/ProductsView").then((found) => ({ default: found.ProductsView })));
const CaseAnalyses = lazy(() => import("../analyse/CaseAnalyses").then((found) => ({ default: found.CaseAnalyses })));

/** One case: its work, its documents, what was made of it, who belongs to it, what was decided. */
export function CaseView() {
  const { id } = useParams({ from: "/inside/cases/$id" });
  return <CaseByAddress id={id}>{(found) => <Opened key={found.id} item={found} />}</CaseByAddress>;
}

/** What stands behind each tab, in the order of the tabs. */
const PANELS: Record<Exclude<CaseTab, DeskTab> | "tasks", (item: Case) => ReactNode> = {
  tasks: ({ id }) => <Tasks caseId={id} />,
  notes: ({ id }) => <Notes caseId={id} />,
  sources: ({ id }) => <Sources caseId={id} />,
  charts: ({ id }) => (
    <Stack>
      <Kept caseId={id} kind="chart" />
      <Kept caseId={id} kind="rules" />
    </Stack>
  ),
  analyses: (item) => (
    <Suspense fallback={<Loading />}>
      <CaseAnalyses item={item} />
    </Suspense>
  ),
  products: ({ id }) => (
    <Suspense fallback={<Loading />}>
      <ProductsView caseId={id} />
    </Suspense>
  ),
  searches: ({ id }) => (
    <Stack>
      <Kept caseId={id} kind="saved-search" />
      <Kept caseId={id} kind="watch" />
      <Kept caseId={id} kind="query" />
    </Stack>
  ),
  members: ({ id }) => <Members caseId={id} />,
  decisions: ({ id }) => <Decisions caseId={id} />,
  activity: ({ id }) => <Activity caseId={id} />,
};
const TABS = Object.keys(PANELS) as (keyof typeof PANELS)[];

function Opened({ item }: { item: Case }) {
  const { t } = useLocale();
  const { tab = "tasks" } = useSearch({ from: "/inside/cases/$id" });
  const navigate = useNavigate({ from: "/cases/$id" });
  const ofDesks = useDeskParts("case");
  return (
    <Stack maw="72rem" mx="auto">
      <Group justify="space-between" align="end" wrap="nowrap">
        <div>
          <Anchor component={Link} to="/cases" size="sm">
            {t("cases.title")}
          </Anchor>
          <Title order={1} style={{ overflowWrap: "anywhere" }}>
            <Data>{item.title}</Data>
          </Title>
          <CaseZone item={item} />
        </div>
        <Step to="/map" search={{ case: item.id }}>
          {t("map.of-case")}
        </Step>
      </Group>
      <Tabs value={tab} keepMounted={false} styles={{ tab: { paddingInline: "0.55rem" } }} onChange={(chosen) => void navigate({ search: { tab: chosen === "tasks" ? undefined : (chosen as CaseTab) }, resetScroll: false })}>
        <Tabs.List>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`case.tab.${name}`)}
            </Tabs.Tab>
          ))}
          {ofDesks.map(({ id, name }) => (
            <Tabs.Tab key={id} value={id}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((name) => (
          <Tabs.Panel key={name} value={name} pt="md">
            {name === tab && PANELS[name](item)}
          </Tabs.Panel>
        ))}
        {ofDesks.map(({ id, part }) => (
          <Tabs.Panel key={id} value={id} pt="md">
            {id === tab && <FetchedView id={`${id}/case`} view={part.view} props={{ caseId: item.id }} />}
          </Tabs.Panel>
        ))}
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
