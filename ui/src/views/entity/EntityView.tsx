import { Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";

import { useDeskParts } from "@/core/desks/open";
import { type Entity, entityQuery } from "@/core/entities";
import { type At, atOf, readAt, writeAt } from "@/core/place";
import { reportQuery } from "@/core/reports";
import { useWords } from "@/core/vocabulary";
import { Icon, iconOf } from "@/design/Icon";
import { Code } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import type { EntityTab } from "../addresses";
import { AddToChart } from "@/parts/AddToChart";
import { Beside } from "@/parts/Beside";
import { FetchedView } from "@/parts/FetchedView";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Step } from "@/parts/Step";
import { PlainValue } from "@/parts/Value";
import { WrittenReport } from "@/parts/WrittenReport";
import { Dossier } from "./Dossier";
import { Events } from "./Events";
import { Neighbours } from "./Neighbours";
import { MixedNumbers, Numbering } from "./Numbering";
import { Values } from "./Values";
import { PossibleSame, WhyOne } from "./WhyOne";

const EntityMap = lazy(() => import("../map/EntityMap").then((found) => ({ default: found.EntityMap })));
const Threads = lazy(() => import("../talk/Threads").then((found) => ({ default: found.Threads })));
const EntityNotes = lazy(() => import("./EntityNotes").then((found) => ({ default: found.EntityNotes })));

/** What writes and calls, or is written in. */
const TALKS = new Set(["LegalEntity", "CommunicationMeans", "Conversation"]);

/** One thing: every value with its source, what is linked to it, what happened; beside it the original. */
export function EntityView() {
  const { id } = useParams({ from: "/inside/entities/$id" });
  const entity = useQuery(entityQuery(id));
  if (entity.isPending) return <Loading />;
  if (entity.isError) return <ErrorNote error={entity.error} retry={() => void entity.refetch()} />;
  return <Opened key={entity.data.id} entity={entity.data} />;
}

function Opened({ entity }: { entity: Entity }) {
  const { t } = useLocale();
  const { tab = "values", at } = useSearch({ from: "/inside/entities/$id" });
  const navigate = useNavigate({ from: "/entities/$id" });
  const words = useWords();
  const talks = (words.vocabulary.schemata[entity.schema]?.lineage ?? []).some((name) => TALKS.has(name));
  const ofDesks = useDeskParts("entity");
  const first = entity.statements[0];
  const here = readAt(at) ?? (first ? atOf(first) : null);
  const report = useQuery({ ...reportQuery(first?.source ?? ""), enabled: entity.schema === "Document" && first !== undefined }).data ?? null;
  const show = (place: At) => void navigate({ search: (before) => ({ ...before, at: writeAt(place) }), replace: true, resetScroll: false });
  return (
    <Stack gap="md">
      <Heading entity={entity} />
      <MixedNumbers entity={entity} />
      <PossibleSame id={entity.id} />
      <Tabs value={tab} keepMounted={false} onChange={(chosen) => void navigate({ search: (before) => ({ ...before, tab: chosen === "values" ? undefined : (chosen as EntityTab) }), resetScroll: false })}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="values">{t("entity.values")}</Tabs.Tab>
          <Tabs.Tab value="neighbours">{t("entity.neighbours")}</Tabs.Tab>
          {talks && <Tabs.Tab value="conversations">{t("talk.tab")}</Tabs.Tab>}
          <Tabs.Tab value="identity">{t("identity.tab")}</Tabs.Tab>
          <Tabs.Tab value="notes">{t("case.tab.notes")}</Tabs.Tab>
          {entity.key !== "" && <Tabs.Tab value="events">{t("entity.events")}</Tabs.Tab>}
          {entity.key !== "" && <Tabs.Tab value="map">{t("nav.map")}</Tabs.Tab>}
          {ofDesks.map(({ id, name }) => <Tabs.Tab key={id} value={id}>{name}</Tabs.Tab>)}
        </Tabs.List>
        <Beside at={report === null ? here : null}>
          <Tabs.Panel value="values">
            {report !== null && <WrittenReport report={report} />}
            <Values entity={entity} here={here} onShow={show} />
          </Tabs.Panel>
          <Tabs.Panel value="neighbours">
            <Neighbours id={entity.id} />
          </Tabs.Panel>
          <Tabs.Panel value="conversations">
            <Suspense fallback={<Loading />}>
              <Threads id={entity.id} />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="identity">
            <WhyOne id={entity.id} />
          </Tabs.Panel>
          <Tabs.Panel value="notes">
            <Suspense fallback={<Loading />}>
              <EntityNotes entity={entity} />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="map">
            <Suspense fallback={<Loading />}>
              <EntityMap id={entity.id} />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="events">
            <Events entity={entity} here={here} onShow={show} />
          </Tabs.Panel>
          {ofDesks.map(({ id, part }) => (
            <Tabs.Panel key={id} value={id}>
              {id === tab && <FetchedView id={`${id}/entity`} view={part.view} props={{ entity }} />}
            </Tabs.Panel>
          ))}
        </Beside>
      </Tabs>
    </Stack>
  );
}

function Heading({ entity }: { entity: Entity }) {
  const { t } = useLocale();
  const words = useWords();
  return (
    <Group gap="sm" wrap="nowrap" align="center">
      <Icon name={iconOf(words.vocabulary.schemata[entity.schema]?.icon)} size={32} />
      <div>
        <Title order={1} style={{ overflowWrap: "anywhere" }}>
          <PlainValue value={entity.caption} />
        </Title>
        <Text size="sm" c="dimmed">
          {words.type(entity.schema)}
          <Numbering entity={entity} />{BESIDE}<Code>{entity.id.slice(0, 8)}</Code>
        </Text>
      </div>
      <div style={{ marginInlineStart: "auto" }}>
        <Group gap="xs">
          <Step to="/analyse" search={{ about: entity.id }} data-analyse-this>
            {t("analyse.this")}
          </Step>
          <Step to="/new" search={{ about: entity.id }}>
            {t("record.more")}
          </Step>
          <Step to="/new" search={{ type: "UnknownLink", from: entity.id }}>
            {t("record.link.propose")}
          </Step>
          <AddToChart ids={[entity.id]} />
          <Dossier id={entity.id} />
        </Group>
      </div>
    </Group>
  );
}
