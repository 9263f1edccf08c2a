import type { ChartDocument } from "@/core/chart/document";
import { endsOf, type Known, type Line } from "@/core/chart/known";
import { NO_PHOTOS, type Photo, type Photos } from "@/core/chart/photos";
import { type Point, pointAt } from "@/core/chart/routes";
import { type Strand, waysBetween } from "@/core/chart/strands";
import { type Styled, UNSTYLED } from "@/core/chart/styles";
import type { Words } from "@/core/vocabulary";
import { CHOSEN_ICONS, ICON_PATHS } from "@/design/Icon";
import { firstStrong } from "@/design/direction";
import { shortened, Written } from "@/design/labels";
import { separator } from "@/i18n/separator";

import { ICONS } from "./atlas";
import { captionOf, edgeLook, GROUP, lineStyle, outlineOf, type Palette, photoOf, RADIUS, sizeOf } from "./look";
import { ALONG } from "./names";
import { outline } from "./outline";
import { type Named, placed, placeOf } from "./placing";
import { type About, escaped, sheetOf } from "./sheet";
import { sizeOf as roomOfText, textSvg } from "./written";

/** Pictures and tables of a chart for other programs; each says what it shows, what that rests on, when it was made, by whom, and how much is not on it. */

const UNIT = 66;
const FONTS = "Tahqiq Sans, Tahqiq Signs, Noto Sans Arabic, Noto Sans, sans-serif";

/** A chart as SVG 1.1. Labels are text, so that they can be searched and read aloud. */
export function svgOf(chart: ChartDocument, known: Known, strands: readonly Strand[], words: Words, palette: Palette, about: About, said: (strand: Strand, turned: boolean) => string, styled: Styled = UNSTYLED, photos: Photos = NO_PHOTOS): string {
  const face = (id: string) => photoOf(chart.items.get(id), photos);
  const items = [...chart.items];
  const all = strands.map(({ pair }) => pair);
  const ways = waysBetween(chart, strands, (id) => sizeOf(chart.items.get(id), styled.items[id], face(id)));
  const bends = [...ways.values()].flatMap((way) => way.slice(1, -1));
  const xs = items.map(([, item]) => item.x * UNIT);
  const ys = items.map(([, item]) => item.y * UNIT);
  const texts = [...chart.texts.values()].map((text) => ({ text, x: text.x * UNIT, y: text.y * UNIT, ...roomOfText(text) }));
  const [left, top] = [least([...xs.map((x) => x - 90), ...bends.map(([x]) => x * UNIT - 12), ...texts.map(({ x }) => x - 12)]), least([...ys.map((y) => y - 60), ...bends.map(([, y]) => y * UNIT - 12), ...texts.map(({ y }) => y - 12)])];
  const [width, height] = [most([...xs.map((x) => x + 90), ...bends.map(([x]) => x * UNIT + 12), ...texts.map((one) => one.x + one.width + 12)]) - left, most([...ys.map((y) => y + 60), ...bends.map(([, y]) => y * UNIT + 12), ...texts.map((one) => one.y + one.height + 12)]) - top];
  const written = texts.map(({ text, x, y }) => {
    const item = text.of === undefined ? undefined : chart.items.get(text.of);
    return textSvg(text, x, y, item === undefined ? null : [item.x * UNIT, item.y * UNIT], palette, escaped);
  });
  const sheet = sheetOf(chart, known, words, palette, about, { left, top, width, height }, { possible: all.some((pair) => pair.sort === "possible"), same: all.some((pair) => pair.sort === "same") });
  const drawn = strands.flatMap((strand) => { const way = ways.get(strand.key); return way === undefined ? [] : [{ strand, way }]; });
  const room = (id: string): Room => {
    const item = chart.items.get(id);
    const names = [shortened(captionOf(id, known, item)), ...(item?.as === undefined ? (styled.items[id]?.words ?? []) : []).map((word) => shortened(word))];
    return { radius: RADIUS * sizeOf(item, styled.items[id], face(id)), wide: Math.max(...names.map((name) => roomOf(name, 12))), high: 13 * names.length };
  };
  const lines = drawn.map(({ strand, way }) => lineOf(strand, way, room, palette, styled));
  const taken = new Written();
  const spots = items.map(([id, item]): Named => { const { radius, wide, high } = room(id); return { id, x: item.x * UNIT - left, y: item.y * UNIT - top, size: radius, wide, high: high + 6, line: 13, hovered: false }; });
  for (const { x, y, size } of spots) taken.put(x + left - size * 1.3, y + top - size, size * 2.6, 2 * size);
  const free = new Written();
  for (const { x, y, size } of spots) free.put(x - size * 1.3, y - size, size * 2.6, 2 * size);
  const names = placed(spots, free, new Map(), width, Infinity);
  /** Middle and first line of the name of an item, seen from its sign: below it where there was no room anywhere. */
  const named = new Map(spots.map((spot) => { const [x, y] = placeOf(spot, names.get(spot.id)?.side ?? 0); return [spot.id, { x: x + spot.wide / 2 - spot.x, y: y - spot.y + 11 }] as const; }));
  const at = (id: string) => named.get(id) ?? { x: 0, y: 0 };
  for (const spot of spots) { const [x, y] = placeOf(spot, names.get(spot.id)?.side ?? 0); taken.put(x + left, y + top, spot.wide, spot.high); }
  const labels = drawn.map(({ strand, way }) => labelOf(strand, way, palette, said, taken));
  const nodes = items.map(([id, item]) => {
    const schema = known.items.get(id)?.schema ?? "Thing";
    const { shape, family, icon } = item.as === undefined ? outlineOf(words, schema) : GROUP;
    const label = captionOf(id, known, item);
    const style = styled.items[id];
    const colour = (style?.look.colour ?? "") || palette.families[family];
    const photo = face(id);
    const size = RADIUS * sizeOf(item, style, photo);
    const scale = (size * 1.15) / 24;
    const chosen = CHOSEN_ICONS.find((name) => name === style?.look.icon);
    return (
      `<g transform="translate(${(item.x * UNIT).toFixed(1)} ${(item.y * UNIT).toFixed(1)})"><title>${escaped(label)} (${escaped(words.type(schema))})</title>` +
      (photo !== undefined ? faceSvg(photo, size, (style?.look.frame ?? "") || colour, palette) :
      `<g fill="${palette.fill}" stroke="${(style?.look.frame ?? "") || colour}" stroke-width="1.4">${outline(shape, size)}</g>` +
      `<path d="${ICON_PATHS[chosen ?? ICONS[icon] ?? "thing"]}" transform="translate(${-12 * scale} ${-12 * scale}) scale(${scale})" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`) +
      `<text x="${at(id).x.toFixed(1)}" y="${at(id).y.toFixed(1)}" text-anchor="middle" direction="${firstStrong(label)}" unicode-bidi="embed" paint-order="stroke" stroke="${palette.paper}" stroke-width="3" fill="${palette.text}">${escaped(shortened(label))}</text>` +
      (item.as === undefined ? "" : `<text x="${(size * 0.95).toFixed(1)}" y="${(-size * 0.75).toFixed(1)}" font-size="10" font-weight="700" text-anchor="middle" direction="ltr" paint-order="stroke" stroke="${palette.paper}" stroke-width="3" fill="${palette.text}">×${escaped(about.say.count(item.as.count))}</text>`) +
      (item.as === undefined ? (style?.words ?? []) : []).map((word, row) => `<text x="${at(id).x.toFixed(1)}" y="${(at(id).y + 14 + row * 13).toFixed(1)}" font-size="10" text-anchor="middle" direction="${firstStrong(word)}" unicode-bidi="embed" paint-order="stroke" stroke="${palette.paper}" stroke-width="3" fill="${palette.quiet}">${escaped(shortened(word))}</text>`).join("") +
      "</g>"
    );
  });
  const box = [sheet.left, sheet.top, sheet.width, sheet.height].map((value) => value.toFixed(0));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(" ")}" width="${box[2]}" height="${box[3]}" font-family="${FONTS}" font-size="12">` +
    `<title>${escaped(about.title)}</title><desc>${escaped([...about.heads, about.footer].join(separator()))}</desc><rect x="${box[0]}" y="${box[1]}" width="100%" height="100%" fill="${palette.paper}"/>` +
    `${groupsOf(chart, palette)}${lines.join("")}${nodes.join("")}${labels.join("")}${written.join("")}${sheet.around}</svg>`
  );
}

/** A photograph in its frame. */
const faceSvg = (photo: Photo, size: number, colour: string, palette: Palette): string =>
  `<clipPath id="face-${size}"><circle r="${size}"/></clipPath><circle r="${size}" fill="${palette.fill}"/><image x="${-size}" y="${-size}" width="${2 * size}" height="${2 * size}" clip-path="url(#face-${size})" href="${photo.data}"/><circle r="${size}" fill="none" stroke="${colour}" stroke-width="2"/>`;

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

/** What an item takes: the radius of its sign, and the width and height of the words below it. */
interface Room {
  radius: number;
  wide: number;
  high: number;
}

/** How far from the middle of an item a head stands that leaves it along `way`: outside its sign, and below its words where it would lie under them. */
function gap(way: readonly Point[], { radius, wide, high }: Room): number {
  const [[x1, y1], [x2, y2]] = [way[0] ?? [0, 0], way[1] ?? [0, 1]];
  const far = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / far, (y2 - y1) / far];
  const below = uy > 0.05 ? (radius + 5 + high) / uy : 0;
  return Math.max(radius + 3, Math.abs(ux * below) < wide / 2 + 3 ? below : 0);
}

/** A line along its way, from sign to sign, with heads where it points. */
function lineOf(strand: Strand, way: readonly Point[], room: (id: string) => Room, palette: Palette, styled: Styled): string {
  const { dash: [on, off], color, size: width } = edgeLook(strand, palette, lineStyle(strand.pair, styled), "");
  const head = 6 + width;
  const ends = ([["none", strand.from], [strand.heads === "none" ? "none" : "end", strand.to]] as const).map(([sort, id], at) => {
    const pointed = sort === "end" || (at === 0 && strand.heads === "both");
    return { pointed, cut: pointed ? gap(at === 0 ? way : way.toReversed(), room(id)) : 0 };
  });
  const [begins, stops] = [ends[0] ?? { pointed: false, cut: 0 }, ends[1] ?? { pointed: false, cut: 0 }];
  const pixels = way.map(([x, y]): Point => [x * UNIT, y * UNIT]);
  const cut = shortenedWay(pixels, begins.cut + (begins.pointed ? head * 0.8 : 0), stops.cut + (stops.pointed ? head * 0.8 : 0));
  const dash = off === 0 ? "" : ` stroke-dasharray="${on} ${off}"`;
  const path = `<path d="M${cut.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}" fill="none" stroke="${color}" stroke-width="${width.toFixed(1)}"${dash}/>`;
  const tips = [...(begins.pointed ? [headAt(pixels.toReversed(), begins.cut, head, color)] : []), ...(stops.pointed ? [headAt(pixels, stops.cut, head, color)] : [])];
  return path + tips.join("");
}

const lengthOf = (way: readonly Point[]): number => way.slice(1).reduce((sum, [x, y], at) => sum + Math.hypot(x - (way[at]?.[0] ?? 0), y - (way[at]?.[1] ?? 0)), 0);

/** A way without so much of its beginning and of its end. */
function shortenedWay(way: readonly Point[], begin: number, end: number): Point[] {
  const length = lengthOf(way);
  if (begin + end >= length) return [pointAt(way, 0.5).at, pointAt(way, 0.5).at];
  let gone = 0;
  const inside = way.filter((point, at) => {
    const before = way[at - 1] ?? point;
    gone += Math.hypot(point[0] - before[0], point[1] - before[1]);
    return gone > begin && gone < length - end;
  });
  return [pointAt(way, begin / length).at, ...inside, pointAt(way, 1 - end / length).at];
}

/** The head of a line whose tip is so far from the end of its way. */
function headAt(way: readonly Point[], cut: number, size: number, colour: string): string {
  const length = lengthOf(way);
  if (cut + size >= length) return "";
  const [tip, back] = [pointAt(way, 1 - cut / length).at, pointAt(way, 1 - (cut + size) / length).at];
  const [ux, uy] = [(tip[0] - back[0]) / size, (tip[1] - back[1]) / size];
  const half = size * 0.42;
  const corners = [tip, [back[0] - uy * half, back[1] + ux * half], [back[0] + uy * half, back[1] - ux * half]] as const;
  return `<path d="M${corners.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z" fill="${colour}"/>`;
}

/** About how wide a text is: letters are a little over half as wide as high. */
const roomOf = (text: string, size: number): number => Array.from(text).length * size * 0.56;

/** What a line says, as near to its middle as nothing else stands; where nothing is free, in its middle. */
function labelOf(strand: Strand, way: readonly Point[], palette: Palette, said: (strand: Strand, turned: boolean) => string, written: Written): string {
  const [a, b] = strand.from === strand.pair.a ? [way[0], way.at(-1)] : [way.at(-1), way[0]];
  const text = said(strand, (b?.[0] ?? 0) < (a?.[0] ?? 0));
  if (text === "") return "";
  const wide = roomOf(text, 9);
  const places = ALONG.map((share) => pointAt(way, share).at).map(([x, y]) => [x * UNIT, y * UNIT] as const);
  const [x, y] = places.find(([left, top]) => written.take(left - wide / 2 - 2, top - 6, wide + 4, 12)) ?? places[0] ?? [0, 0];
  const behind = `<rect x="${(x - wide / 2 - 1).toFixed(1)}" y="${(y - 5.5).toFixed(1)}" width="${(wide + 2).toFixed(1)}" height="11" rx="2" fill="${palette.paper}"/>`;
  return `${behind}<text x="${x.toFixed(1)}" y="${(y + 3).toFixed(1)}" font-size="9" text-anchor="middle" direction="${firstStrong(text)}" unicode-bidi="embed" paint-order="stroke" stroke="${palette.paper}" stroke-width="3" fill="${palette.quiet}">${escaped(text)}</text>`;
}

/** What a spreadsheet would take for a formula or turn into a number: as `tahqiq.formats.neutral` of the server has it. */
const RISKY = /^(?:[\s\p{Cc}]*[=+\-@＝＋－＠]|[\t\r\n']|0[0-9]+\n?$|[0-9]{12,}\n?$|[0-9]+[eE][0-9]+\n?$)/u;

/** A cell of a CSV file: quoted where needed; a number stays one, and text that a spreadsheet would execute or change gets one apostrophe in front. */
export function cell(value: string | number): string {
  const text = typeof value === "string" && RISKY.test(value) ? `'${value}` : String(value);
  return /[",\n\r;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Items and lines of a chart as CSV (RFC 4180, UTF-8 with byte-order mark so that sheets read Arabic). */
export function csvOf(chart: ChartDocument, known: Known, lines: readonly Line[], words: Words, heads: readonly string[], said: { strength: (name: string) => string; source: (id: string) => string; rules: (of: "items" | "lines", id: string) => string }): string {
  const name = (id: string) => captionOf(id, known, chart.items.get(id));
  const rows: (string | number)[][] = [[...heads]];
  for (const id of chart.items.keys()) rows.push(["item", id, name(id), words.type(known.items.get(id)?.schema ?? ""), "", "", "", "", "", "", "", "", "", "", chart.groups.get(chart.items.get(id)?.group ?? "") ?? "", said.rules("items", id)]);
  for (const line of lines) rows.push(["line", line.id, name(line.a), "", name(line.b), words.link(line.kind, line.label, endsOf(line, known)), said.strength(line.strength), line.weight, line.events.out, line.events.in, line.records, line.first, line.last, line.sources.map(said.source).join("; "), "", said.rules("lines", line.id)]);
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
