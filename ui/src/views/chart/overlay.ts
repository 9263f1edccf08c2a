import type { ChartDocument } from "@/core/chart/document";
import type { Drawing } from "./drawn";
import type { Palette } from "./look";
import { FONT, type Heading } from "./names";

const SMALL = 8;
/** The handle at a sign from which a new link is drawn: how far from the middle (in radii) and how large (pixels). */
const HANDLE = 1.75;
export const HANDLE_SIZE = 8;

/** What the pointer and the keyboard are at. Changed in place; the next picture shows it. */
export interface Marks {
  /** The item the keyboard is at, "" for none; shown while the chart has the focus. */
  focused: string;
  active: boolean;
  /** The item whose handle is shown. */
  handle: string;
  /** A link that is being drawn: from an item to a point of the window. */
  rubber: { from: string; x: number; y: number } | null;
}

export const unmarked = (): Marks => ({ focused: "", active: false, handle: "", rubber: null });

/** A clean canvas of the size of the drawing. */
export function layer(canvas: HTMLCanvasElement | null, made: Drawing): CanvasRenderingContext2D | null {
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

/** Groups as areas behind their items. Returns where their names belong, which are written with those of the items. */
export function drawBelow(canvas: HTMLCanvasElement | null, made: Drawing, chart: ChartDocument, palette: Palette): Heading[] {
  const context = layer(canvas, made);
  const headings: Heading[] = [];
  if (context === null || chart.groups.size === 0) return headings;
  const graph = made.getGraph();
  for (const [group, name] of openGroups(chart)) {
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
    headings.push({ name, left, right, top, bottom });
  }
  return headings;
}

/** The groups that are drawn as an area with a name; one that is collapsed is one item, which bears its name. */
export const openGroups = (chart: ChartDocument): [string, string][] => [...chart.groups].filter(([group]) => !chart.collapsed.has(group));

interface Spot {
  x: number;
  y: number;
  size: number;
}

function spotOf(made: Drawing, id: string): Spot | null {
  const shown = id === "" ? undefined : made.getNodeDisplayData(id);
  if (shown === undefined) return null;
  const at = made.framedGraphToViewport(shown);
  return { x: at.x, y: at.y, size: made.scaleSize(shown.size) };
}

/** Where the handle of an item is in the window; null where the item is too small to have one. */
export function handleOf(made: Drawing, id: string): { x: number; y: number } | null {
  const spot = spotOf(made, id);
  return spot === null || spot.size < SMALL ? null : { x: spot.x + spot.size * HANDLE + HANDLE_SIZE / 2, y: spot.y };
}

/** How much of each item is not on the chart, how many it stands for, which are pinned; what is lit up, where the keyboard is, and a link on its way. */
export function drawAbove(context: CanvasRenderingContext2D, made: Drawing, marks: Marks, lit: ReadonlySet<string>, palette: Palette, count: (value: number) => string): void {
  const graph = made.getGraph();
  const { width, height } = made.getDimensions();
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const id of lit) {
    const spot = graph.hasNode(id) ? spotOf(made, id) : null;
    if (spot !== null) circle(context, spot, Math.max(7, spot.size * 1.45 + 4), palette.lit, 3);
  }
  graph.forEachNode((id, look) => {
    if (look.photo === null) return;
    const spot = spotOf(made, id);
    if (spot !== null && spot.x > -40 && spot.y > -40 && spot.x < width + 40 && spot.y < height + 40) face(context, spot, look.photo);
  });
  graph.forEachNode((id, look) => {
    if (look.away === 0 && !look.pinned && look.parts === 1) return;
    const spot = spotOf(made, id);
    if (spot === null || spot.size < SMALL || spot.x < -20 || spot.y < -20 || spot.x > width + 20 || spot.y > height + 20) return;
    const { x, y, size } = spot;
    if (look.away > 0) badge(context, x + size * 0.85, y - size * 0.85, `+${count(look.away)}`, palette.badge, palette.badgeText, palette.paper, size);
    if (look.parts > 1) badge(context, x - size * 0.95, y + size * 0.45, `×${count(look.parts)}`, palette.same, palette.paper, palette.paper, size);
    if (look.pinned) pinMark(context, x - size * 0.85, y - size * 0.85, palette);
  });
  const focused = marks.active && graph.hasNode(marks.focused) ? spotOf(made, marks.focused) : null;
  if (focused !== null) {
    const radius = Math.max(9, focused.size * 1.45 + 6);
    circle(context, focused, radius, palette.paper, 5);
    circle(context, focused, radius, palette.text, 2.5);
  }
  if (marks.rubber !== null) rubber(context, made, marks.rubber, palette);
  else if (marks.handle !== "" && graph.hasNode(marks.handle)) handle(context, handleOf(made, marks.handle), palette);
}

function circle(context: CanvasRenderingContext2D, { x, y }: Spot, radius: number, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

/** A photograph in place of the sign, inside its frame. */
function face(context: CanvasRenderingContext2D, { x, y, size }: Spot, photo: HTMLCanvasElement): void {
  const radius = size * 0.93;
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.clip();
  context.drawImage(photo, x - radius, y - radius, 2 * radius, 2 * radius);
  context.restore();
}

function handle(context: CanvasRenderingContext2D, at: { x: number; y: number } | null, palette: Palette): void {
  if (at === null) return;
  context.fillStyle = palette.chosen;
  context.strokeStyle = palette.paper;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(at.x, at.y, HANDLE_SIZE, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.strokeStyle = palette.chosenInk;
  context.beginPath();
  context.moveTo(at.x - 4, at.y);
  context.lineTo(at.x + 4, at.y);
  context.moveTo(at.x, at.y - 4);
  context.lineTo(at.x, at.y + 4);
  context.stroke();
}

function rubber(context: CanvasRenderingContext2D, made: Drawing, { from, x, y }: NonNullable<Marks["rubber"]>, palette: Palette): void {
  const start = spotOf(made, from);
  if (start === null) return;
  context.strokeStyle = palette.chosen;
  context.lineWidth = 2;
  context.setLineDash([6, 4]);
  context.beginPath();
  context.moveTo(start.x, start.y);
  context.lineTo(x, y);
  context.stroke();
  context.setLineDash([]);
}

function badge(context: CanvasRenderingContext2D, x: number, y: number, text: string, colour: string, ink: string, paper: string, size: number): void {
  const height = Math.min(15, Math.max(10, size * 1.1));
  context.font = `600 ${height * 0.72}px ${FONT}`;
  context.direction = "ltr";
  const width = Math.max(height, context.measureText(text).width + height * 0.6);
  context.fillStyle = colour;
  context.strokeStyle = paper;
  context.lineWidth = 1.5;
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, height / 2);
  context.fill();
  context.stroke();
  context.fillStyle = ink;
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
