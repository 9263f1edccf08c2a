import type { ChartDocument } from "@/core/chart/document";
import { endsOf, type Known, type Line, type Pair } from "@/core/chart/known";
import { type Styled, UNSTYLED } from "@/core/chart/styles";
import type { Words } from "@/core/vocabulary";
import { CHOSEN_ICONS, ICON_PATHS } from "@/design/Icon";
import { firstStrong } from "@/design/direction";
import { shortened } from "@/design/labels";

import { ICONS } from "./atlas";
import { captionOf, edgeLook, lineStyle, outlineOf, type Palette, RADIUS } from "./look";
import { outline } from "./outline";
import { type About, escaped, sheetOf } from "./sheet";
import { sizeOf, textSvg } from "./written";

/** Pictures and tables of a chart for other programs; each says what it shows, what that rests on, when it was made, by whom, and how much is not on it. */

const UNIT = 66;
const FONTS = "Tahqiq Sans, Tahqiq Signs, Noto Sans Arabic, Noto Sans, sans-serif";

/** A chart as SVG 1.1. Labels are text, so that they can be searched and read aloud. */
export function svgOf(chart: ChartDocument, known: Known, pairs: ReadonlyMap<string, Pair>, words: Words, palette: Palette, about: About, said: (pair: Pair, turned: boolean) => string, styled: Styled = UNSTYLED): string {
  const items = [...chart.items];
  const all = [...pairs.values()];
  const xs = items.map(([, item]) => item.x * UNIT);
  const ys = items.map(([, item]) => item.y * UNIT);
  const texts = [...chart.texts.values()].map((text) => ({ text, x: text.x * UNIT, y: text.y * UNIT, ...sizeOf(text) }));
  const [left, top] = [least([...xs.map((x) => x - 90), ...texts.map(({ x }) => x - 12)]), least([...ys.map((y) => y - 60), ...texts.map(({ y }) => y - 12)])];
  const [width, height] = [most([...xs.map((x) => x + 90), ...texts.map((one) => one.x + one.width + 12)]) - left, most([...ys.map((y) => y + 60), ...texts.map((one) => one.y + one.height + 12)]) - top];
  const written = texts.map(({ text, x, y }) => {
    const item = text.of === undefined ? undefined : chart.items.get(text.of);
    return textSvg(text, x, y, item === undefined ? null : [item.x * UNIT, item.y * UNIT], palette, escaped);
  });
  const sheet = sheetOf(chart, known, words, palette, about, { left, top, width, height }, { possible: all.some((pair) => pair.sort === "possible"), same: all.some((pair) => pair.sort === "same") });
  const lines = all.map((pair) => lineOf(pair, chart, palette, styled));
  const labels = all.map((pair) => labelOf(pair, chart, palette, said));
  const nodes = items.map(([id, item]) => {
    const schema = known.items.get(id)?.schema ?? "Thing";
    const { shape, family, icon } = outlineOf(words, schema);
    const label = captionOf(id, known, item.apart === true);
    const style = styled.items[id];
    const colour = (style?.look.colour ?? "") || palette.families[family];
    const size = RADIUS * (style?.look.size ?? 0) || RADIUS;
    const scale = (size * 1.15) / 24;
    const chosen = CHOSEN_ICONS.find((name) => name === style?.look.icon);
    return (
      `<g transform="translate(${(item.x * UNIT).toFixed(1)} ${(item.y * UNIT).toFixed(1)})"><title>${escaped(label)} (${escaped(words.type(schema))})</title>` +
      `<g fill="${palette.fill}" stroke="${(style?.look.frame ?? "") || colour}" stroke-width="1.4">${outline(shape, size)}</g>` +
      `<path d="${ICON_PATHS[chosen ?? ICONS[icon] ?? "thing"]}" transform="translate(${-12 * scale} ${-12 * scale}) scale(${scale})" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>` +
      `<text y="${size + 14}" text-anchor="middle" direction="${firstStrong(label)}" unicode-bidi="embed" paint-order="stroke" stroke="${palette.paper}" stroke-width="3" fill="${palette.text}">${escaped(shortened(label))}</text>` +
      (style?.words ?? []).map((word, at) => `<text y="${size + 28 + at * 13}" font-size="10" text-anchor="middle" direction="${firstStrong(word)}" unicode-bidi="embed" paint-order="stroke" stroke="${palette.paper}" stroke-width="3" fill="${palette.quiet}">${escaped(shortened(word))}</text>`).join("") +
      "</g>"
    );
  });
  const box = [sheet.left, sheet.top, sheet.width, sheet.height].map((value) => value.toFixed(0));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(" ")}" width="${box[2]}" height="${box[3]}" font-family="${FONTS}" font-size="12">` +
    `<title>${escaped(about.title)}</title><desc>${escaped([...about.heads, about.footer].join(" · "))}</desc><rect x="${box[0]}" y="${box[1]}" width="100%" height="100%" fill="${palette.paper}"/>` +
    `<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0 8 4 0 8z" fill="${palette.line}"/></marker></defs>` +
    `${groupsOf(chart, palette)}${lines.join("")}${nodes.join("")}${labels.join("")}${written.join("")}${sheet.around}</svg>`
  );
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), values[0] ?? 0);

/** Groups as areas behind their items, with their names. */
function groupsOf(chart: ChartDocument, palette: Palette): string {
  return [...chart.groups]
    .map(([group, name]) => {
      const inside = [...chart.items.values()].filter((item) => item.group === group);
      if (inside.length === 0) return "";
      const [xs, ys] = [inside.map((item) => item.x * UNIT), inside.map((item) => item.y * UNIT)];
      const [x, y] = [least(xs) - 34, least(ys) - 40];
      return (
        `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${(most(xs) + 34 - x).toFixed(1)}" height="${(most(ys) + 38 - y).toFixed(1)}" rx="14" fill="${palette.group}"/>` +
        `<text x="${(x + 12).toFixed(1)}" y="${(y + 15).toFixed(1)}" font-weight="700" direction="${firstStrong(name)}" text-anchor="${firstStrong(name) === "rtl" ? "end" : "start"}" fill="${palette.text}">${escaped(name)}</text>`
      );
    })
    .join("");
}

function lineOf(pair: Pair, chart: ChartDocument, palette: Palette, styled: Styled): string {
  const [a, b] = [chart.items.get(pair.a), chart.items.get(pair.b)];
  if (a === undefined || b === undefined) return "";
  const [x1, y1, x2, y2] = [a.x * UNIT, a.y * UNIT, b.x * UNIT, b.y * UNIT];
  const far = Math.hypot(x2 - x1, y2 - y1) || 1;
  const short = pair.directed ? (RADIUS + 3) / far : 0;
  const { dash: [on, off], color, size } = edgeLook(pair, palette, lineStyle(pair, styled), "");
  const dash = off === 0 ? "" : ` stroke-dasharray="${on} ${off}"`;
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${(x2 - (x2 - x1) * short).toFixed(1)}" y2="${(y2 - (y2 - y1) * short).toFixed(1)}" stroke="${color}" stroke-width="${size.toFixed(1)}"${dash}${pair.directed ? ' marker-end="url(#head)"' : ""}/>`;
}

/** What a line says, in its middle. */
function labelOf(pair: Pair, chart: ChartDocument, palette: Palette, said: (pair: Pair, turned: boolean) => string): string {
  const [a, b] = [chart.items.get(pair.a), chart.items.get(pair.b)];
  if (a === undefined || b === undefined) return "";
  const text = said(pair, b.x < a.x);
  if (text === "") return "";
  const [x, y] = [((a.x + b.x) / 2) * UNIT, ((a.y + b.y) / 2) * UNIT];
  return `<text x="${x.toFixed(1)}" y="${(y + 3).toFixed(1)}" font-size="9" text-anchor="middle" direction="${firstStrong(text)}" unicode-bidi="embed" paint-order="stroke" stroke="${palette.paper}" stroke-width="3" fill="${palette.quiet}">${escaped(text)}</text>`;
}

/** What a spreadsheet would take for a formula or turn into a number: as `tahqiq.formats.neutral` of the server has it. */
const RISKY = /^(?:[\s\p{Cc}]*[=+\-@＝＋－＠]|[\t\r\n']|0[0-9]+\n?$|[0-9]{12,}\n?$|[0-9]+[eE][0-9]+\n?$)/u;

/** A cell of a CSV file: quoted where needed; a number stays one, and text that a spreadsheet would execute or change gets one apostrophe in front. */
export function cell(value: string | number): string {
  const text = typeof value === "string" && RISKY.test(value) ? `'${value}` : String(value);
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Items and lines of a chart as CSV (RFC 4180, UTF-8 with byte-order mark so that sheets read Arabic). */
export function csvOf(chart: ChartDocument, known: Known, lines: readonly Line[], words: Words, heads: readonly string[], said: { strength: (name: string) => string; source: (id: string) => string }): string {
  const name = (id: string) => captionOf(id, known, chart.items.get(id)?.apart === true);
  const rows: (string | number)[][] = [[...heads]];
  for (const id of chart.items.keys()) rows.push(["item", id, name(id), words.type(known.items.get(id)?.schema ?? ""), "", "", "", "", "", "", "", "", "", "", chart.groups.get(chart.items.get(id)?.group ?? "") ?? ""]);
  for (const line of lines) rows.push(["line", line.id, name(line.a), "", name(line.b), words.link(line.kind, line.label, endsOf(line, known)), said.strength(line.strength), line.weight, line.events.out, line.events.in, line.records, line.first, line.last, line.sources.map(said.source).join("; "), ""]);
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
