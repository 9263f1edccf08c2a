import Graph from "graphology";
import { type Ref, useContext, useEffect, useImperativeHandle, useRef } from "react";
import Sigma from "sigma";

import type { ChartDocument, Position } from "@/core/chart/document";
import { inside } from "@/core/chart/edit";
import { adjacency, type Known, type Pair } from "@/core/chart/known";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { drawLabel, Written } from "@/design/labels";
import { useLocale } from "@/i18n/LocaleContext";

import classes from "./Chart.module.css";
import { GlyphProgram } from "./glyphs";
import { HoverContext } from "./hover";
import { ArrowProgram, StrokeProgram } from "./lines";
import { type EdgeLook, edgeLook, nodeLook, type NodeLook, type Palette } from "./look";
import { drawAbove, drawBelow } from "./overlay";

/** Units of a chart that fill the smaller side of the window at zoom 1. Fixed, so that nothing moves when something is added. */
const SPAN = 12;
const FONT = "'Tahqiq Sans', system-ui, sans-serif";
const MANY = 200;
type Drawing = Sigma<NodeLook, EdgeLook, { drawn?: unknown }>;
const EDGE_LABELS_MOST = 400;
/** Above this lines are chosen in the table, not on the drawing, and are left out while it moves: half the work of a picture. */
const EDGES_QUICK = 3000;

export interface CanvasHandle {
  fit: (ids?: readonly string[]) => void;
  zoom: (factor: number) => void;
  picture: () => HTMLCanvasElement | null;
  middle: () => Position;
}

export interface CanvasProps {
  chart: ChartDocument;
  known: Known;
  pairs: ReadonlyMap<string, Pair>;
  selection: ReadonlySet<string>;
  chosenPair: string;
  palette: Palette;
  lasso: boolean;
  handle: Ref<CanvasHandle>;
  onSelect: (ids: readonly string[], how: "only" | "add" | "toggle") => void;
  onPair: (key: string) => void;
  onMove: (places: ReadonlyMap<string, Position>) => void;
  onExpand: (id: string) => void;
  onLasso: () => void;
}

/** The drawing itself: an island that React only hands new charts to. */
export function Canvas(props: CanvasProps) {
  const { chart, known, pairs, selection, palette, lasso, handle } = props;
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const hover = useContext(HoverContext);
  const place = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const sigma = useRef<Drawing | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (place.current === null) return;
    const made = begin(place.current, latest, hover, { below: below.current, above: above.current }, format.number);
    sigma.current = made;
    const again = () => made.refresh();
    window.addEventListener("tahqiq:draw", again); // asked by benchmarks/page.py, which times one drawing
    return () => {
      window.removeEventListener("tahqiq:draw", again);
      sigma.current = null;
      made.kill();
    };
  }, [hover, format.number]);

  useEffect(() => {
    if (sigma.current === null) return;
    draw(sigma.current, chart, known, pairs, palette, words, format.number);
  }, [chart, known, pairs, palette, words, format]);

  useEffect(() => {
    sigma.current?.refresh({ skipIndexation: true });
  }, [selection, props.chosenPair]);

  useImperativeHandle(handle, () => ({
    fit: (ids) => {
      if (sigma.current) fit(sigma.current, latest.current.chart, ids);
    },
    zoom: (factor) => {
      const camera = sigma.current?.getCamera();
      if (camera) void camera.animate({ ratio: camera.ratio * factor }, { duration: 150 });
    },
    middle: () => middle(sigma.current),
    picture: () => picture(sigma.current, below.current, above.current, latest.current.palette),
  }));

  return (
    <div className={classes.canvas} data-lasso={lasso || undefined}>
      <canvas ref={below} className={classes.layer} aria-hidden="true" />
      <div ref={place} className={classes.layer} role="img" aria-label={t("chart.picture", { n: format.number(chart.items.size), m: format.number(pairs.size) })} data-chart-canvas />
      <canvas ref={above} className={classes.layer} data-through aria-hidden="true" />
      {lasso && <Lasso sigma={() => sigma.current} chart={() => latest.current.chart} onDone={(ids, more) => { props.onSelect(ids, more ? "add" : "only"); props.onLasso(); }} />}
    </div>
  );
}

interface Layers {
  below: HTMLCanvasElement | null;
  above: HTMLCanvasElement | null;
}

function begin(container: HTMLElement, latest: { current: CanvasProps }, hover: { get: () => ReadonlySet<string>; set: (ids: string[]) => void; subscribe: (listener: () => void) => () => void }, layers: Layers, count: (value: number) => string): Drawing {
  const now = () => latest.current;
  const style = (size: number) => ({ font: FONT, size, colour: now().palette.text, halo: now().palette.paper });
  const written = new Written();
  const graph = new Graph<NodeLook, EdgeLook, { drawn?: unknown }>({ type: "directed" });
  const made: Drawing = new Sigma<NodeLook, EdgeLook, { drawn?: unknown }>(graph, container, {
    allowInvalidContainer: true,
    nodeProgramClasses: { glyph: GlyphProgram as never },
    edgeProgramClasses: { line: StrokeProgram as never, arrow: ArrowProgram },
    defaultNodeType: "glyph",
    enableEdgeEvents: true,
    zIndex: true,
    stagePadding: 24,
    labelDensity: 4,
    labelGridCellSize: 90,
    labelRenderedSizeThreshold: 6,
    minCameraRatio: 0.05,
    maxCameraRatio: 200,
    doubleClickZoomingRatio: 1,
    defaultDrawNodeLabel: (context, data) => {
      if (data.label) drawLabel(context, data.label, data, style(13), undefined, written);
    },
    defaultDrawNodeHover: (context, data) => {
      if (data.label) drawLabel(context, data.label, data, style(13), 80);
    },
    defaultDrawEdgeLabel: (context, edge, from, to) => {
      if (edge.label && Math.hypot(from.x - to.x, from.y - to.y) > 110) drawLabel(context, edge.label, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 9, size: 0 }, { ...style(11), colour: now().palette.quiet }, 26, written);
    },
    nodeReducer: (id, data) => {
      const chosen = now().selection.has(id);
      const hovered = hover.get().has(id);
      if (!chosen && !hovered) return data;
      const { palette } = now();
      return chosen ? { ...data, color: palette.chosen, border: palette.chosen, ink: palette.chosenInk, ring: 1, forceLabel: true, zIndex: 2 } : { ...data, color: palette.faint, ring: 1, forceLabel: true, zIndex: 1 };
    },
    edgeReducer: (key, data) => {
      const [a, b] = made.getGraph().extremities(key);
      const bright = key === now().chosenPair || hover.get().has(a) || hover.get().has(b) || (now().selection.size > 0 && now().selection.size < MANY && (now().selection.has(a) || now().selection.has(b)));
      return bright ? { ...data, color: now().palette.chosen, zIndex: 1, forceLabel: key === now().chosenPair } : data;
    },
  });
  made.setCustomBBox({ x: [-SPAN / 2, SPAN / 2], y: [-SPAN / 2, SPAN / 2] });
  made.refresh();
  listen(made, latest, hover);
  made.on("beforeRender", () => {
    written.clear();
  });
  made.on("afterRender", () => {
    drawBelow(layers.below, made, now().chart, now().palette);
    drawAbove(layers.above, made, now().palette, count);
  });
  let lit: ReadonlySet<string> = new Set();
  const quiet = hover.subscribe(() => {
    const nodes = [...new Set([...lit, ...hover.get()])].filter((id) => made.getGraph().hasNode(id));
    lit = hover.get();
    if (nodes.length > 0) made.refresh({ partialGraph: { nodes, edges: nodes.flatMap((id) => made.getGraph().edges(id)) }, skipIndexation: true, schedule: true });
  });
  made.on("kill", quiet);
  return made;
}

/** Pointer: click selects, Ctrl or Shift adds, dragging moves, double click expands. */
function listen(made: Drawing, latest: { current: CanvasProps }, hover: { set: (ids: string[]) => void }): void {
  let drag: { ids: string[]; from: { x: number; y: number }; start: Map<string, { x: number; y: number }>; moved: boolean } | null = null;
  const how = (event: MouseEvent | TouchEvent) => (event.shiftKey || event.ctrlKey || event.metaKey ? "toggle" : "only");
  made.on("enterNode", ({ node }) => {
    hover.set([node]);
    made.getContainer().style.cursor = "pointer";
  });
  made.on("leaveNode", () => {
    hover.set([]);
    made.getContainer().style.cursor = "";
  });
  made.on("clickNode", ({ node, event }) => {
    latest.current.onSelect([node], how(event.original));
  });
  made.on("clickEdge", ({ edge }) => {
    latest.current.onPair(edge);
  });
  made.on("clickStage", ({ event }) => {
    if (how(event.original) === "only") latest.current.onSelect([], "only");
  });
  made.on("doubleClickNode", (press) => {
    press.preventSigmaDefault();
    latest.current.onExpand(press.node);
  });
  made.on("downNode", ({ node, event }) => {
    const { selection } = latest.current;
    const ids = selection.has(node) ? [...selection] : [node];
    const graph = made.getGraph();
    drag = { ids, from: made.viewportToGraph(event), start: new Map(ids.filter((id) => graph.hasNode(id)).map((id) => [id, { x: graph.getNodeAttribute(id, "x"), y: graph.getNodeAttribute(id, "y") }])), moved: false };
  });
  made.on("moveBody", (press) => {
    if (drag === null) return;
    const at = made.viewportToGraph(press.event);
    drag.moved = true;
    for (const [id, start] of drag.start) made.getGraph().mergeNodeAttributes(id, { x: start.x + at.x - drag.from.x, y: start.y + at.y - drag.from.y });
    press.preventSigmaDefault();
    press.event.original.preventDefault();
  });
  const drop = () => {
    if (drag?.moved === true) {
      const graph = made.getGraph();
      latest.current.onMove(new Map([...drag.start.keys()].filter((id) => graph.hasNode(id)).map((id) => [id, [graph.getNodeAttribute(id, "x"), -graph.getNodeAttribute(id, "y")] as const])));
    }
    drag = null;
  };
  made.on("upNode", drop);
  made.on("upStage", drop);
}

/** Brings the drawing to a chart: other items or lines make a new drawing, other places or marks only change the one that is there. */
function draw(made: Drawing, chart: ChartDocument, known: Known, pairs: ReadonlyMap<string, Pair>, palette: Palette, words: ReturnType<typeof useWords>, count: (value: number) => string): void {
  const before = made.getGraph();
  const next = adjacency(pairs);
  const look = (id: string) => nodeLook(id, chart, known, next.get(id)?.length ?? 0, words, palette);
  const line = (pair: Pair) => edgeLook(pair, words, palette, count);
  if (before.order === chart.items.size && before.size === pairs.size && before.getAttribute("drawn") === drawnAs(pairs, palette) && before.everyNode((id) => chart.items.has(id))) {
    before.updateEachNodeAttributes((id) => look(id));
    made.refresh();
    return;
  }
  const graph = new Graph<NodeLook, EdgeLook, { drawn?: unknown }>({ type: "directed" });
  graph.setAttribute("drawn", drawnAs(pairs, palette));
  for (const id of chart.items.keys()) graph.addNode(id, look(id));
  for (const pair of pairs.values()) if (graph.hasNode(pair.a) && graph.hasNode(pair.b)) graph.addEdgeWithKey(pair.key, pair.a, pair.b, line(pair));
  const [labelled, quick] = [pairs.size <= EDGE_LABELS_MOST, pairs.size <= EDGES_QUICK];
  if (made.getSetting("renderEdgeLabels") !== labelled || made.getSetting("enableEdgeEvents") !== quick) made.setSettings({ renderEdgeLabels: labelled, enableEdgeEvents: quick, hideEdgesOnMove: !quick }); // each change of settings draws everything
  made.setGraph(graph);
}

/** What the lines of a drawing were made from, to see whether they are still the same. */
const SIGNS = new WeakMap<object, number>();
let signs = 0;
function drawnAs(pairs: ReadonlyMap<string, Pair>, palette: Palette): string {
  for (const part of [pairs, palette]) if (!SIGNS.has(part)) SIGNS.set(part, (signs += 1));
  return `${SIGNS.get(pairs) ?? 0} ${SIGNS.get(palette) ?? 0}`;
}

function fit(made: Drawing, chart: ChartDocument, ids?: readonly string[]): void {
  const items = (ids === undefined || ids.length === 0 ? [...chart.items.values()] : ids.flatMap((id) => chart.items.get(id) ?? []));
  if (items.length === 0) return;
  const xs = items.map((item) => item.x);
  const ys = items.map((item) => -item.y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const { width, height } = made.getDimensions();
  const unit = Math.max(1, Math.min(width, height) - 48) / SPAN;
  const ratio = Math.max(0.55, (right - left + 2) / ((width - 48) / unit), (high - low + 2.4) / ((height - 48) / unit));
  void made.getCamera().animate({ x: 0.5 + (left + right) / 2 / SPAN, y: 0.5 + ((low + high) / 2 - 0.2) / SPAN, ratio }, { duration: made.getGraph().order > 1000 ? 0 : 200 });
}

function middle(made: Drawing | null): Position {
  if (made === null) return [0, 0];
  const { width, height } = made.getDimensions();
  const at = made.viewportToGraph({ x: width / 2, y: height / 2 });
  return [at.x, -at.y];
}

/** Everything that is drawn, as one picture. */
function picture(made: Drawing | null, below: HTMLCanvasElement | null, above: HTMLCanvasElement | null, palette: Palette): HTMLCanvasElement | null {
  if (made === null) return null;
  made.refresh();
  const layers = [below, ...Object.values(made.getCanvases()), above].filter((layer) => layer !== null && layer.width > 0);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(...layers.map((layer) => layer?.width ?? 0));
  canvas.height = Math.max(...layers.map((layer) => layer?.height ?? 0));
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const layer of layers) if (layer !== null) context.drawImage(layer, 0, 0, canvas.width, canvas.height);
  return canvas;
}

interface LassoProps {
  sigma: () => Drawing | null;
  chart: () => ChartDocument;
  onDone: (ids: string[], more: boolean) => void;
}

/** Draw around items to select them; with Shift they are added to the selection. */
function Lasso({ sigma, chart, onDone }: LassoProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const points = useRef<[number, number][]>([]);
  const at = (event: React.PointerEvent): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.x, event.clientY - box.y];
  };
  return (
    <canvas
      ref={canvas}
      className={classes.layer}
      data-lasso-area
      onPointerDown={(event) => {
        const { clientWidth, clientHeight } = event.currentTarget;
        event.currentTarget.width = clientWidth;
        event.currentTarget.height = clientHeight;
        event.currentTarget.setPointerCapture(event.pointerId);
        points.current = [at(event)];
      }}
      onPointerMove={(event) => {
        if (points.current.length === 0) return;
        points.current.push(at(event));
        const context = canvas.current?.getContext("2d");
        if (!context || canvas.current === null) return;
        context.clearRect(0, 0, canvas.current.width, canvas.current.height);
        context.strokeStyle = getComputedStyle(canvas.current).color;
        context.lineWidth = 1.5;
        context.setLineDash([5, 4]);
        context.beginPath();
        for (const [x, y] of points.current) context.lineTo(x, y);
        context.closePath();
        context.stroke();
      }}
      onPointerUp={(event) => {
        const made = sigma();
        const polygon = points.current.map(([x, y]): Position => {
          const point = made?.viewportToGraph({ x, y }) ?? { x: 0, y: 0 };
          return [point.x, -point.y];
        });
        points.current = [];
        onDone([...chart().items].filter(([, item]) => inside([item.x, item.y], polygon)).map(([id]) => id), event.shiftKey);
      }}
    />
  );
}
