import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { type DocumentHead, documentsQuery, useDeleteDocument } from "@/core/documents";
import { useFormat, ZONE } from "@/core/format";
import { type Case, useCases } from "@/core/sources";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";

import table from "@/parts/Table.module.css";
import { NoCase } from "@/parts/NoCase";
import { ErrorNote, Loading } from "@/parts/Notes";

/** The charts of every case of the person, the last changed first. */
export function Charts() {
  const { t } = useLocale();
  const cases = useCases();
  return (
    <Stack maw="70rem" mx="auto">
      <Group justify="space-between">
        <Title order={1}>{t("charts.title")}</Title>
        <Button component={Link} to="/chart">
          {t("command.chart.new")}
        </Button>
      </Group>
      {cases.isPending && <Loading />}
      {cases.isError && <ErrorNote error={cases.error} retry={() => void cases.refetch()} />}
      {cases.data?.length === 0 && <NoCase />}
      {(cases.data ?? []).map((item) => (
        <OfCase key={item.id} item={item} />
      ))}
    </Stack>
  );
}

function OfCase({ item }: { item: Case }) {
  const { t } = useLocale();
  const charts = useQuery(documentsQuery(item.id, "chart"));
  const title = `case-${item.id}`;
  return (
    <section aria-labelledby={title}>
      <Title order={2} id={title}>
        <Data>{item.title}</Data>
      </Title>
      {charts.isPending && <Loading />}
      {charts.isError && <ErrorNote error={charts.error} retry={() => void charts.refetch()} />}
      {charts.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("charts.none")}
        </Text>
      )}
      {charts.data && charts.data.length > 0 && (
        <div className={table.frame} tabIndex={0} role="region" aria-labelledby={title}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("chart.name")}</th>
                <th scope="col">{t("charts.changed")}</th>
                <th scope="col">{t("custody.who")}</th>
                <th scope="col" className={table.count}>
                  {t("charts.version")}
                </th>
                <th scope="col">{t("charts.away")}</th>
              </tr>
            </thead>
            <tbody>
              {charts.data.map((chart) => (
                <Line key={chart.id} chart={chart} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Line({ chart }: { chart: DocumentHead }) {
  const { t } = useLocale();
  const format = useFormat();
  const remove = useDeleteDocument();
  return (
    <tr>
      <td className={table.name}>
        <Anchor component={Link} to={`/chart?case=${chart.case}&id=${chart.id}`} size="sm" data-chart-link>
          <Data>{chart.title}</Data>
        </Anchor>
      </td>
      <td>{format.date(`${chart.at.slice(0, 16)}Z`, ZONE)}</td>
      <td>
        <Data>{chart.by_name}</Data>
      </td>
      <td className={table.count}>{format.number(chart.version)}</td>
      <td>
        <Button size="compact-xs" variant="subtle" loading={remove.isPending} aria-label={t("charts.away.of", { title: chart.title })} onClick={() => { remove.mutate(chart); }}>
          {t("charts.away")}
        </Button>
      </td>
    </tr>
  );
}
