import { Alert, Button, NativeSelect, Text, TextInput, useComputedColorScheme } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { Camera } from "@/core/chart/address";
import { tellChart } from "@/core/chart/beside";
import { rememberChart } from "@/core/chart/current";
import { everything, fromBody, type Position, toBody } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { clearHighlight } from "@/core/chart/highlight";
import { behind, type Filter } from "@/core/chart/seen";
import { type CaseDocument, readDocument, saved } from "@/core/documents";
import { useFormat } from "@/core/format";
import type { Case } from "@/core/sources";
import { isolated } from "@/design/direction";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import type { ChartPane } from "../addresses";
import { Empty, Loading } from "@/parts/Notes";
import type { Asking } from "./asking";
import { Bar } from "./Bar";
import { textsSeen } from "./callouts";
import type { CanvasHandle, MenuAt } from "./canvasProps";
import classes from "./Chart.module.css";
import { ChartMenu } from "./ChartMenu";
import { clashName } from "./clashName";
import { Dialogs } from "./Dialogs";
import frameClasses from "./Frame.module.css";
import { FrameFoot, FrameHead } from "./FrameBand";
import { Hover, HoverContext } from "./hover";
import { Legend } from "./Legend";
import { DARK, LIGHT } from "./look";
import { HandlingBand } from "./HandlingBand";
import { Lit, Notices } from "./Notices";
import { Pane } from "./Pane";
import { Panel } from "./Panel";
import { TimeBar } from "./TimeBar";
import { useActs } from "./useActs";
import { LostNote } from "./LostNote";
import { type Came, useAutosave } from "./useAutosave";
import { open, turnApart, useBoardCommands } from "./useBoardCommands";
import { useChart } from "./useChart";
import { useChartFile } from "./useChartFile";
import { useLabel } from "./useLabel";
import { useExports } from "./useExports";
import { webgl } from "./webgl";

const drawn = import("./Canvas");
const Canvas = lazy(() => drawn.then((found) => ({ default: found.Canvas })));

const SELECTED_MOST = 20;
const LOW = 560;

interface Props {
  cases: readonly Case[];
  document: CaseDocument | null;
  selected: readonly string[];
  adding: readonly string[];
  pane: ChartPane;
  camera: Camera | null;
  filter: Filter;
  find: string;
  onPane: (pane: ChartPane) => void;
  onSelection: (ids: readonly string[]) => void;
  onCamera: (camera: Camera) => void;
  onFilter: (filter: Filter) => void;
  onFind: (text: string) => void;
  onBegun: (made: CaseDocument) => void;
  onNew: () => void;
}

/** One chart: tools, drawing, what is selected, tables and timeline. */
export function Board({ cases, document, selected, adding, pane, camera, filter, find, onPane, onSelection, onCamera, onFilter, onFind, onBegun, onNew }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const navigate = useNavigate();
  const palette = useComputedColorScheme("light") === "dark" ? DARK : LIGHT;
  const [drawable] = useState(webgl);
  const [hover] = useState(() => new Hover());
  const [told, setTold] = useState("");
  const [asking, ask] = useState<Asking | null>(null);
  const [lasso, setLasso] = useState(false);
  const [legend, setLegend] = useState(() => window.innerHeight >= LOW); // in a low window it would cover the chart; its button shows it
  const [pair, setPair] = useState("");
  const [focused, setFocused] = useState("");
  const [linking, setLinking] = useState("");
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const [start] = useState(camera);
  const [caseId, setCase] = useState(document?.case ?? cases[0]?.id ?? "");
  const [title, setTitle] = useState(document?.title ?? t("chart.new-title", { date: format.exact(new Date().toISOString().slice(0, 10)) }));
  const canvas = useRef<CanvasHandle>(null);

  const say = useCallback((key: TextKey, count: number) => { setTold(format.counted(key, count)); }, [format]);
  useEffect(() => {
    if (told === "") return;
    const timer = setTimeout(() => { setTold(""); }, 5000);
    return () => {
      clearTimeout(timer);
    };
  }, [told]);
  useEffect(() => clearHighlight, []);
  useEffect(() => () => { tellChart(null); }, []);

  const made = useChart(document, caseId, selected, filter, say);
  const { state, seen, selection, act, change, pairs } = made;
  const texts = useMemo(() => textsSeen(state.chart, seen), [state.chart, seen]);
  const { chart } = state;
  useEffect(() => {
    const chosen = behind(seen, selection).map((id) => ({ id, schema: state.known.items.get(id)?.schema ?? "" }));
    tellChart({ items: behind(seen, seen.chart.items.keys()), selection: chosen }, (ids) => { act({ do: "select", ids }); });
  }, [seen, selection, state.known, act]);
  const acts = useActs(made);
  const label = useLabel(made);
  const { load } = made;
  const onCame = useCallback(({ base, theirs, taken, by, title: called }: Came) => {
    act({ do: "join", base, theirs });
    if (called !== null) setTitle(called);
    load(everything(theirs));
    if (taken > 0) setTold(t("chart.came", { who: isolated(by), n: format.number(taken) }));
  }, [act, load, t, format]);
  const keep = useAutosave(chart, title, caseId, document, onBegun, onCame);
  useEffect(() => {
    if (keep.id !== "") rememberChart({ case: caseId, id: keep.id });
  }, [keep.id, caseId]);

  const addressed = useRef(selected.join());
  useEffect(() => {
    const chosen = selection.size > SELECTED_MOST ? [] : [...selection];
    if (chosen.join() === addressed.current) return;
    addressed.current = chosen.join();
    onSelection(chosen);
  }, [selection, onSelection]);

  const add = useCallback((ids: readonly string[], at?: Position) => { made.adding.mutate({ ids, at: at ?? canvas.current?.middle() ?? [0, 0] }); }, [made.adding]);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || adding.length === 0) return;
    begun.current = true;
    made.adding.mutate({ ids: adding, at: edit.centre(fromBody(document?.body ?? {})) });
  }, [adding, document, made.adding]);

  const select = useCallback((ids: readonly string[], how: "only" | "add" | "toggle" = "only") => {
    setPair("");
    act({ do: "select", ids, how });
  }, [act]);
  /** A line that a program proposes opens its evidence; any other is told beside the chart. */
  const choosePair = (key: string) => {
    act({ do: "select", ids: [] });
    setPair(key);
    const found = pairs.get(key);
    if (found?.sort === "possible") ask({ what: "judge", ids: [found.a, found.b] });
  };
  const link = (from: string, to: string) => {
    setLinking("");
    ask({ what: "link", from, to });
  };
  const snapshot = useMutation({ mutationFn: (name: string) => saved({ case: caseId, id: "", version: 0, kind: "snapshot", title: name, body: { chart: keep.id, ...toBody(chart) } }), onSuccess: () => { say("chart.told.snapshot", 1); } });
  const back = useMutation({
    mutationFn: (id: string) => readDocument(caseId, id),
    onSuccess: (found) => {
      const kept = fromBody(found.body);
      change("chart.step.snapshot", () => kept);
      made.load([...kept.items.keys(), ...kept.hidden.keys()]);
    },
  });
  const exports = useExports(made, title, cases.find((one) => one.id === caseId)?.title ?? "");
  const file = useChartFile(made, title, cases.find((one) => one.id === caseId)?.title ?? "");
  useBoardCommands({ made, acts, exports, file, canvas, focused: menu?.id ?? focused, pane, pair, lasso, drawable, saveable: caseId !== "", say, count: (n) => format.counted("chart.items", n), cluster: (n) => t("chart.cluster", { n: format.number(n) }), ask: (asked) => { ask(asked.what === "item" && menu !== null ? { ...asked, at: menu.place } : asked); }, select, setLasso, setLegend, setLinking, onFilter, onPane, onNew });

  const mutations = [made.adding, made.expanding, made.finding, made.arranging, made.known];
  const working = made.styles.isFetching || mutations.some((one) => one.isPending) || acts.turning.isPending || acts.drawing.isPending;
  const failures = [...mutations.map((one) => one.error), made.styles.error, snapshot.error, back.error, exports.error, file.error, acts.error, keep.error];
  const filled = chart.items.size > 0;
  return (
    <HoverContext value={hover}>
      <div className={classes.frame} data-chart={keep.id} data-items={seen.chart.items.size} data-pairs={pairs.size} data-saved={keep.state} data-version={keep.version} data-working={working || undefined}>
        <div>
        <Bar made={made} keep={keep} lasso={lasso} legend={legend} caseId={caseId} onSnapshot={(id) => { back.mutate(id); }}>
          <TextInput className={classes.title} size="xs" dir="auto" aria-label={t("chart.name")} value={title} maxLength={200} onChange={(event) => { setTitle(event.currentTarget.value); }} onBlur={() => void keep.now()} />
          {document === null && keep.id === "" && cases.length > 1 ? (
            <NativeSelect size="xs" aria-label={t("said.case")} value={caseId} data={cases.map((item) => ({ value: item.id, label: item.title }))} onChange={(event) => { setCase(event.currentTarget.value); }} />
          ) : (
            <Text size="xs" c="dimmed">
              <bdi dir="auto">{cases.find((item) => item.id === caseId)?.title}</bdi>
            </Text>
          )}
        </Bar>
        <HandlingBand made={made} />
        </div>
        <div className={classes.work}>
          <div className={classes.stage} hidden={!drawable} data-stage>
            {drawable && (
              <Suspense fallback={<Loading />}>
                <Canvas
                  chart={seen.chart}
                  known={state.known}
                  pairs={pairs}
                  strands={made.strands}
                  photos={made.photos}
                  linked={made.linked}
                  selection={selection}
                  chosenPair={pair}
                  label={label}
                  styled={made.styled}
                  palette={palette}
                  lasso={lasso}
                  linking={linking}
                  start={start}
                  handle={canvas}
                  onSelect={select}
                  onPair={choosePair}
                  onMove={(places) => { made.place("chart.step.move", places); }}
                  onCards={(id, key) => { if (seen.chart.items.get(id)?.as !== undefined) open(made, [id]); else ask({ what: "cards", id, pair: key }); }}
                  onOpen={(id) => void navigate({ to: "/entities/$id", params: { id } })}
                  onLink={link}
                  onStopLinking={() => { setLinking(""); }}
                  onMenu={(at) => { if (at.id !== null && !selection.has(at.id)) select([at.id]); setMenu(at); }}
                  texts={texts}
                  onTextMoved={(id, to) => { change("chart.step.text", (now) => edit.moveText(now, id, to), { merge: `text ${id}` }); }}
                  onText={(id) => { ask({ what: "text", id, at: [0, 0], of: "" }); }}
                  onFocused={setFocused}
                  onCamera={onCamera}
                  onLasso={() => { setLasso(false); }}
                />
              </Suspense>
            )}
            {!filled && !working && (
              <div className={classes.empty}>
                <Empty title={t("chart.empty")}>
                  <Text size="sm">{t("chart.empty.next")}</Text>
                  <Button onClick={() => { ask({ what: "add" }); }}>{t("command.chart.add")}</Button>
                </Empty>
              </div>
            )}
            <FrameHead made={made} />
            <FrameFoot made={made} caseTitle={cases.find((one) => one.id === caseId)?.title ?? ""} />
            {chart.frame.border !== "none" && <div className={frameClasses.border} data-border={chart.frame.border} aria-hidden="true" />}
            {legend && filled && <Legend made={made} palette={palette} onFilter={onFilter} onRules={() => { ask({ what: "rules" }); }} onEdit={() => { ask({ what: "legend" }); }} />}
            <Lit there={chart.items} onAdd={add} />
            {(told !== "" || working || linking !== "") && (
              <div className={classes.hint} role="status" data-told>
                {linking !== "" ? t("chart.link.choose") : working ? t("told.loading") : told}
              </div>
            )}
          </div>
          {!drawable && (
            <Alert variant="default" title={t("chart.no-webgl")}>
              {t("chart.no-webgl.next")}
            </Alert>
          )}
          {filter.time !== null && <TimeBar made={made} onFilter={onFilter} />}
          <Pane made={made} pane={pane} find={find} onFind={onFind} onPane={onPane} whole={!drawable} onPair={choosePair} onCards={(id) => { ask({ what: "cards", id, pair: "" }); }} />
          <Panel made={made} acts={acts} pair={pairs.get(pair)} caseId={caseId} onAsk={ask} />
        </div>
        <LostNote file={file} />
        <Notices
          acts={acts}
          failures={failures}
          conflict={keep.state === "changed-elsewhere" ? { case: caseId, id: keep.id, clashes: keep.clashes.map((one) => clashName(one, made, t)) } : null}
          onTheirs={keep.takeTheirs}
          onLatest={() => { window.location.reload(); }}
          onMine={() => { const mine = t("chart.copy-of", { title }); setTitle(mine); keep.asNew(mine); }}
        />
        {menu !== null && <ChartMenu at={menu} onClose={() => { setMenu(null); }} />}
        <Dialogs asking={asking} made={made} acts={acts} cases={cases} caseId={caseId} title={title} palette={palette} onAdd={(ids) => { add(ids); }} onSnapshot={(name) => { snapshot.mutate(name); }} onApart={(id) => { turnApart(made, id); }} onClose={() => { ask(null); }} />
      </div>
    </HoverContext>
  );
}
