import { ZONE } from "@/core/zone";
import { Button, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { writeSet } from "@/core/analyses/asking";
import { lit, plain, type Row } from "@/core/analyses/cells";
import { type Analysis, resultQuery, type Result } from "@/core/analyses/server";
import { bring, broughtBy, selectThere } from "@/core/chart/beside";
import { currentChart } from "@/core/chart/current";
import { highlight } from "@/core/chart/highlight";
import { useFormat } from "@/core/format";
import { writeAt } from "@/core/place";
import { casesQuery } from "@/core/sources";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { type AnalyseSearch, write } from "../addresses";
import { AddToChart } from "@/parts/AddToChart";
import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import classes from "./Analyse.module.css";
import { About } from "./About";
import { Actions } from "./Actions";
import { Compare } from "./Compare";
import { Drawing } from "./Drawing";
import { Meaning } from "./Meaning";
import type { PanelProps } from "./panelProps";
import { Rests } from "./Rests";
import { Table } from "./Table";

interface Props extends PanelProps {
  analyses: readonly Analysis[];
  id: string;
}

/** A kept result by its address: who may not see it, or all it rests on, is told that it is not there. */
export function Found(props: Props) {
  const { locale } = useLocale();
  const result = useQuery(resultQuery(props.id, locale));
  if (result.isPending) return <Loading />;
  if (result.isError) return <ErrorNote error={result.error} retry={() => void result.refetch()} />;
  return <Opened {...props} result={result.data} />;
}

function Opened(props: Props & { result: Result }) {
  const { asked, analyses, beside = false, result, onAsk } = props;
  const { t } = useLocale();
  const cases = useQuery(casesQuery);
  const analysis = analyses.find((item) => item.id === result.analysis);
  const title = analysis?.title ?? result.analysis;
  const zone = plain(result.parameters["zone"] ?? "") || (cases.data?.find((one) => one.id === result.case)?.zone ?? "") || ZONE;
  const again = () => { onAsk({ case: result.case || undefined, analysis: result.analysis, set: writeSet(result.parameters) }); };
  return (
    <Stack gap="md" data-found={result.id}>
      <Title order={beside ? 2 : 1}>{title}</Title>
      <About {...props} analysis={analysis} />
      <Actions {...props} analysis={analysis} onAgain={again} />
      {analysis !== undefined && <Meaning brief analysis={analysis} />}
      <LeftOut result={result} />
      {asked.with !== undefined ? (
        <Compare {...props} before={asked.with} zone={zone} />
      ) : result.rows.length === 0 ? (
        <Empty title={t("analyse.nothing")}>
          <Text size="sm">{result.left_out.length > 0 && t("analyse.nothing.left-out")} {t("analyse.nothing.next")}</Text>
          <Button size="compact-sm" variant="default" onClick={again}>{t("analyse.ask-again")}</Button>
        </Empty>
      ) : (
        <Rows {...props} analysis={analysis} title={title} zone={zone} />
      )}
    </Stack>
  );
}

/** What was not looked at or not shown, counted; and what belongs to the figures. */
function LeftOut({ result }: { result: Result }) {
  const { t } = useLocale();
  const format = useFormat();
  if (result.left_out.length + result.notes.length === 0) return null;
  return (
    <section aria-label={t("analyse.left-out")}>
      <ul className={classes.said} data-left-out>
        {[...result.notes, ...result.left_out].map((item) => (
          <li key={item.sentence}>{format.sentence(item.sentence)}</li>
        ))}
      </ul>
    </section>
  );
}

function Rows({ asked, onAsk, result, analysis, title, zone, beside = false }: Props & { result: Result; analysis: Analysis | undefined; title: string; zone: string }) {
  const { t } = useLocale();
  const format = useFormat();
  const navigate = useNavigate();
  const [ticked, tick] = useState<ReadonlySet<number>>(new Set());
  const views = analysis?.views ?? [];
  const view = asked.view === "table" || views.length === 0 ? "table" : (views.find((item) => item.kind === asked.view)?.kind ?? views[0]?.kind ?? "table");
  const row = asked.row === undefined ? null : Number(asked.row);
  const found = row === null ? undefined : result.rows[row];
  const choose = (at: number) => { onAsk({ ...asked, row: String(at), at: undefined }, true); };
  const rows: readonly Row[] = ticked.size === 0 ? result.rows : result.rows.filter((_, at) => ticked.has(at));
  const lights = lit(result, rows);
  const chart = currentChart();
  const figures = broughtBy({ columns: result.columns, rows });
  const light = () => {
    highlight(lights.ids, lights.lines, title);
    if (!beside && chart !== null) void navigate({ to: "/chart", search: { ...chart, an: write({ ...asked }).slice(1) } });
  };
  const tables = (
    <Table label={title} columns={result.columns} rows={result.rows} zone={zone} chosen={row} onChoose={choose} {...(lights.ids.length === 0 ? {} : { ticked, onTick: (places, on) => { tick((before) => new Set(on ? [...before, ...places] : [...before].filter((at) => !places.includes(at)))); } })} />
  );
  return (
    <>
      {lights.ids.length > 0 && (
        <Group gap="xs">
          {(beside || chart !== null) && (
            <Button size="compact-sm" leftSection={<Icon name="chart" size={16} />} onClick={light} data-light-up>
              {t(ticked.size === 0 ? "analyse.light" : "analyse.light.ticked")}
            </Button>
          )}
          {beside && (
            <Button size="compact-sm" variant="default" onClick={() => { selectThere(lights.ids); }} data-select-there>
              {t("analyse.select-there")}
            </Button>
          )}
          {beside && figures.length > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => { bring(figures); }} data-bring-columns>
              {t("analyse.as-columns")}
            </Button>
          )}
          <AddToChart ids={lights.ids.slice(0, MOST_DRAWN)} label={t(beside || chart !== null ? "chart.add-to" : "analyse.as-chart")} />
          {lights.ids.length > MOST_DRAWN && <Text size="sm" c="dimmed">{t("analyse.as-chart.first", { n: format.number(MOST_DRAWN) })}</Text>}
        </Group>
      )}
      <div className={classes.split} data-open={found !== undefined || undefined}>
        <div style={{ minInlineSize: 0 }}>
          {views.length === 0 ? (
            tables
          ) : (
            <Tabs value={view} keepMounted={false} onChange={(chosen) => { onAsk({ ...asked, view: chosen ?? undefined }, true); }}>
              <Tabs.List>
                {views.map((item) => (
                  <Tabs.Tab key={item.kind} value={item.kind}>{t(`analyse.view.${item.kind as "wheel"}`)}</Tabs.Tab>
                ))}
                <Tabs.Tab value="table">{t("analyse.view.table")}</Tabs.Tab>
              </Tabs.List>
              {views.map((item) => (
                <Tabs.Panel key={item.kind} value={item.kind} pt="sm">
                  <Drawing view={item} result={result} zone={zone} title={title} chosen={row} onChoose={choose} />
                </Tabs.Panel>
              ))}
              <Tabs.Panel value="table" pt="sm">{tables}</Tabs.Panel>
            </Tabs>
          )}
        </div>
        {found !== undefined && <RestsOf row={found} result={result} zone={zone} asked={asked} onAsk={onAsk} />}
      </div>
    </>
  );
}

const MOST_DRAWN = 100;

function RestsOf({ row, result, zone, asked, onAsk }: { row: Row; result: Result; zone: string; asked: AnalyseSearch; onAsk: PanelProps["onAsk"] }) {
  return <Rests row={row} columns={result.columns} zone={zone} at={asked.at} onShow={(at) => { onAsk({ ...asked, at: writeAt(at) }, true); }} />;
}
