import type { ChartDocument, Frame, LegendEdit, Rule } from "@/core/chart/document";
import type { Known } from "@/core/chart/known";
import { called, kept } from "@/core/chart/legend";
import type { Words } from "@/core/vocabulary";
import { CHOSEN_ICONS, ICON_PATHS } from "@/design/Icon";
import { firstStrong, isolated } from "@/design/direction";
import { shortened } from "@/design/labels";

import { ICONS } from "./atlas";
import { outlineOf, type Palette, STRENGTHS } from "./look";
import { outline } from "./outline";
import { onlyWords, type RuleLine, ruleStroke } from "./ruleLegend";
import { DASHES, POSSIBLE } from "./signs";

/** What stands around a chart that leaves the program, so that a sheet of paper says by itself what it is: title, handling, signs, documents, who and when. */
export interface About {
  title: string;
  /** Below the title: how it is to be handled, the case, how much is on it and how much is not. */
  heads: readonly string[];
  /** Words for the signs. */
  say: { strength: (name: "confirmed" | "unconfirmed" | "tentative") => string; wider: string; possible: string; same: string; count: (n: number) => string };
  /** What somebody changed in the legend. */
  legend: LegendEdit;
  /** What the rules in force say, as the legend on the screen says it. */
  rules: readonly RuleLine[];
  /** The documents that lines and items rest on, with their heading; the rest of many counted in the last line. */
  sources: { heading: string; lines: readonly string[] };
  /** What the agency puts round it; `mark` the data of its picture, "" for none. */
  frame: Pick<Frame, "agency" | "unit" | "border" | "legend"> & { mark: string };
  /** The last line: who made it and when. */
  footer: string;
  direction: "ltr" | "rtl";
}

export interface Sheet {
  left: number;
  top: number;
  width: number;
  height: number;
  /** SVG of everything around the picture. */
  around: string;
}

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, " ");

const NARROWEST = 720;
const WIDEST_SCALE = 8;

/** The frame around a picture of this size (user units); letters grow with it, so that a large chart is still readable as a whole. */
export function sheetOf(chart: ChartDocument, known: Known, words: Words, palette: Palette, about: About, picture: { left: number; top: number; width: number; height: number }, sorts: { possible: boolean; same: boolean }): Sheet {
  const scale = Math.min(WIDEST_SCALE, Math.max(1, picture.width / 1200));
  const width = Math.max(picture.width, NARROWEST * scale);
  const left = picture.left - (width - picture.width) / 2;
  const rtl = about.direction === "rtl";
  const margin = 16 * scale;
  const x = (far: number) => (rtl ? left + width - margin - far : left + margin + far);
  const text = (words: string, far: number, y: number, size: number, fill: string, bold = false, direction: string = about.direction) =>
    `<text x="${x(far).toFixed(1)}" y="${y.toFixed(1)}" font-size="${(size * scale).toFixed(1)}" direction="${direction}" text-anchor="${direction === about.direction ? "start" : "end"}" fill="${fill}"${bold ? ' font-weight="700"' : ""}>${escaped(words)}</text>`;
  const parts: string[] = [];

  const heading = (22 + 17 * about.heads.length + 14) * scale;
  const top = picture.top - heading;
  parts.push(text(about.title, 0, top + 24 * scale, 17, palette.text, true, firstStrong(about.title)));
  about.heads.forEach((head, at) => parts.push(text(head, 0, top + (24 + 17 * (at + 1)) * scale, 11.5, palette.text, at === 0)));

  parts.push(...whose(about.frame, { end: rtl ? left + margin : left + width - margin, top, scale, rtl, ink: palette.text }));

  let y = picture.top + picture.height + 6 * scale;
  const rule = () => {
    parts.push(`<path d="M${(left + margin).toFixed(1)} ${y.toFixed(1)}H${(left + width - margin).toFixed(1)}" stroke="${palette.faint}" stroke-width="${scale}"/>`);
    y += 18 * scale;
  };
  rule();
  const signs = signsOf(chart, known, words, palette, about, sorts);
  const columns = Math.max(1, Math.floor((width - 2 * margin) / (230 * scale)));
  signs.forEach((sign, at) => {
    const far = (about.frame.legend === "end" ? Math.max(0, width - 2 * margin - Math.min(columns, signs.length) * 230 * scale) : 0) + (at % columns) * 230 * scale;
    const row = y + Math.floor(at / columns) * 24 * scale;
    parts.push(`<g transform="translate(${x(far + 17 * scale).toFixed(1)} ${row.toFixed(1)}) scale(${scale.toFixed(3)})">${sign.drawn}</g>`, text(sign.name, far + 42 * scale, row + 4 * scale, 11.5, palette.text));
  });
  y += Math.ceil(signs.length / columns) * 24 * scale;
  if (about.sources.lines.length > 0) {
    rule();
    parts.push(text(about.sources.heading, 0, y, 11.5, palette.text, true));
    const beside = Math.max(1, Math.floor((width - 2 * margin) / (420 * scale)));
    const rows = Math.ceil(about.sources.lines.length / beside);
    about.sources.lines.forEach((line, at) => parts.push(text(line, Math.floor(at / rows) * 420 * scale, y + (17 + (at % rows) * 16) * scale, 10.5, palette.quiet)));
    y += (20 + rows * 16) * scale;
  }
  rule();
  parts.push(text(about.footer, 0, y, 10.5, palette.quiet));
  const height = y + 14 * scale - top;
  const border = (inset: number, stroke: number) => `<rect x="${(left + inset * scale).toFixed(1)}" y="${(top + inset * scale).toFixed(1)}" width="${(width - 2 * inset * scale).toFixed(1)}" height="${(height - 2 * inset * scale).toFixed(1)}" fill="none" stroke="${palette.text}" stroke-width="${stroke * scale}"/>`;
  parts.push(...{ none: [], line: [border(2, 1.4)], double: [border(2, 1), border(6, 1)] }[about.frame.border]);
  return { left, top, width, height, around: parts.join("") };
}

/** Name, unit and mark of the agency at the end of the head. */
function whose(frame: About["frame"], { end, top, scale, rtl, ink }: { end: number; top: number; scale: number; rtl: boolean; ink: string }): string[] {
  const [size, way] = [40 * scale, rtl ? 1 : -1];
  const beside = frame.mark === "" ? end : end + way * (size + 8 * scale);
  const line = (words: string, down: number, letters: number, weight: number) => {
    const direction = firstStrong(words);
    return words === "" ? [] : [`<text x="${beside.toFixed(1)}" y="${(top + down * scale).toFixed(1)}" font-size="${(letters * scale).toFixed(1)}" direction="${direction}" text-anchor="${(direction === "rtl") === rtl ? "end" : "start"}" fill="${ink}" font-weight="${weight}">${escaped(words)}</text>`];
  };
  const mark = frame.mark === "" ? [] : [`<clipPath id="mark"><circle cx="${(end + (way * size) / 2).toFixed(1)}" cy="${(top + 8 * scale + size / 2).toFixed(1)}" r="${(size / 2).toFixed(1)}"/></clipPath><image clip-path="url(#mark)" href="${frame.mark}" x="${(rtl ? end : end - size).toFixed(1)}" y="${(top + 8 * scale).toFixed(1)}" width="${size.toFixed(1)}" height="${size.toFixed(1)}"/>`];
  return [...mark, ...line(frame.agency, 24, 14, 700), ...line(frame.unit, 41, 11, 400)];
}

interface Sign {
  /** What it is about. */
  of: string;
  drawn: string;
  name: string;
}

/** Types that are on the chart, the most frequent first, and the sorts of lines. */
function signsOf(chart: ChartDocument, known: Known, words: Words, palette: Palette, about: About, sorts: { possible: boolean; same: boolean }): Sign[] {
  const said = (of: string, usual: string) => (of in about.legend.names ? isolated(shortened(called(of, usual, about.legend), 24)) : usual);
  const counts = new Map<string, number>();
  for (const id of chart.items.keys()) {
    const schema = known.items.get(id)?.schema;
    if (schema !== undefined) counts.set(schema, (counts.get(schema) ?? 0) + 1);
  }
  const types = [...counts].sort((a, b) => b[1] - a[1]).map(([schema, count]): Sign => {
    const { shape, family, icon } = outlineOf(words, schema);
    const colour = palette.families[family];
    return {
      of: `type ${schema}`,
      name: `${said(`type ${schema}`, words.types(schema))} (${about.say.count(count)})`,
      drawn: `<g fill="${palette.fill}" stroke="${colour}" stroke-width="1.2">${outline(shape, 9)}</g><path d="${ICON_PATHS[ICONS[icon] ?? "thing"]}" transform="translate(-5.4 -5.4) scale(0.45)" fill="none" stroke="${colour}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>`,
    };
  });
  const ruled = about.rules.map(({ rule, name, much }): Sign => {
    const { colour, width, dash } = ruleStroke(rule, palette);
    return { of: `rule ${rule.id}`, name: `${isolated(shortened(called(`rule ${rule.id}`, name, about.legend), 24))}${much}`, drawn: rule.on === "line" ? stroke(colour, width, dash) : itemSign(rule, palette) };
  });
  const all: Sign[] = [
    ...types,
    ...ruled,
    ...STRENGTHS.map((name): Sign => ({ of: `line ${name}`, name: said(`line ${name}`, about.say.strength(name)), drawn: stroke(palette.line, 2, DASHES[name]) })),
    ...(sorts.possible ? [{ of: "line possible", name: said("line possible", about.say.possible), drawn: stroke(palette.same, 1.8, POSSIBLE) }] : []),
    ...(sorts.same ? [{ of: "line same", name: said("line same", about.say.same), drawn: stroke(palette.same, 3, [1, 0]) }] : []),
    { of: "width", name: said("width", about.say.wider), drawn: `<path d="M-16 0H-3" stroke="${palette.line}" stroke-width="1.2"/><path d="M3 0H16" stroke="${palette.line}" stroke-width="5"/>` },
  ];
  return kept(all, about.legend);
}

const stroke = (colour: string, width: number, [on, off]: readonly [number, number]) => `<path d="M-16 0H16" stroke="${colour}" stroke-width="${width}"${off === 0 ? "" : ` stroke-dasharray="${on} ${off}"`}/>`;

/** What a rule for items changes, as a sign: its icon, else a dot in its colour, frame and size. */
function itemSign(rule: Rule, palette: Palette): string {
  const { look } = rule;
  if (onlyWords(rule)) return `<path d="M-10 -3H10M-7 3H7" stroke="${palette.quiet}" stroke-width="2"/>`;
  const colour = look.colour || palette.quiet;
  const icon = CHOSEN_ICONS.find((name) => name === look.icon);
  if (icon !== undefined) return `<path d="${ICON_PATHS[icon]}" transform="translate(-9 -9) scale(0.75)" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`;
  return `<circle r="${Math.min(8, 4 * (look.size || 1))}" fill="${look.colour === "" ? "none" : colour}" stroke="${look.frame || colour}" stroke-width="2"/>`;
}
