import { Button, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { given, lacking, outside, rangeOf, readSet, starting, type Typed, writeSet, zoneOf } from "@/core/analyses/asking";
import { type Analysis, type Parameter, useRun } from "@/core/analyses/server";
import { type OnChart, useOnChart } from "@/core/chart/beside";
import { entityQuery } from "@/core/entities";
import { useFormat } from "@/core/format";
import { useVocabulary } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote, Loading } from "@/parts/Notes";
import classes from "./Analyse.module.css";
import { Field } from "./Field";
import { Kept } from "./Kept";
import { Meaning } from "./Meaning";
import type { PanelProps } from "./panelProps";
import { Running } from "./Running";

/** One analysis: what it does and means, its settings made from the declaration, and its run. */
export function Ask(props: PanelProps & { analysis: Analysis }) {
  const { asked, analysis } = props;
  const { schemata } = useVocabulary();
  const onChart = useOnChart();
  const about = useQuery({ ...entityQuery(asked.about ?? ""), enabled: asked.about !== undefined });
  if (asked.about !== undefined && about.isPending) return <Loading />;
  const things = about.data !== undefined ? [about.data] : props.beside === true ? (onChart?.selection ?? []) : [];
  const start = starting(analysis, readSet(asked.set), things.map(({ id, schema }) => ({ id, lineage: schemata[schema]?.lineage ?? [schema] })));
  return <Form {...props} start={start} />;
}

/** What an analysis beside a chart is about: all that the person may see, the items of the chart, or those selected on it. */
type Among = "" | "chart" | "selection";

const taken = (value: Typed[string] | undefined, id: string): boolean => value === id || (typeof value === "object" && value.includes(id));

/** Whoever opens an analysis beside a chart means what stands on it: the selection, where no field has taken it up. */
const meant = (onChart: OnChart | null, start: Typed): Among => {
  if (onChart === null || onChart.items.length === 0) return "";
  const left = onChart.selection.filter(({ id }) => !Object.values(start).some((value) => taken(value, id)));
  return left.length > 1 ? "selection" : "chart";
};

/** Settings that most people look at stand first; what only tunes the method is folded away, unless it was changed. */
const foremost = (item: Parameter): boolean => item.required || item.kind === "time" || (rangeOf(item).length > 0 && !item.excludes) || item.kind === "choice";

/** `start` follows what is selected until something is typed. */
function Form({ asked, cases, onAsk, beside = false, analysis, start }: PanelProps & { analysis: Analysis; start: Typed }) {
  const { t } = useLocale();
  const format = useFormat();
  const [changed, setTyped] = useState<Typed | null>(null);
  const typed = changed ?? start;
  const [caseId, setCase] = useState(asked.case ?? "");
  const onChart = useOnChart();
  const [picked, setAmong] = useState<Among | null>(null);
  const among = beside ? (picked ?? meant(onChart, start)) : "";
  const items = onChart === null || among === "" ? [] : among === "chart" ? onChart.items : onChart.selection.map(({ id }) => id);
  const run = useRun();
  const values = given(analysis, typed);
  const missing = lacking(analysis, typed);
  const wrong = analysis.parameters.filter((item) => outside(item, typeof typed[item.name] === "string" ? String(typed[item.name]) : "") !== null);
  const [first, rest] = [analysis.parameters.filter(foremost), analysis.parameters.filter((item) => !foremost(item))];
  const zone = zoneOf(analysis, typed);
  const field = (item: Parameter) => <Field key={item.name} parameter={item} zone={zone} value={typed[item.name] ?? ""} onValue={(value) => { setTyped({ ...typed, [item.name]: value }); }} />;
  return (
    <Stack gap="md">
      <div>
        <Title order={beside ? 2 : 1}>{analysis.title}</Title>
        <Text size="sm">{analysis.help}</Text>
      </div>
      <Meaning analysis={analysis} />
      <div className={classes.asking}>
        <form
          data-ask={analysis.id}
          onSubmit={(event) => {
            event.preventDefault();
            const set = writeSet(values);
            onAsk({ ...asked, case: caseId || undefined, set, analysis: analysis.id }, true);
            run.mutate({ analysis: analysis.id, values, case: caseId, items });
          }}
        >
          <Stack gap="md">
            <div className={classes.fields}>
              <NativeSelect label={t("analyse.over")} description={t("analyse.over.help")} value={caseId} data={[{ value: "", label: t("analyse.everything") }, ...cases.map((item) => ({ value: item.id, label: item.title }))]} onChange={(event) => { setCase(event.currentTarget.value); }} />
              {beside && onChart !== null && (
                <NativeSelect
                  label={t("analyse.among")}
                  description={t("analyse.among.help")}
                  value={among}
                  data={[{ value: "", label: t("analyse.among.all") }, { value: "chart", label: format.counted("analyse.among.chart", onChart.items.length) }, { value: "selection", label: format.counted("analyse.among.selection", onChart.selection.length), disabled: onChart.selection.length === 0 }]}
                  onChange={(event) => { setAmong(event.currentTarget.value === "chart" ? "chart" : event.currentTarget.value === "selection" ? "selection" : ""); }}
                  data-among
                />
              )}
              {first.map(field)}
            </div>
            {rest.length > 0 && (
              <details className={classes.more} open={rest.some((item) => values[item.name] !== undefined)}>
                <summary>{t("analyse.more")}</summary>
                <div className={classes.fields}>{rest.map(field)}</div>
              </details>
            )}
            {run.isError && <ErrorNote error={run.error} />}
            {run.data !== undefined && <Running key={run.data.no} no={run.data.no} onDone={(result) => { onAsk({ ...(asked.case === undefined ? {} : { case: asked.case }), analysis: analysis.id, result }); }} />}
            <Group gap="sm">
              <Button type="submit" loading={run.isPending} disabled={missing.length > 0 || wrong.length > 0 || (among !== "" && items.length === 0)} data-run>
                {t("analyse.run")}
              </Button>
              {(missing.length > 0 || wrong.length > 0) && (
                <Text size="sm" c="dimmed">
                  {t(missing.length > 0 ? "record.lacks" : "analyse.outside")}: {(missing.length > 0 ? missing : wrong).map((item) => item.label).join(t("review.comma"))}
                </Text>
              )}
            </Group>
          </Stack>
        </form>
        <Kept caseId={asked.case ?? ""} analysis={analysis.id} analyses={[analysis]} cases={cases} onOpen={(result) => { onAsk({ ...(asked.case === undefined ? {} : { case: asked.case }), analysis: analysis.id, result }); }} />
      </div>
    </Stack>
  );
}
