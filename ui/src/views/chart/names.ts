import { type Point, pointAt } from "@/core/chart/routes";
import { firstStrong } from "@/design/direction";
import { LABEL_MOST, shortened, Written } from "@/design/labels";

import type { Drawing } from "./drawn";
import type { Palette } from "./look";
import { placed, type Side } from "./placing";

/**
 * The names on a chart: none lies on another. Who is hovered, focused or selected comes first, then who is lit up, then who has most lines here; what has no
 * room is left out and comes when it is hovered or when there is more room. Each name is written in its own direction.
 */

export const FONT = "'Tahqiq Sans', 'Tahqiq Signs', sans-serif";
const SIZE = 13;
const LINE_SIZE = 11;
const HEIGHT = SIZE + 3;
/** Below this radius in pixels only the most linked are named. */
const SMALL = 6;
const MOST = 220;
const MOST_SMALL = 40;
/** Above so many items in sight names may lie over the signs of others: there is no free place left otherwise. */
const SIGNS_MOST = 400;
const FIRST_MOST = 80;
/** No name is cut by the edge of the window. */
const EDGE = 4;
const HOVERED_MOST = 80;
/** Shorter lines have no room for what they say, but a few digits. */
/** Lines of words below a name. */
const WORDS_MOST = 6;
const LINE_SHORT = 110;
/** What the signs at its ends take of a line. */
const LINE_ENDS = 50;
const LINE_MOST = 40;

export interface First {
  /** Named whatever is in the way, with all of its name. */
  hovered: ReadonlySet<string>;
  /** Named before others. */
  chosen: Iterable<string>;
}

interface Spot {
  id: string;
  x: number;
  y: number;
  size: number;
  label: string;
  hovered: boolean;
  /** Below the name. */
  words: readonly string[];
}

/** A group in the window: its name and its area. */
export interface Heading {
  name: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const widths = new Map<string, number>();

/** Measure anew: widths that were taken before a font had come are those of another font. */
export const forgetWidths = (): void => {
  widths.clear();
};

function widthOf(context: CanvasRenderingContext2D, text: string, size: number): number {
  const key = `${size} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > 20_000) widths.clear();
  const width = context.measureText(text).width;
  widths.set(key, width);
  return width;
}

/** At which side of its item each name stands, by drawing: names do not jump when something else changes. */
const stood = new WeakMap<Drawing, Map<string, Side>>();

type Box = readonly [left: number, top: number, width: number, height: number];
const standing = new WeakMap<Drawing, readonly Box[]>();

/** Where names stand since they were written last, in the window. */
export const namesStanding = (made: Drawing): readonly Box[] => standing.get(made) ?? [];

/** Writes the names of what is in sight; `order` are all items, the most important first. Returns how many have none. */
export function drawNames(context: CanvasRenderingContext2D, made: Drawing, order: readonly string[], headings: readonly Heading[], first: First, lines: boolean, palette: Palette): number {
  const written = new Written();
  const { width, height } = made.getDimensions();
  const spots = inSight(made, order, first, width, height);
  const small = spots.length > 0 && (spots[0]?.size ?? 0) < SMALL;
  if (!small && spots.length <= SIGNS_MOST) for (const { x, y, size } of spots) written.put(x - size, y - size, 2 * size, 2 * size);
  context.lineJoin = "round";
  context.textBaseline = "top";
  context.textAlign = "left";
  context.font = `${SIZE}px ${FONT}`;
  drawHeadings(context, headings, written, { width, height }, palette);
  const said = spots.map((spot) => {
    const text = shortened(spot.label, spot.hovered ? HOVERED_MOST : LABEL_MOST);
    const below = spot.words.map((word) => shortened(word, LINE_MOST));
    const own = widthOf(context, text, SIZE);
    return { ...spot, text, below, own, line: HEIGHT, high: HEIGHT + below.length * (LINE_SIZE + 3), wide: Math.max(own, ...below.map((word) => widthOf(context, word, SIZE))) };
  });
  const sides = stood.get(made) ?? new Map<string, Side>();
  stood.set(made, sides);
  const places = placed(said, written, sides, width, small ? MOST_SMALL : MOST);
  standing.set(made, said.flatMap(({ id, wide, high }): Box[] => { const at = places.get(id); return at === undefined ? [] : [[at.left, at.top, wide, high]]; }));
  for (const { id, text, below, own, wide, hovered } of said) {
    const at = places.get(id);
    if (at === undefined) continue;
    write(context, text, at.left + (wide - own) / 2, at.top, own, palette.text, palette.paper, hovered);
    if (below.length === 0) continue;
    context.font = `${LINE_SIZE}px ${FONT}`;
    for (const [row, word] of below.entries()) {
      const broad = context.measureText(word).width;
      write(context, word, at.left + (wide - broad) / 2, at.top + HEIGHT + row * (LINE_SIZE + 3), broad, palette.quiet, palette.paper, hovered);
    }
    context.font = `${SIZE}px ${FONT}`;
  }
  if (lines && !small) drawLineNames(context, made, written, palette);
  return spots.length - places.size;
}

/** Names of groups, before all others, which keep clear of them: above the area, else below it, else inside it at the edge of the window, which cuts none; the largest group first. */
function drawHeadings(context: CanvasRenderingContext2D, headings: readonly Heading[], written: Written, { width, height }: { width: number; height: number }, palette: Palette): void {
  for (const { name, left, right, top, bottom } of [...headings].sort((a, b) => b.right - b.left - (a.right - a.left))) {
    if (right < 0 || left > width || bottom < 0 || top > height) continue;
    const text = shortened(name);
    const wide = widthOf(context, text, SIZE);
    const x = Math.max(EDGE, Math.min((left + right - wide) / 2, width - wide - EDGE));
    const [above, below] = [top - HEIGHT - 2, bottom + 2];
    const inside = (at: number) => Math.max(EDGE, Math.min(at, height - HEIGHT - EDGE));
    const y = [above, below].find((at) => at === inside(at) && written.free(x - 2, at, wide + 4, HEIGHT)) ?? inside(above);
    written.put(x - 2, y, wide + 4, HEIGHT);
    write(context, text, x, y, wide, palette.text, palette.paper, false);
  }
}

/** Items in the window with where they are, hovered first, then chosen, then by importance. */
function inSight(made: Drawing, order: readonly string[], first: First, width: number, height: number): Spot[] {
  const graph = made.getGraph();
  const spots: Spot[] = [];
  const taken = new Set<string>();
  const put = (id: string, hovered: boolean) => {
    if (taken.has(id) || !graph.hasNode(id)) return;
    const shown = made.getNodeDisplayData(id);
    if (shown === undefined) return;
    const at = made.framedGraphToViewport(shown);
    if (at.x < -40 || at.y < -20 || at.x > width + 40 || at.y > height + 20) return;
    taken.add(id);
    spots.push({ id, x: at.x, y: at.y, size: made.scaleSize(shown.size), label: graph.getNodeAttribute(id, "label"), words: graph.getNodeAttribute(id, "words").slice(0, WORDS_MOST), hovered });
  };
  for (const id of first.hovered) put(id, true);
  let left = FIRST_MOST;
  for (const id of first.chosen) {
    if (left === 0) break;
    put(id, false);
    left -= 1;
  }
  for (const id of order) put(id, false);
  return spots;
}

function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, width: number, colour: string, paper: string, box: boolean): void {
  const direction = firstStrong(text);
  context.direction = direction;
  context.textAlign = direction === "rtl" ? "right" : "left";
  const at = direction === "rtl" ? x + width : x;
  if (box) {
    context.fillStyle = paper;
    context.fillRect(x - 3, y - 1, width + 6, HEIGHT + 1);
  }
  context.lineWidth = 3;
  context.strokeStyle = paper;
  context.fillStyle = colour;
  context.strokeText(text, at, y);
  context.fillText(text, at, y);
}

/** Where along a line its words are tried, nearest to the middle first. */
export const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73] as const;

/** What lines say, as near to the middle as there is room, on those that are long enough. */
function drawLineNames(context: CanvasRenderingContext2D, made: Drawing, written: Written, palette: Palette): void {
  const { width, height } = made.getDimensions();
  context.font = `${LINE_SIZE}px ${FONT}`;
  made.getGraph().forEachEdge((_, look, from, to) => {
    if (look.label === "") return;
    const [start, end] = [made.getNodeDisplayData(from), made.getNodeDisplayData(to)];
    if (start === undefined || end === undefined) return;
    const way = (look.points ?? [[start.x, start.y], [end.x, end.y]]).map(([x, y]): Point => { const at = made.framedGraphToViewport({ x, y }); return [at.x, at.y]; });
    const [a, b] = [way[0] ?? [0, 0], way.at(-1) ?? [0, 0]];
    const text = shortened(look.label, LINE_MOST);
    const wide = widthOf(context, text, LINE_SIZE);
    if (Math.hypot(a[0] - b[0], a[1] - b[1]) < Math.min(LINE_SHORT, wide + LINE_ENDS)) return;
    for (const share of ALONG) {
      const [x, y] = pointAt(way, share).at;
      if (x < 0 || y < 0 || x > width || y > height || !written.take(x - wide / 2 - 2, y - LINE_SIZE / 2 - 1, wide + 4, LINE_SIZE + 2)) continue;
      context.fillStyle = palette.paper; // the line does not run through its words
      context.fillRect(x - wide / 2 - 1, y - LINE_SIZE / 2 - 1, wide + 2, LINE_SIZE + 2);
      write(context, text, x - wide / 2, y - LINE_SIZE / 2 - 1, wide, palette.quiet, palette.paper, false);
      return;
    }
  });
}
