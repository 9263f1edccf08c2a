import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput, useComputedColorScheme } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";

import { rememberChart } from "@/core/chart/current";
import { fromBody, type Position, toBody } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { leave } from "@/core/chart/server";
import { type CaseDocument, readDocument, saved } from "@/core/documents";
import { useFormat } from "@/core/format";
import { usePerson } from "@/core/session";
import { type Case, sourcesQuery } from "@/core/sources";
import { useCommands } from "@/core/useCommands";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import type { ChartPane } from "../addresses";
import { NameDialog } from "../parts/NameDialog";
import { Empty, ErrorNote, Loading } from "../parts/Told";
import { AddDialog } from "./AddDialog";
import type { CanvasHandle } from "./Canvas";
import classes from "./Chart.module.css";
import { csvOf, download, svgOf } from "./export";
import { Hover, HoverContext } from "./hover";
import { Legend } from "./Legend";
import { DARK, LIGHT } from "./look";
import { Pane } from "./Pane";
import { Panel } from "./Panel";
import { Snapshots } from "./Snapshots";
import { Tool, ToolMenu } from "./Tools";
import { useAutosave } from "./useAutosave";
import { useChart } from "./useChart";
import { webgl } from "./webgl";

const Canvas = lazy(() => import("./Canvas").then((found) => ({ default: found.Canvas })));

const SELECTED_MOST = 20;

interface Props {
  cases: readonly Case[];
  document: CaseDocument | null;
  selected: readonly string[];
  adding: readonly string[];
  pane: ChartPane;
  onPane: (pane: ChartPane) => void;
  onSelection: (ids: readonly string[]) => void;
  onBegun: (made: CaseDocument) => void;
  onNew: () => void;
}

/** One chart: tools, drawing, what is selected, tables and timeline. */
export function Board({ cases, document, selected, adding, pane, onPane, onSelection, onBegun, onNew }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const words = useWords();
  const navigate = useNavigate();
  const person = usePerson();
  const scheme = useComputedColorScheme("light");
  const palette = scheme === "dark" ? DARK : LIGHT;
  const [drawable] = useState(webgl);
  const [hover] = useState(() => new Hover());
  const [told, setTold] = useState("");
  const [asking, setAsking] = useState<"" | "add" | "snapshot" | "group">("");
  const [lasso, setLasso] = useState(false);
  const [legend, setLegend] = useState(true);
  const [pair, setPair] = useState("");
  const [caseId, setCase] = useState(document?.case ?? cases[0]?.id ?? "");
  const [title, setTitle] = useState(document?.title ?? t("chart.new-title", { date: format.date(new Date().toISOString().slice(0, 10)) }));
  const canvas = useRef<CanvasHandle>(null);
  const sources = useQuery(sourcesQuery);
  const sourceNames = useMemo(() => new Map((sources.data ?? []).map((source) => [source.id, source.name])), [sources.data]);

  const say = useCallback((key: TextKey, count: number) => { setTold(format.counted(key, count)); }, [format]);
  useEffect(() => {
    if (told === "") return;
    const timer = setTimeout(() => { setTold(""); }, 5000);
    return () => {
      clearTimeout(timer);
    };
  }, [told]);

  const made = useChart(document, selected, say);
  const { state, act, change, pairs } = made;
  const { chart, selection } = state;
  const keep = useAutosave(chart, title, caseId, document, onBegun);
  useEffect(() => {
    if (keep.id !== "") rememberChart({ case: caseId, id: keep.id });
  }, [keep.id, caseId]);

  const chosen = useMemo(() => [...selection], [selection]);
  const addressed = useRef(selected.join());
  useEffect(() => {
    const told = chosen.length > SELECTED_MOST ? [] : chosen;
    if (told.join() === addressed.current) return;
    addressed.current = told.join();
    onSelection(told);
  }, [chosen, onSelection]);

  const add = useCallback((ids: readonly string[], at?: Position) => { made.adding.mutate({ ids, at: at ?? canvas.current?.middle() ?? [0, 0] }); }, [made.adding]);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || adding.length === 0) return;
    begun.current = true;
    made.adding.mutate({ ids: adding, at: edit.centre(fromBody(document?.body ?? {})) });
  }, [adding, document, made.adding]);

  const first = useRef(true);
  useEffect(() => {
    if (!first.current || chart.items.size === 0) return;
    const timer = setTimeout(() => {
      if (canvas.current === null) return;
      first.current = false;
      canvas.current.fit();
    }, 60);
    return () => {
      clearTimeout(timer);
    };
  });

  const select = useCallback((ids: readonly string[], how: "only" | "add" | "toggle" = "only") => {
    setPair("");
    act({ do: "select", ids, how });
  }, [act]);
  const snapshot = useMutation({ mutationFn: (name: string) => saved({ case: caseId, id: "", version: 0, kind: "snapshot", title: name, body: { chart: keep.id, ...toBody(chart) } }), onSuccess: () => { say("chart.told.snapshot", 1); } });
  const back = useMutation({ mutationFn: (id: string) => readDocument(caseId, id), onSuccess: (found) => { change("chart.step.snapshot", () => fromBody(found.body)); made.known.mutate([...fromBody(found.body).items.keys(), ...fromBody(found.body).hidden.keys()]); } });

  const about = () => ({ title, footer: [title, person.name, format.date(`${new Date().toISOString().slice(0, 16)}Z`), chart.hidden.size > 0 ? format.counted("chart.hidden", chart.hidden.size) : ""].filter((part) => part !== "").join(" · ") });
  const name = (ending: string) => `${title.replace(/[/\\:*?"<>|]/g, "_")}.${ending}`;
  const exported = (format_: "png" | "svg" | "csv") => {
    if (format_ === "csv") download(name("csv"), new Blob([csvOf(chart, state.known, made.lines, words, HEADS.map((key) => t(key)))], { type: "text/csv" }));
    if (format_ === "svg") download(name("svg"), new Blob([svgOf(chart, state.known, pairs, words, LIGHT, about())], { type: "image/svg+xml" }));
    if (format_ === "png") canvas.current?.picture()?.toBlob((blob) => { if (blob !== null) download(name("png"), blob); });
  };

  const leaving = useMutation({ mutationFn: (format_: "png" | "svg" | "csv") => leave(format_, [...chart.items.keys()]), onSuccess: (_, format_) => { exported(format_); } });

  const some = chosen.length > 0;
  const filled = chart.items.size > 0;
  const step = state.past.at(-1);
  const ahead = state.future.at(-1);
  const stepName = (found: typeof step) => (found === undefined ? "" : t(found.label));
  useCommands({
    "chart.add": { run: () => { setAsking("add"); } },
    "chart.expand": { run: () => { made.expanding.mutate({ ids: chosen }); }, able: some && chosen.length <= 50 },
    "chart.expand-by": { run: () => { window.document.querySelector<HTMLElement>("[data-expand-by] button")?.focus(); }, able: chosen.length === 1 },
    "chart.path": { run: () => { made.finding.mutate({ start: chosen[0] ?? "", end: chosen[1] ?? "" }); }, able: chosen.length === 2 },
    "chart.hide": { run: () => { change("chart.step.hide", (now) => edit.hide(now, chosen), { count: chosen.length }); }, able: some },
    "chart.show": { run: () => { change("chart.step.show", edit.show); }, able: chart.hidden.size > 0 },
    "chart.only": { run: () => { change("chart.step.hide", (now) => edit.hide(now, [...now.items.keys()].filter((id) => !selection.has(id)))); }, able: some && chosen.length < chart.items.size },
    "chart.pin": { run: () => { change("chart.step.pin", (now) => edit.pin(now, chosen), { count: chosen.length }); }, able: some },
    "chart.group": { run: () => { setAsking("group"); }, able: some },
    "chart.ungroup": { run: () => { change("chart.step.ungroup", (now) => edit.ungroup(now, chosen)); }, able: chosen.some((id) => chart.items.get(id)?.group !== undefined) },
    "chart.layout.force": { run: () => { made.arranging.mutate("force", { onSuccess: () => { setTimeout(() => canvas.current?.fit(), 50); } }); }, able: filled },
    "chart.layout.circle": { run: () => { made.arranging.mutate("circle", { onSuccess: () => { setTimeout(() => canvas.current?.fit(), 50); } }); }, able: filled },
    "chart.layout.hierarchy": { run: () => { made.arranging.mutate("hierarchy", { onSuccess: () => { setTimeout(() => canvas.current?.fit(), 50); } }); }, able: filled },
    "chart.layout.grid": { run: () => { made.arranging.mutate("grid", { onSuccess: () => { setTimeout(() => canvas.current?.fit(), 50); } }); }, able: filled },
    "chart.undo": { run: () => { act({ do: "undo" }); }, able: step !== undefined },
    "chart.redo": { run: () => { act({ do: "redo" }); }, able: ahead !== undefined },
    "chart.snapshot": { run: () => { setAsking("snapshot"); }, able: filled && caseId !== "" },
    "chart.export.png": { run: () => { leaving.mutate("png"); }, able: filled && drawable },
    "chart.export.svg": { run: () => { leaving.mutate("svg"); }, able: filled },
    "chart.export.csv": { run: () => { leaving.mutate("csv"); }, able: filled },
    "chart.new": { run: onNew },
    "select.all": { run: () => { select([...chart.items.keys()]); }, able: filled },
    "select.none": { run: () => { setLasso(false); select([]); }, able: some || lasso || pair !== "" },
    "select.linked": { run: () => { select(chosen.flatMap((id) => made.linked.get(id) ?? []), "add"); }, able: some },
    "select.invert": { run: () => { select([...chart.items.keys()].filter((id) => !selection.has(id))); }, able: filled },
    "select.lasso": { run: () => { setLasso((before) => !before); }, able: filled && drawable },
    "select.most": { run: () => { onPane("items"); select([...chart.items.keys()].sort((a, b) => (made.linked.get(b)?.length ?? 0) - (made.linked.get(a)?.length ?? 0)).slice(0, 10)); }, able: filled },
    "look.open": { run: () => void navigate({ to: "/entities/$id", params: { id: chosen[0] ?? "" } }), able: chosen.length === 1 },
    "look.fit": { run: () => { canvas.current?.fit(chosen.length > 1 ? chosen : undefined); }, able: filled && drawable },
    "look.in": { run: () => { canvas.current?.zoom(0.7); }, able: drawable },
    "look.out": { run: () => { canvas.current?.zoom(1.4); }, able: drawable },
    "look.items": { run: () => { onPane("items"); } },
    "look.lines": { run: () => { onPane("lines"); } },
    "look.timeline": { run: () => { onPane("timeline"); } },
    "look.pane": { run: () => { onPane(pane === "none" ? "items" : "none"); }, able: drawable },
    "look.legend": { run: () => { setLegend((before) => !before); } },
  });

  const failure = made.adding.error ?? made.expanding.error ?? made.finding.error ?? made.arranging.error ?? made.known.error ?? snapshot.error ?? back.error;
  const working = made.adding.isPending || made.expanding.isPending || made.finding.isPending || made.arranging.isPending || made.known.isPending;
  const empty = chart.items.size === 0 && !working;
  return (
    <HoverContext value={hover}>
      <div className={classes.frame} data-chart={keep.id} data-items={chart.items.size} data-pairs={pairs.size} data-saved={keep.state} data-working={working || undefined}>
        <div className={classes.bar}>
          <TextInput className={classes.title} size="xs" dir="auto" aria-label={t("chart.name")} value={title} maxLength={200} onChange={(event) => { setTitle(event.currentTarget.value); }} />
          {document === null && keep.id === "" && cases.length > 1 ? (
            <NativeSelect size="xs" aria-label={t("said.case")} value={caseId} data={cases.map((item) => ({ value: item.id, label: item.title }))} onChange={(event) => { setCase(event.currentTarget.value); }} />
          ) : (
            <Text size="xs" c="dimmed">
              <bdi dir="auto">{cases.find((item) => item.id === caseId)?.title}</bdi>
            </Text>
          )}
          <div className={classes.tools} role="toolbar" aria-label={t("chart.tools")}>
            <Tool id="chart.add" icon="add">
              {t("chart.put")}
            </Tool>
            <Tool id="chart.expand" icon="expand" />
            <Tool id="chart.path" icon="path" />
            <Tool id="chart.hide" icon="eyeOff" />
            <Tool id="chart.pin" icon="pin" />
            <Tool id="chart.group" icon="group" />
            <span className={classes.rule} />
            <Tool id="chart.undo" icon="undo" label={step === undefined ? t("command.chart.undo") : t("chart.undo-of", { step: stepName(step) })} />
            <Tool id="chart.redo" icon="redo" label={ahead === undefined ? t("command.chart.redo") : t("chart.redo-of", { step: stepName(ahead) })} />
            <span className={classes.rule} />
            <ToolMenu icon="layout" label={t("chart.layouts")} ids={["chart.layout.force", "chart.layout.circle", "chart.layout.hierarchy", "chart.layout.grid"]} />
            <Tool id="select.lasso" icon="lasso" pressed={lasso} />
            <Tool id="look.fit" icon="fit" />
            <Tool id="look.legend" icon="info" pressed={legend} />
            <span className={classes.rule} />
            <Snapshots caseId={caseId} onOpen={(id) => { back.mutate(id); }} />
            <ToolMenu icon="download" label={t("chart.export")} ids={["chart.export.png", "chart.export.svg", "chart.export.csv"]} />
          </div>
          <span className={classes.saved} role="status" data-save-state>
            {cases.length === 0 ? t("chart.save.no-case") : filled || keep.id !== "" ? t(`chart.save.${keep.state}`) : ""}
          </span>
        </div>
        <div className={classes.work}>
          <div className={classes.stage} hidden={!drawable}>
            {drawable && (
              <Suspense fallback={<Loading />}>
                <Canvas
                  chart={chart}
                  known={state.known}
                  pairs={pairs}
                  selection={selection}
                  chosenPair={pair}
                  palette={palette}
                  lasso={lasso}
                  handle={canvas}
                  onSelect={select}
                  onPair={(key) => { act({ do: "select", ids: [] }); setPair(key); }}
                  onMove={(places) => { change("chart.step.move", (now) => edit.move(now, places), { count: places.size }); }}
                  onExpand={(id) => { made.expanding.mutate({ ids: [id] }); }}
                  onLasso={() => { setLasso(false); }}
                />
              </Suspense>
            )}
            {empty && (
              <div className={classes.empty}>
                <Empty title={t("chart.empty")}>
                  <Text size="sm">{t("chart.empty.next")}</Text>
                  <Button onClick={() => { setAsking("add"); }}>{t("command.chart.add")}</Button>
                </Empty>
              </div>
            )}
            {legend && filled && <Legend chart={chart} known={state.known} palette={palette} />}
            {(told !== "" || working) && (
              <div className={classes.hint} role="status" data-told>
                {working ? t("told.loading") : told}
              </div>
            )}
          </div>
          {!drawable && (
            <Alert variant="default" title={t("chart.no-webgl")}>
              {t("chart.no-webgl.next")}
            </Alert>
          )}
          <Pane made={made} pane={pane} onPane={onPane} whole={!drawable} onPair={(key) => { act({ do: "select", ids: [] }); setPair(key); }} />
          <Panel made={made} pair={pairs.get(pair)} sourceNames={sourceNames} />
        </div>
        {(failure !== null || keep.error !== null) && (
          <Stack gap="xs" style={{ position: "fixed", insetBlockEnd: "1rem", insetInlineStart: "1rem", maxInlineSize: "30rem", zIndex: 10 }}>
            {failure !== null && <ErrorNote error={failure} />}
            {keep.error !== null && <ErrorNote error={keep.error} />}
            {leaving.isError && <ErrorNote error={leaving.error} />}
            {keep.state === "changed-elsewhere" && (
              <Group>
                <Button size="xs" onClick={() => { window.location.reload(); }}>{t("chart.latest")}</Button>
                <Button size="xs" variant="default" onClick={() => { setTitle(t("chart.copy-of", { title })); keep.asNew(); }}>{t("chart.save-mine")}</Button>
              </Group>
            )}
          </Stack>
        )}
        <AddDialog opened={asking === "add"} onClose={() => { setAsking(""); }} shown={new Set(chart.items.keys())} onAdd={(ids) => { add(ids); }} />
        {asking === "snapshot" && <NameDialog title={t("command.chart.snapshot")} label={t("chart.snapshot.name")} start={`${title} · ${format.date(new Date().toISOString().slice(0, 10))}`} onName={(given) => { snapshot.mutate(given); }} onClose={() => { setAsking(""); }} />}
        {asking === "group" && (
          <NameDialog
            title={t("command.chart.group")}
            label={t("chart.group.name")}
            start=""
            onName={(given) => { change("chart.step.group", (now) => edit.group(now, chosen, crypto.randomUUID().slice(0, 8), given), { count: chosen.length }); }}
            onClose={() => { setAsking(""); }}
          />
        )}
      </div>
    </HoverContext>
  );
}

const HEADS: readonly TextKey[] = ["chart.csv.kind", "chart.csv.id", "chart.column.from", "chart.column.type", "chart.column.to", "neighbours.link", "chart.column.sure", "neighbours.count", "chart.column.first", "chart.column.last", "chart.csv.sources"];
