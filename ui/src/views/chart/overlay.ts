import type Sigma from "sigma";

import type { ChartDocument } from "@/core/chart/document";
import { drawLabel } from "@/design/labels";

import type { EdgeLook, NodeLook, Palette } from "./look";

const FONT = "'Tahqiq Sans', system-ui, sans-serif";
const SMALL = 8;

type Drawing = Sigma<NodeLook, EdgeLook, { drawn?: unknown }>;

/** A clean canvas of the size of the drawing. */
function cleared(canvas: HTMLCanvasElement | null, made: Drawing): CanvasRenderingContext2D | null {
  const context = canvas?.getContext("2d") ?? null;
  if (canvas === null || context === null) return null;
  const { width, height } = made.getDimensions();
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Groups as areas behind their items, with their names. */
export function drawBelow(canvas: HTMLCanvasElement | null, made: Drawing, chart: ChartDocument, palette: Palette): void {
  const context = cleared(canvas, made);
  if (context === null || chart.groups.size === 0) return;
  const graph = made.getGraph();
  for (const [group, name] of chart.groups) {
    const inside = [...chart.items].flatMap(([id, item]) => (item.group === group && graph.hasNode(id) ? [made.graphToViewport(graph.getNodeAttributes(id))] : []));
    if (inside.length === 0) continue;
    const room = made.scaleSize(34);
    const [left, right] = [Math.min(...inside.map((at) => at.x)) - room, Math.max(...inside.map((at) => at.x)) + room];
    const [top, bottom] = [Math.min(...inside.map((at) => at.y)) - room, Math.max(...inside.map((at) => at.y)) + room * 1.25];
    context.fillStyle = palette.group;
    context.strokeStyle = palette.chosen;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(left, top, right - left, bottom - top, Math.min(16, room));
    context.fill();
    context.stroke();
    drawLabel(context, name, { x: (left + right) / 2, y: top - 20, size: 0 }, { font: FONT, size: 13, colour: palette.text, halo: palette.paper });
  }
}

/** How much of each item is not on the chart, and which items are pinned. */
export function drawAbove(canvas: HTMLCanvasElement | null, made: Drawing, palette: Palette, count: (value: number) => string): void {
  const context = cleared(canvas, made);
  if (context === null) return;
  const graph = made.getGraph();
  const { width, height } = made.getDimensions();
  context.textAlign = "center";
  context.textBaseline = "middle";
  graph.forEachNode((id, look) => {
    if (look.away === 0 && !look.pinned) return;
    const shown = made.getNodeDisplayData(id);
    if (shown === undefined) return;
    const size = made.scaleSize(shown.size);
    const at = made.framedGraphToViewport(shown);
    if (size < SMALL || at.x < -20 || at.y < -20 || at.x > width + 20 || at.y > height + 20) return;
    if (look.away > 0) badge(context, at.x + size * 0.85, at.y - size * 0.85, `+${count(look.away)}`, palette, size);
    if (look.pinned) pinMark(context, at.x - size * 0.85, at.y - size * 0.85, palette);
  });
}

function badge(context: CanvasRenderingContext2D, x: number, y: number, text: string, palette: Palette, size: number): void {
  const height = Math.min(15, Math.max(10, size * 1.1));
  context.font = `600 ${height * 0.72}px ${FONT}`;
  context.direction = "ltr";
  const width = Math.max(height, context.measureText(text).width + height * 0.6);
  context.fillStyle = palette.badge;
  context.strokeStyle = palette.paper;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
  context.fill();
  context.stroke();
  context.fillStyle = palette.badgeText;
  context.fillText(text, x, y + 0.5);
}

function pinMark(context: CanvasRenderingContext2D, x: number, y: number, palette: Palette): void {
  context.fillStyle = palette.text;
  context.strokeStyle = palette.paper;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.moveTo(x + 1, y + 3);
  context.lineTo(x, y + 8);
  context.lineTo(x - 1, y + 3);
  context.fill();
  context.stroke();
}
