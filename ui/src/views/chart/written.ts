import type { Text } from "@/core/chart/document";
import { firstStrong } from "@/design/direction";

import type { Drawing } from "./drawn";
import { type Palette, RADIUS } from "./look";

/** How large the letters of a text are, in units of the picture. */
export const TEXT_SIZE: Record<Text["kind"], number> = { title: 20, text: 12, note: 12, source: 11 };
export const TEXT_ROOM = 6;
const LEAST = 0.35;
const MOST = 2;

/** Puts the texts of a chart, and the lines from notes to their items, where the camera sees them: asked after every picture. */
export function placeTexts(box: HTMLElement | null, made: Drawing | null): void {
  if (box === null || made === null) return;
  const scale = Math.min(MOST, Math.max(LEAST, made.scaleSize(RADIUS) / RADIUS));
  for (const one of box.querySelectorAll<HTMLElement>("[data-text]")) {
    const at = made.graphToViewport({ x: Number(one.dataset["x"]), y: -Number(one.dataset["y"]) });
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

/** About how large a text is in units of the picture: letters are a little over half as wide as high. */
export function sizeOf({ text, kind }: Text): { width: number; height: number; lines: readonly string[] } {
  const lines = text.split("\n");
  const size = TEXT_SIZE[kind];
  return { width: Math.max(...lines.map((line) => line.length)) * size * 0.58 + 2 * TEXT_ROOM, height: lines.length * size * 1.35 + 2 * TEXT_ROOM, lines };
}

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
