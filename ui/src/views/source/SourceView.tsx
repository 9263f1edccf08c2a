import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { useFormat } from "@/core/format";
import { readAt, writeAt } from "@/core/place";
import { mayBeReport, reportQuery, type WrittenReport as Report } from "@/core/reports";
import { type Source, sourceQuery } from "@/core/sources";
import { Icon } from "@/design/Icon";
import { Code, Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import { Recognised } from "../mapping/Recognised";
import { Beside } from "@/parts/Beside";
import { SourceState, gone, needsMapping, unreadable, wasRead } from "@/parts/SourceState";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { WrittenReport } from "@/parts/WrittenReport";
import { ChartThis } from "./ChartThis";
import { Custody } from "./Custody";
import { Facts } from "./Facts";
import { Origin } from "./Origin";
import { Problems } from "./Problems";
import { RequestErasure } from "./RequestErasure";
import { SetAside } from "./SetAside";
import { Withdraw, Withdrawn } from "./Withdraw";

/** One document: how it came, what was read of it, what could not be, and its rows as they stand. */
export function SourceView() {
  const { id } = useParams({ from: "/inside/sources/$id" });
  const source = useQuery(sourceQuery(id));
  if (source.isPending) return <Loading />;
  if (source.isError) return <ErrorNote error={source.error} retry={() => void source.refetch()} />;
  return mayBeReport(source.data) ? <PerhapsReport key={source.data.id} source={source.data} /> : <Opened key={source.data.id} source={source.data} />;
}

/** A document that may be a report: shown as one where it is. */
function PerhapsReport({ source }: { source: Source }) {
  const report = useQuery(reportQuery(source.id));
  if (report.isPending) return <Loading />;
  if (report.isError) return <ErrorNote error={report.error} retry={() => void report.refetch()} />;
  return report.data === null ? <Opened source={source} /> : <ReportPage source={source} report={report.data} />;
}

/** A report to be read; how it was entered is behind a fold. */
function ReportPage({ source, report }: { source: Source; report: Report }) {
  const { t } = useLocale();
  return (
    <Stack gap="md">
      <Group gap="sm" wrap="nowrap">
        <Icon name="document" size={32} />
        <Title order={1}>{t("report.title")} <Code>{report.number}</Code></Title>
        <ChartThis source={source} />
        <Withdraw source={source} />
        <RequestErasure source={source} />
      </Group>
      <WrittenReport report={report} />
      <details>
        <summary>{t("report.record")}</summary>
        <Stack gap="md" mt="sm">
          <Facts source={source} />
          <Origin id={source.id} />
          <Custody id={source.id} />
        </Stack>
      </details>
    </Stack>
  );
}

function Opened({ source }: { source: Source }) {
  const { t } = useLocale();
  const format = useFormat();
  const { at, page = 1, kind = "" } = useSearch({ from: "/inside/sources/$id" });
  const navigate = useNavigate({ from: "/sources/$id" });
  const here = readAt(at) ?? { source: source.id, part: 0, row: 0, column: 0 };
  return (
    <Stack gap="md">
      <Group gap="sm" wrap="nowrap">
        <Icon name="document" size={32} />
        <div>
          <Title order={1} style={{ overflowWrap: "anywhere" }}>
            <Data>{source.name}</Data>
          </Title>
          <Text size="sm" component="div">
            <SourceState source={source} />
          </Text>
        </div>
        {source.state === "published" && !source.withdrawn && <ChartThis source={source} />}
        <Withdraw source={source} />
        <RequestErasure source={source} />
      </Group>
      <Withdrawn source={source} />
      {!gone(source) && !source.withdrawn && (
        <Text size="sm" data-balance>
          {t("sources.balance", { records: format.number(source.records), mapped: format.number(source.mapped), unused: format.number(source.records - source.mapped) })}
        </Text>
      )}
      {source.followed_by !== "" && (
        <Text size="sm" data-followed>
          {t("source.followed")}{" "}
          <Anchor component={Link} size="sm" to={`/sources/${source.followed_by}`}>
            {t("source.followed.open")}
          </Anchor>
        </Text>
      )}
      <Beside at={here}>
        <Stack gap="md">
          {needsMapping(source) && (
            <Empty title={t("source.unmapped")}>
              <Text size="sm">{t("source.unmapped.next")}</Text>
            </Empty>
          )}
          {unreadable(source) && (
            <Empty title={t("source.unread")}>
              <Text size="sm">{t("source.unread.next")}</Text>
            </Empty>
          )}
          {source.note !== "" && (
            <Empty title={t("source.note")}>
              <Text size="sm">
                <Data>{source.note}</Data>
              </Text>
            </Empty>
          )}
          {!gone(source) && (wasRead(source) || source.problems > 0) && (
            <Problems
              source={source}
              page={page}
              kind={kind}
              onKind={(chosen) => void navigate({ search: (before) => ({ ...before, page: undefined, kind: chosen || undefined }), resetScroll: false })}
              here={here}
              onPage={(chosen) => void navigate({ search: (before) => ({ ...before, page: chosen > 1 ? chosen : undefined }), resetScroll: false })}
              onShow={(place) => void navigate({ search: (before) => ({ ...before, at: writeAt(place) }), replace: true, resetScroll: false })}
            />
          )}
          {source.state === "published" && <SetAside source={source} onShow={(place) => void navigate({ search: (before) => ({ ...before, at: writeAt(place) }), replace: true, resetScroll: false })} />}
          {source.state !== "erased" && source.parent === null && source.original_here && <Recognised source={source} />}
          <Facts source={source} />
          {source.state === "published" && <Origin id={source.id} />}
          <Custody id={source.id} />
        </Stack>
      </Beside>
    </Stack>
  );
}
