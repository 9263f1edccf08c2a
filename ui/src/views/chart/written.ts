import type { Text } from "@/core/chart/document";
import { firstStrong } from "@/design/direction";
import { Written } from "@/design/labels";

import type { Drawing } from "./drawn";
import { freePlace } from "./freePlace";
import { type Palette, RADIUS } from "./look";
import { namesStanding } from "./names";

/** How large the letters of a text are, in units of the picture. */
export const TEXT_SIZE: Record<Text["kind"], number> = { title: 20, text: 12, note: 12, source: 11 };
export const TEXT_ROOM = 6;
const LEAST = 0.35;
const MOST = 2;
/** Words of notes and call-outs are read beside names, not above them. */
const MOST_BESIDE = 1.15;

/** The signs in the window, their names, and what stands in front of the drawing (legend, frame), over which no note or call-out may lie. */
function inTheWay(box: HTMLElement, made: Drawing): Written {
  const taken = new Written();
  const { width, height } = made.getDimensions();
  made.getGraph().forEachNode((id) => {
    const shown = made.getNodeDisplayData(id);
    if (shown === undefined) return;
    const { x, y } = made.framedGraphToViewport(shown);
    const radius = made.scaleSize(shown.size) * 1.3 + 2;
    if (x > -radius && y > -radius && x < width + radius && y < height + radius) taken.put(x - radius, y - radius, 2 * radius, 2 * radius);
  });
  for (const [left, top, wide, high] of namesStanding(made)) taken.put(left, top, wide, high);
  const own = box.getBoundingClientRect();
  for (const one of box.closest("[data-stage]")?.querySelectorAll("[data-legend], [data-frame-head]") ?? []) {
    const { x, y, width: wide, height: high } = one.getBoundingClientRect();
    taken.put(x - own.x, y - own.y, wide, high);
  }
  return taken;
}

/** Puts the texts of a chart, and the lines from notes to their items, where the camera sees them: asked after every picture. A note or call-out that would lie over a sign, the legend or another stands beside. */
export function placeTexts(box: HTMLElement | null, made: Drawing | null): void {
  if (box === null || made === null) return;
  const usual = Math.min(MOST, Math.max(LEAST, made.scaleSize(RADIUS) / RADIUS));
  const texts = [...box.querySelectorAll<HTMLElement>("[data-text]")];
  const taken = texts.some((one) => one.dataset["about"] !== undefined) ? inTheWay(box, made) : null;
  for (const one of texts) {
    const beside = one.dataset["about"] !== undefined;
    const scale = beside ? Math.min(MOST_BESIDE, usual) : usual;
    const put = made.graphToViewport({ x: Number(one.dataset["x"]), y: -Number(one.dataset["y"]) });
    const [left, top] = beside && taken !== null && one.dataset["dragged"] === undefined ? freePlace(put.x, put.y, one.offsetWidth * scale, one.offsetHeight * scale, taken) : [put.x, put.y];
    const at = { x: left, y: top };
    one.style.transform = `translate(${at.x}px, ${at.y}px) scale(${scale})`;
    const line = box.querySelector(`line[data-of-text="${one.dataset["text"] ?? ""}"]`);
    const item = line?.getAttribute("data-item") ?? "";
    if (line === null || !made.getGraph().hasNode(item)) {
      line?.setAttribute("visibility", "hidden");
      continue;
    }
    const to = made.graphToViewport(made.getGraph().getNodeAttributes(item));
    const ends = { x1: at.x + (one.offsetWidth * scale) / 2, y1: at.y + (one.offsetHeight * scale) / 2, x2: to.x, y2: to.y };
    for (const [name, value] of Object.entries(ends)) line.setAttribute(name, value.toFixed(1));
    line.setAttribute("visibility", "visible");
  }
}

/** Letters of a line of a text. */
const LONGEST = 44;

/** The lines of a text: those that somebody wrote, a long one broken between its words, as on paper (`tahqiq.products.paper.written`). */
export const linesOf = (text: string): string[] => text.split("\n").flatMap((line) => broken(Array.from(line).length > LONGEST ? line.trim() : line));

/** A word that is longer than a line is cut. */
function broken(line: string): string[] {
  const made: string[] = [];
  let left = Array.from(line);
  while (left.length > LONGEST) {
    const space = left.lastIndexOf(" ", LONGEST);
    const cut = space > 0 ? space : LONGEST;
    made.push(left.slice(0, cut).join("").trimEnd());
    left = Array.from(left.slice(cut).join("").trimStart());
  }
  return [...made, left.join("")];
}

/** About how large a text is in units of the picture: letters are a little over half as wide as high. */
export function sizeOf({ text, kind }: Text): { width: number; height: number; lines: readonly string[] } {
  const lines = linesOf(text);
  const size = TEXT_SIZE[kind];
  return { width: Math.max(...lines.map((line) => line.length)) * size * 0.58 + 2 * TEXT_ROOM, height: lines.length * size * 1.35 + 2 * TEXT_ROOM, lines };
}

/** Units of the picture between two items that are one unit of the chart apart. */
const APART = 66;

/** What a camera has to hold of the texts of a chart: two corners of each, in units of the chart. */
export const cornersOf = (texts: ReadonlyMap<string, Text>): { x: number; y: number }[] =>
  [...texts.values()].flatMap((text) => { const { width, height } = sizeOf(text); return [{ x: text.x, y: text.y }, { x: text.x + width / APART, y: text.y + height / APART }]; });

/** A text as SVG with its left upper corner at (x, y); `to` where the item stands that a note is about. */
export function textSvg(text: Text, x: number, y: number, to: readonly [number, number] | null, palette: Palette, escaped: (text: string) => string): string {
  const { width, height, lines } = sizeOf(text);
  const size = TEXT_SIZE[text.kind];
  const box = text.kind === "title" ? "" : `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" rx="3" fill="${palette.paper}" stroke="${text.kind === "note" ? palette.lit : text.kind === "source" ? palette.text : palette.faint}"/>`;
  const line = to === null ? "" : `<path d="M${(x + width / 2).toFixed(1)} ${(y + height / 2).toFixed(1)}L${to[0].toFixed(1)} ${to[1].toFixed(1)}" stroke="${palette.lit}" stroke-dasharray="3 3"/>`;
  const words = lines.map((one, at) => {
    const rtl = firstStrong(one) === "rtl";
    return `<text x="${(rtl ? x + width - TEXT_ROOM : x + TEXT_ROOM).toFixed(1)}" y="${(y + TEXT_ROOM + size * (1 + 1.35 * at)).toFixed(1)}" font-size="${size}" direction="${rtl ? "rtl" : "ltr"}" unicode-bidi="embed"${text.kind === "title" ? ' font-weight="700"' : ""} fill="${palette.text}">${escaped(one)}</text>`;
  });
  return `<g>${line}${box}${words.join("")}</g>`;
}
