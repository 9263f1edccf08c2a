import Graph from "graphology";
import Sigma from "sigma";

import type { Camera } from "@/core/chart/address";
import { highlighted, onHighlight } from "@/core/chart/highlight";
import type { Position } from "@/core/chart/document";
import type { Point } from "@/core/chart/routes";
import { pairOf, type Strand, waysBetween } from "@/core/chart/strands";
import type { Words } from "@/core/vocabulary";

import type { CanvasProps } from "./canvasProps";
import type { Drawing, Made } from "./drawn";
import { GlyphProgram } from "./glyphs";
import { LINE_PROGRAMS } from "./curves";
import { type EdgeLook, edgeLook, lineStyle, nodeLook, type NodeLook, photoOf, RADIUS, sizeOf } from "./look";
import { drawNames, forgetWidths } from "./names";
import { drawAbove, drawBelow, layer, type Marks } from "./overlay";

/** Units of a chart that fill the smaller side of the window at zoom 1. Fixed, so that nothing moves when something is added. */
export const SPAN = 12;
/** Above so many selected items their lines are not lit up one by one. */
const MANY = 200;
const NONE: ReadonlySet<string> = new Set();
const EDGE_LABELS_MOST = 400;
/** Above so many lines they run straight. */
const ROUTED_MOST = 1500;
/** Above this lines are chosen in the table, not on the drawing, and are left out while it moves: half the work of a picture. */
const EDGES_QUICK = 3000;
/** The radius of a sign in pixels from which heads of lines are drawn on a large chart. */
const HEADS_FROM = 6;

export type { Drawing } from "./drawn";

export interface Lit {
  get: () => ReadonlySet<string>;
  set: (ids: readonly string[]) => void;
  subscribe: (listener: () => void) => () => void;
}

export interface Layers {
  below: HTMLCanvasElement | null;
  above: HTMLCanvasElement | null;
}

export type Current = () => CanvasProps;

/** Drawings that wait for the next frame with all their marks: until then none of them can be drawn by itself. */
const due = new WeakSet<Drawing>();

/** Draws everything again in the next frame; places stay. */
export const repaint = (made: Drawing): void => { redraw(made, true); };

/** Draws everything again in the next frame, places and room too. */
export function redraw(made: Drawing, skipIndexation = false): void {
  due.add(made);
  made.refresh({ skipIndexation, schedule: true });
}

/** A drawing in an element. `now` gives what React handed over last; `marks` what the pointer and the keyboard are at. */
export function begin(container: HTMLElement, now: Current, hover: Lit, layers: Layers, marks: Marks, count: (value: number) => string): Drawing {
  const graph = new Graph<NodeLook, EdgeLook, Made>({ type: "directed", multi: true });
  const made: Drawing = new Sigma<NodeLook, EdgeLook, Made>(graph, container, {
    allowInvalidContainer: true,
    nodeProgramClasses: { glyph: GlyphProgram as never },
    edgeProgramClasses: LINE_PROGRAMS,
    defaultNodeType: "glyph",
    enableEdgeEvents: true,
    zIndex: true,
    stagePadding: 24,
    renderLabels: false,
    minCameraRatio: 0.05,
    maxCameraRatio: 200,
    doubleClickZoomingRatio: 1,
    defaultDrawNodeHover: () => undefined,
    nodeReducer: (id, data) => {
      const chosen = now().selection.has(id);
      if (!chosen && !hover.get().has(id)) return data;
      const { palette } = now();
      return chosen ? { ...data, color: palette.chosen, border: palette.chosen, ink: palette.chosenInk, ring: 1, zIndex: 2 } : { ...data, color: palette.faint, ring: 1, zIndex: 1 };
    },
    edgeReducer: (key, data) => {
      const { palette, selection, chosenPair, pairs } = now();
      const { lines } = highlighted();
      const [hovered, chosen] = [hover.get(), selection.size < MANY ? selection : NONE];
      if (lines.size + hovered.size + chosen.size === 0 && chosenPair === "") return data; // a large chart at rest: nothing is asked of each line
      const [a, b] = made.getGraph().extremities(key);
      const pair = pairOf(key);
      if (lines.size > 0 && (lines.has(pair) || pairs.get(pair)?.lines.some((line) => lines.has(line.id)) === true)) return { ...data, color: palette.lit, size: data.size + 1.5, zIndex: 2 };
      const bright = pair === chosenPair || hovered.has(a) || hovered.has(b) || chosen.has(a) || chosen.has(b);
      if (!bright) return data;
      return data.color === palette.same ? { ...data, size: data.size + 1.2, zIndex: 1 } : { ...data, color: palette.chosen, zIndex: 1 };
    },
  });
  made.setCustomBBox({ x: [-SPAN / 2, SPAN / 2], y: [-SPAN / 2, SPAN / 2] });
  made.refresh();
  const over = () => {
    const { chart, palette, selection } = now();
    const headings = drawBelow(layers.below, made, chart, palette);
    const context = layer(layers.above, made);
    if (context === null) return;
    const { order = [] } = made.getGraph().getAttributes();
    const chosen = [marks.focused, ...(selection.size < MANY ? selection : []), ...highlighted().ids].filter((id) => id !== "");
    drawNames(context, made, order, headings, { hovered: hover.get(), chosen }, made.getGraph().size <= EDGE_LABELS_MOST, palette);
    drawAbove(context, made, marks, highlighted().ids, palette, count);
  };
  made.on("afterRender", over);
  const lettered = () => {
    forgetWidths();
    if (sigmaAlive(made)) over();
  };
  void document.fonts.ready.then(lettered);
  document.fonts.addEventListener("loadingdone", lettered); // letters of a script, or signs, that were first drawn later
  let lit: ReadonlySet<string> = new Set();
  const quiet = [
    () => {
      document.fonts.removeEventListener("loadingdone", lettered);
    },
    hover.subscribe(() => {
      const nodes = [...new Set([...lit, ...hover.get()])].filter((id) => made.getGraph().hasNode(id));
      lit = hover.get();
      if (due.has(made)) repaint(made);
      else if (nodes.length > 0) made.refresh({ partialGraph: { nodes, edges: nodes.flatMap((id) => made.getGraph().edges(id)) }, skipIndexation: true, schedule: true });
    }),
    onHighlight(() => {
      repaint(made);
    }),
  ];
  made.on("afterProcess", () => {
    due.delete(made);
  });
  made.on("kill", () => {
    gone.add(made);
    for (const stop of quiet) stop();
  });
  return made;
}

const gone = new WeakSet();
const sigmaAlive = (made: Drawing): boolean => !gone.has(made);

/** Brings the drawing to a chart: other items or lines make a new drawing, other places or marks only change the one that is there. */
export function draw(made: Drawing, { chart, known, pairs, strands, linked, palette, label, styled, photos }: CanvasProps, words: Words): void {
  const before = made.getGraph();
  const look = (id: string) => nodeLook(id, chart, known, linked.get(id)?.length ?? 0, words, palette, styled.items[id], photos);
  const from = [pairs, strands, palette, label, styled, photos];
  const was = before.getAttributes().from;
  if (before.order === chart.items.size && was !== undefined && from.every((part, at) => part === was[at]) && before.everyNode((id) => chart.items.has(id))) {
    before.updateEachNodeAttributes((id) => look(id), { attributes: ["x", "y", "type"] });
    if (strands.length <= ROUTED_MOST) {
      const ways = waysOf(chart, strands, styled, photos);
      before.updateEachEdgeAttributes((key, line) => formed({ ...line, points: ways.get(key) ?? null }, before.getAttribute("heads") === true), { attributes: ["type"] });
    }
    made.refresh();
    return;
  }
  const graph = new Graph<NodeLook, EdgeLook, Made>({ type: "directed", multi: true });
  const order = [...chart.items.keys()].sort((a, b) => (linked.get(b)?.length ?? 0) - (linked.get(a)?.length ?? 0));
  for (const id of chart.items.keys()) graph.addNode(id, look(id));
  const [named, quick] = [strands.length <= EDGE_LABELS_MOST, strands.length <= EDGES_QUICK];
  const heads = quick || near(made);
  const ways = strands.length <= ROUTED_MOST ? waysOf(chart, strands, styled, photos) : new Map<string, readonly Point[]>();
  for (const strand of strands) {
    const { pair } = strand;
    if (!graph.hasNode(strand.from) || !graph.hasNode(strand.to)) continue;
    const said = named ? label(strand, (chart.items.get(pair.a)?.x ?? 0) > (chart.items.get(pair.b)?.x ?? 0)) : "";
    graph.addEdgeWithKey(strand.key, strand.from, strand.to, formed({ ...edgeLook(strand, palette, lineStyle(pair, styled), said), points: ways.get(strand.key) ?? null }, heads));
  }
  graph.replaceAttributes({ from, order, heads });
  if (made.getSetting("enableEdgeEvents") !== quick) made.setSettings({ enableEdgeEvents: quick, hideEdgesOnMove: !quick }); // each change of settings draws everything
  made.setGraph(graph);
}

/** Room for the names of what stands at the sides, in pixels. */
const NAMES = 190;

/** What lies over the window and should hide nothing: pixels on its left and on its right. */
export interface Covered {
  left: number;
  right: number;
}

/** Whether one is near enough to see where lines point. */
const near = (made: Drawing): boolean => made.scaleSize(RADIUS) > HEADS_FROM;

/** The ways of lines as the picture counts (`fit`), those that are not straight. */
function waysOf(chart: CanvasProps["chart"], strands: readonly Strand[], styled: CanvasProps["styled"], photos: CanvasProps["photos"]): Map<string, readonly Point[]> {
  const ways = waysBetween(chart, strands, (id) => sizeOf(chart.items.get(id), styled.items[id], photoOf(chart.items.get(id), photos)));
  return new Map([...ways].flatMap(([key, way]) => (way.length === 2 ? [] : [[key, way.map(([x, y]): Point => [0.5 + x / SPAN, 0.5 - y / SPAN])] as const])));
}

/** A line as it is drawn: curved where it has a way, with heads where they can be seen. */
function formed(look: EdgeLook, heads: boolean): EdgeLook {
  const head = heads ? look.heads : "none";
  const type = look.points === null ? (["line", "arrow", "both"] as const) : (["curve", "curve-arrow", "curve-both"] as const);
  return { ...look, type: type[head === "none" ? 0 : head === "end" ? 1 : 2] };
}

/** Lines of items that are being moved are straight until they are let go. */
export function straightened(made: Drawing, ids: Iterable<string>): void {
  const graph = made.getGraph();
  for (const id of ids)
    for (const key of graph.edges(id)) {
      const look = graph.getEdgeAttributes(key);
      if (look.points !== null) graph.replaceEdgeAttributes(key, formed({ ...look, points: null }, graph.getAttribute("heads") === true));
    }
}

/** Heads of lines on a large chart are drawn only from near: from afar they cannot be seen and are a third of the work of a picture. Asked when the camera rests. */
export function headed(made: Drawing): void {
  const graph = made.getGraph();
  const heads = graph.size <= EDGES_QUICK || near(made);
  if (graph.getAttribute("heads") === heads || graph.size === 0) return;
  graph.setAttribute("heads", heads);
  graph.updateEachEdgeAttributes((_, look) => formed(look, heads), { attributes: ["type"] });
  redraw(made);
}

/** The camera so that some items fill what is free of the window. */
export function fit(made: Drawing, items: readonly { x: number; y: number }[], covered: Covered, atOnce = made.getGraph().order > 1000): void {
  if (items.length === 0) return;
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of items) [left, right, low, high] = [Math.min(left, x), Math.max(right, x), Math.min(low, -y), Math.max(high, -y)];
  const { width, height } = made.getDimensions();
  const unit = Math.max(1, Math.min(width, height) - 48) / SPAN;
  const free = Math.max(width / 2, width - NAMES - covered.left - covered.right);
  const ratio = Math.max(0.55, (right - left + 2) / (free / unit), (high - low + 2.4) / ((height - 48) / unit));
  const aside = ((covered.right - covered.left) / 2 / unit) * ratio;
  const state = { x: 0.5 + ((left + right) / 2 + aside) / SPAN, y: 0.5 + ((low + high) / 2 - 0.2) / SPAN, ratio };
  if (atOnce) made.getCamera().setState(state);
  else void made.getCamera().animate(state, { duration: 200 });
}

/** Where the camera looks. */
export function cameraOf(made: Drawing): Camera {
  const { x, y, ratio } = made.getCamera().getState();
  return { x: (x - 0.5) * SPAN, y: -(y - 0.5) * SPAN, ratio };
}

export const lookAt = (made: Drawing, { x, y, ratio }: Camera): void => {
  made.getCamera().setState({ x: 0.5 + x / SPAN, y: 0.5 - y / SPAN, ratio });
};

/** A point of the window as a place on the chart. */
export function placeAt(made: Drawing, x: number, y: number): Position {
  const at = made.viewportToGraph({ x, y });
  return [at.x, -at.y];
}

/** Moves the camera so that an item is in the window, if it is not. */
export function reveal(made: Drawing, id: string): void {
  const shown = made.getNodeDisplayData(id);
  if (shown === undefined) return;
  const { width, height } = made.getDimensions();
  const at = made.framedGraphToViewport(shown);
  const room = 40;
  if (at.x > room && at.y > room && at.x < width - room && at.y < height - room) return;
  void made.getCamera().animate({ x: shown.x, y: shown.y }, { duration: 150 });
}
