import type { ChartDocument } from "@/core/chart/document";
import type { Known, Line, Pair } from "@/core/chart/known";
import type { Words } from "@/core/vocabulary";
import { ICON_PATHS } from "@/design/Icon";
import { firstStrong } from "@/design/direction";
import { shortened } from "@/design/labels";

import { ICONS } from "./atlas";
import { captionOf, edgeLook, outlineOf, type Palette, RADIUS } from "./look";
import type { Shape } from "./signs";

/** Pictures and tables of a chart for other programs; each says when it was made, by whom, and how much is not on it. */

const UNIT = 66;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, " ");

const polygon = (corners: readonly (readonly [number, number])[], radius: number): string => corners.map(([x, y]) => `${(x * radius).toFixed(1)},${(y * radius).toFixed(1)}`).join(" ");

function outline(shape: Shape, radius: number): string {
  switch (shape) {
    case "circle":
      return `<circle r="${radius}"/>`;
    case "square":
      return `<rect x="${-radius * 0.92}" y="${-radius * 0.92}" width="${radius * 1.84}" height="${radius * 1.84}" rx="2.5"/>`;
    case "pill":
      return `<rect x="${-radius * 1.3}" y="${-radius * 0.82}" width="${radius * 2.6}" height="${radius * 1.64}" rx="${radius * 0.82}"/>`;
    case "diamond":
      return `<polygon points="${polygon([[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]], radius)}"/>`;
    case "hexagon":
      return `<polygon points="${polygon([[-0.55, -0.95], [0.55, -0.95], [1.1, 0], [0.55, 0.95], [-0.55, 0.95], [-1.1, 0]], radius)}"/>`;
    case "triangle":
      return `<polygon points="${polygon([[0, -1.15], [1.15, 0.92], [-1.15, 0.92]], radius)}"/>`;
  }
}

export interface About {
  title: string;
  /** One line below the picture: who, when, what is left out. */
  footer: string;
}

/** A chart as SVG 1.1. Labels are text, so that they can be searched and read aloud. */
export function svgOf(chart: ChartDocument, known: Known, pairs: ReadonlyMap<string, Pair>, words: Words, palette: Palette, about: About): string {
  const items = [...chart.items];
  const xs = items.map(([, item]) => item.x * UNIT);
  const ys = items.map(([, item]) => item.y * UNIT);
  const [left, top] = [Math.min(0, ...xs) - 90, Math.min(0, ...ys) - 60];
  const [width, height] = [Math.max(0, ...xs) + 90 - left, Math.max(0, ...ys) + 90 - top];
  const lines = [...pairs.values()].map((pair) => lineOf(pair, chart, palette));
  const nodes = items.map(([id, item]) => {
    const schema = known.items.get(id)?.schema ?? "Thing";
    const { shape, family, icon } = outlineOf(words, schema);
    const label = captionOf(id, known, item.apart === true);
    const colour = palette.families[family];
    const scale = (RADIUS * 1.15) / 24;
    return (
      `<g transform="translate(${(item.x * UNIT).toFixed(1)} ${(item.y * UNIT).toFixed(1)})"><title>${escaped(label)} (${escaped(words.type(schema))})</title>` +
      `<g fill="${palette.fill}" stroke="${colour}" stroke-width="1.4">${outline(shape, RADIUS)}</g>` +
      `<path d="${ICON_PATHS[ICONS[icon] ?? "thing"]}" transform="translate(${-12 * scale} ${-12 * scale}) scale(${scale})" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>` +
      `<text y="${RADIUS + 14}" text-anchor="middle" direction="${firstStrong(label)}" unicode-bidi="embed" paint-order="stroke" stroke="${palette.paper}" stroke-width="3" fill="${palette.text}">${escaped(shortened(label))}</text></g>`
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left.toFixed(0)} ${top.toFixed(0)} ${width.toFixed(0)} ${height.toFixed(0)}" width="${width.toFixed(0)}" height="${height.toFixed(0)}" font-family="Noto Sans Arabic, Noto Sans, sans-serif" font-size="12">` +
    `<title>${escaped(about.title)}</title><desc>${escaped(about.footer)}</desc><rect x="${left.toFixed(0)}" y="${top.toFixed(0)}" width="100%" height="100%" fill="${palette.paper}"/>` +
    `<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 8 4 0 8z" fill="${palette.line}"/></marker></defs>` +
    `${lines.join("")}${nodes.join("")}` +
    `<text x="${left + 12}" y="${top + height - 12}" font-size="10" fill="${palette.quiet}">${escaped(about.footer)}</text></svg>`
  );
}

function lineOf(pair: Pair, chart: ChartDocument, palette: Palette): string {
  const [a, b] = [chart.items.get(pair.a), chart.items.get(pair.b)];
  if (a === undefined || b === undefined) return "";
  const [x1, y1, x2, y2] = [a.x * UNIT, a.y * UNIT, b.x * UNIT, b.y * UNIT];
  const far = Math.hypot(x2 - x1, y2 - y1) || 1;
  const short = pair.directed ? (RADIUS + 3) / far : 0;
  const { dash: [on, off], color, size } = edgeLook(pair, palette, "");
  const dash = off === 0 ? "" : ` stroke-dasharray="${on} ${off}"`;
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${(x2 - (x2 - x1) * short).toFixed(1)}" y2="${(y2 - (y2 - y1) * short).toFixed(1)}" stroke="${color}" stroke-width="${size.toFixed(1)}"${dash}${pair.directed ? ' marker-end="url(#head)"' : ""}/>`;
}

/** A cell of a CSV file: quoted where needed; text that a sheet would take for a formula is written as text. */
export function cell(value: string | number): string {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d[\d\s]*$/.test(text) ? `'${text}` : text;
  return /[",\n\r;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Items and lines of a chart as CSV (RFC 4180, UTF-8 with byte-order mark so that sheets read Arabic). */
export function csvOf(chart: ChartDocument, known: Known, lines: readonly Line[], words: Words, heads: readonly string[]): string {
  const name = (id: string) => captionOf(id, known, chart.items.get(id)?.apart === true);
  const rows: (string | number)[][] = [[...heads]];
  for (const id of chart.items.keys()) rows.push(["item", id, name(id), words.type(known.items.get(id)?.schema ?? ""), "", "", "", "", "", "", ""]);
  for (const line of lines) rows.push(["line", line.id, name(line.a), "", name(line.b), words.link(line.kind, line.label), line.strength, line.weight, line.first, line.last, line.sources.join(" ")]);
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Hands a file over as a download. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 10_000);
}
