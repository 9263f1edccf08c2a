import type { Look } from "@/core/chart/document";
import type { Ground, Strokes } from "@/core/map/ground";
import { onScreen, pixelsOf, project, scaleOf, type Size, type View, type XY } from "@/core/map/mercator";
import { type Cluster, type PlacedWay, sectorCorners, sectorPixels } from "@/core/map/scene";
import type { Country, Mark, Town } from "@/core/map/server";
import { isolated } from "@/design/direction";
import { Written } from "@/design/labels";

import { corners, lookOf, type Palette, type Shape } from "./look";
import type { Pen } from "./pen";

/** Everything that a picture of the map holds. */
export interface Picture {
  ground: Ground | null;
  towns: readonly Town[];
  countries: readonly Country[];
  clusters: readonly Cluster[];
  ways: readonly PlacedWay[];
  /** Areas that were chosen, and the lasso while it is drawn. */
  areas: readonly Strokes[];
  chosen: ReadonlySet<string>;
  /** How marks look by the rules in force; undefined as they are. */
  look: (mark: Mark) => Look | undefined;
  /** How numbers are written. */
  count: (value: number) => string;
}

const BORDER = [6, 2.5, 1.5, 2.5];
const DOUBTFUL = [5, 5];
const ABOUT = [4, 3];
export const RADIUS = 8;
const HEADS_MOST = 120;

/** Draws the map into a window: ground, areas, circles of what is known only as a town, lines, marks, names. */
export function paint(pen: Pen, view: View, size: Size, palette: Palette, picture: Picture): void {
  pen.move(0, 0);
  pen.line(size.width, 0);
  pen.line(size.width, size.height);
  pen.line(0, size.height);
  pen.close();
  pen.draw({ fill: palette.sea });
  if (picture.ground !== null) ground(pen, view, size, palette, picture.ground);
  const written = new Written();
  for (const area of picture.areas) {
    trace(pen, view, size, area, true);
    pen.draw({ fill: `${palette.families.people}22`, stroke: palette.families.people, width: 2, dash: ABOUT });
  }
  for (const { marks } of picture.clusters) for (const { mark, layer } of marks.slice(0, 60)) extent(pen, view, size, palette, mark, layer);
  lines(pen, view, size, palette, picture);
  for (const cluster of picture.clusters) written.take(cluster.x - RADIUS, cluster.y - RADIUS, 2 * RADIUS, 2 * RADIUS);
  for (const country of view.zoom < 7.5 ? picture.countries : []) {
    const [x, y] = onScreen(view, size, at(country));
    if (x < 0 || y < 0 || x > size.width || y > size.height || !written.take(x - 40, y - 8, 80, 16)) continue;
    pen.text(country.name, x, y, { size: 15, colour: palette.border, halo: palette.halo, bold: true });
  }
  towns(pen, view, size, palette, picture.towns, written);
  for (const cluster of picture.clusters) sign(pen, view, palette, cluster, picture);
}

function ground(pen: Pen, view: View, size: Size, palette: Palette, found: Ground): void {
  for (const ring of found.world) trace(pen, view, size, ring, true);
  pen.draw({ fill: palette.land });
  trace(pen, view, size, found.box, true);
  pen.draw({ fill: palette.sea });
  for (const ring of found.land) trace(pen, view, size, ring, true);
  pen.draw({ fill: palette.land });
  for (const ring of found.lakes) trace(pen, view, size, ring, true);
  pen.draw({ fill: palette.sea });
  for (const river of found.rivers) trace(pen, view, size, river, false);
  pen.draw({ stroke: palette.river, width: view.zoom > 7 ? 1.8 : 1.1 });
  if (view.zoom > 4.5) {
    for (const province of found.provinces) trace(pen, view, size, province, false);
    pen.draw({ stroke: palette.province, width: 0.9 });
  }
  for (const border of found.borders) trace(pen, view, size, border, false);
  pen.draw({ stroke: palette.border, width: 1.3, dash: BORDER });
}

/** Moves along a line or ring, leaving out what lies outside the window and points nearer than half a pixel. */
function trace(pen: Pen, view: View, size: Size, { points, west, north, east, south }: Strokes, closed: boolean): void {
  const scale = scaleOf(view);
  const [left, top] = [size.width / 2 - view.x * scale, size.height / 2 - view.y * scale];
  if (east * scale + left < 0 || west * scale + left > size.width || south * scale + top < 0 || north * scale + top > size.height) return;
  let [before, above] = [NaN, NaN];
  for (let at = 0; at + 1 < points.length; at += 2) {
    const x = (points[at] ?? 0) * scale + left;
    const y = (points[at + 1] ?? 0) * scale + top;
    if (at === 0) pen.move(x, y);
    else if (Math.abs(x - before) < 0.5 && Math.abs(y - above) < 0.5 && at + 3 < points.length) continue;
    else pen.line(x, y);
    [before, above] = [x, y];
  }
  if (closed) pen.close();
}

/** How far a place is known, as a circle of that size; and where an antenna looks. */
function extent(pen: Pen, view: View, size: Size, palette: Palette, mark: Cluster["marks"][number]["mark"], layer: string): void {
  const { family } = lookOf(layer);
  const [x, y] = onScreen(view, size, at(mark));
  const colour = palette.families[family];
  if (mark.metres > 0) {
    const radius = pixelsOf(view, mark.lat, mark.metres);
    if (radius > RADIUS * 0.6 && radius < 20_000) {
      pen.circle(x, y, radius);
      pen.draw({ fill: `${colour}14`, stroke: colour, width: 1.2, dash: ABOUT });
    }
  }
  if (mark.sector !== null) {
    const outline = sectorCorners(mark.sector.azimuth, mark.sector.width, sectorPixels(mark, view));
    for (const [at_, [dx, dy]] of outline.entries()) if (at_ === 0) pen.move(x + dx, y + dy); else pen.line(x + dx, y + dy);
    if (outline.length > 2) {
      pen.close();
      pen.draw({ fill: `${colour}22`, stroke: colour, width: 0.8 });
    } else pen.draw({ stroke: colour, width: 1.4 });
  }
}

/** Lines with arrow heads, those on the very same pixels once; where there are very many the heads would hide the ground. */
function lines(pen: Pen, view: View, size: Size, palette: Palette, { ways, chosen }: Picture): void {
  const drawn = new Map<string, PlacedWay>();
  for (const way of ways) {
    const [[x1, y1], [x2, y2]] = way.ends.map((end) => onScreen(view, size, end)) as [XY, XY];
    const key = [x1, y1, x2, y2].map((value) => Math.round(value / 3)).join(" ");
    if (!drawn.has(key) || chosen.has(way.way.id)) drawn.set(key, way);
  }
  for (const way of drawn.values()) line(pen, view, size, palette, way, chosen, drawn.size <= HEADS_MOST);
}

function line(pen: Pen, view: View, size: Size, palette: Palette, { layer, way, ends }: PlacedWay, chosen: ReadonlySet<string>, heads: boolean): void {
  const colour = palette.families[lookOf(layer).family];
  const [x1, y1] = onScreen(view, size, ends[0]);
  const [x2, y2] = onScreen(view, size, ends[1]);
  const far = Math.hypot(x2 - x1, y2 - y1);
  if (far < 1 || Math.max(x1, x2) < 0 || Math.min(x1, x2) > size.width || Math.max(y1, y2) < 0 || Math.min(y1, y2) > size.height) return;
  pen.move(x1, y1);
  pen.line(x2, y2);
  pen.draw({ stroke: chosen.has(way.id) || heads ? colour : `${colour}88`, width: chosen.has(way.id) ? 4 : heads ? 1.8 : 1.1, ...(way.doubtful ? { dash: DOUBTFUL } : {}) });
  if (way.kind !== "leg" || far < 30 || !heads) return;
  const [mx, my, ux, uy] = [(x1 + x2) / 2, (y1 + y2) / 2, (x2 - x1) / far, (y2 - y1) / far];
  pen.move(mx + ux * 6, my + uy * 6);
  pen.line(mx - ux * 4 - uy * 5, my - uy * 4 + ux * 5);
  pen.line(mx - ux * 4 + uy * 5, my - uy * 4 - ux * 5);
  pen.close();
  pen.draw({ fill: colour });
}

/** A mark by the shape of its layer, or the number of what stands here. A place that is known only about gets no pin. */
function sign(pen: Pen, view: View, palette: Palette, { x, y, marks }: Cluster, picture: Picture): void {
  const [first] = marks;
  if (first === undefined) return;
  const { family, shape } = lookOf(first.layer);
  const looks = marks.map(({ mark }) => picture.look(mark));
  const look = looks.every((one) => one?.colour === looks[0]?.colour && one?.frame === looks[0]?.frame) ? looks[0] : undefined;
  const colour = look?.colour || palette.families[family];
  const chosen = marks.some(({ mark }) => picture.chosen.has(mark.id));
  if (chosen) {
    pen.circle(x, y, RADIUS + (marks.length > 1 ? 10 : 5));
    pen.draw({ stroke: palette.text, width: 2.5 });
  }
  if (marks.length > 1) {
    const label = picture.count(marks.length);
    const mixed = new Set(marks.map(({ layer }) => layer)).size > 1;
    pen.circle(x, y, RADIUS + 2 + Math.min(6, Math.log2(marks.length)));
    pen.draw({ fill: palette.fill, stroke: look?.frame || (mixed && !look?.colour ? palette.text : colour), width: look === undefined ? 2 : 3 });
    pen.text(label, x, y, { size: 11, colour: palette.text, halo: palette.fill, bold: true });
    return;
  }
  if (first.mark.exactness !== "coordinates") {
    pen.text("≈", x, y, { size: 18 * (look?.size || 1), colour, halo: palette.halo, bold: true });
    return;
  }
  const radius = (look?.size || 1) * (first.layer === "cell-sites" ? (view.zoom > 9 ? 5.5 : 4) : first.layer === "cells-used" || first.layer === "recorded" ? 5 + Math.min(9, Math.log2(1 + first.mark.count)) : first.layer === "route" ? 5 : RADIUS);
  if (look?.frame) {
    pen.circle(x, y, radius + 4);
    pen.draw({ stroke: look.frame, width: 3 });
  }
  outlined(pen, shape, radius, x, y);
  pen.draw({ fill: shape === "disc" || shape === "dot" ? colour : palette.fill, stroke: shape === "disc" || shape === "dot" ? palette.fill : colour, width: shape === "disc" || shape === "dot" ? 1.2 : 2.2 });
  if (shape === "circle") {
    pen.circle(x, y, radius * 0.35);
    pen.draw({ fill: colour });
  }
}

/** The smallest radius of towns that are named at a zoom. */
const smallest = (zoom: number): number => [[5, 15_000], [6, 10_000], [7, 6000], [8.5, 4000]].find(([most]) => zoom < (most ?? 0))?.[1] ?? 0;

function towns(pen: Pen, view: View, size: Size, palette: Palette, found: readonly Town[], written: Written): void {
  const least = smallest(view.zoom);
  for (const town of found) {
    if (town.metres < least) break;
    const [x, y] = onScreen(view, size, at(town));
    if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
    const height = town.metres >= 12_000 ? 13 : 12;
    const wide = pen.wide(town.name, height);
    if (!written.take(x - wide / 2 - 2, y + 3, wide + 4, height + 4)) continue;
    pen.circle(x, y, 2);
    pen.draw({ fill: palette.quiet });
    pen.text(town.name, x, y + 5 + height / 2, { size: height, colour: palette.quiet, halo: palette.halo });
  }
}

/** What stands below a picture that leaves the program: title, layers with their signs, a scale, and the sentences that belong to it. */
export interface Caption {
  title: string;
  about: string;
  layers: readonly { id: string; title: string }[];
  /** The rules in force, as the legend says them. */
  rules: readonly { name: string; much: string; look: Look }[];
  scale: { pixels: number; label: string };
}

const LINE = 18;
const SIDE = 14;

/** The lines of a text that fit between the sides. */
function wrapped(pen: Pen, text: string, width: number): string[] {
  const found: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${found.at(-1) ?? ""} ${word}`.trim();
    if (found.length > 0 && pen.wide(longer, 11) <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}

/** Draws the scale onto the picture and the caption below it; how high the caption is. Give a pen that draws nothing to measure it. */
export function caption(pen: Pen, size: Size, palette: Palette, { title, about, layers, rules, scale }: Caption): number {
  const lines = wrapped(pen, about, size.width - 2 * SIDE);
  const height = (lines.length + 2 + (layers.length > 0 ? 1 : 0) + rules.length) * LINE;
  pen.move(0, size.height);
  pen.line(size.width, size.height);
  pen.line(size.width, size.height + height);
  pen.line(0, size.height + height);
  pen.close();
  pen.draw({ fill: palette.fill });
  pen.move(SIDE, size.height - 18);
  pen.line(SIDE, size.height - 12);
  pen.line(SIDE + scale.pixels, size.height - 12);
  pen.line(SIDE + scale.pixels, size.height - 18);
  pen.draw({ stroke: palette.text, width: 1.5 });
  pen.text(scale.label, SIDE + scale.pixels / 2, size.height - 24, { size: 11, colour: palette.text, halo: palette.halo });
  let y = size.height + LINE;
  pen.text(title, size.width / 2, y, { size: 13, colour: palette.text, halo: palette.fill, bold: true });
  if (layers.length > 0) {
    y += LINE;
    const wide = layers.map((layer) => pen.wide(layer.title, 11) + 40);
    let x = (size.width - wide.reduce((sum, one) => sum + one, 0)) / 2;
    for (const [at_, layer] of layers.entries()) {
      const { family, shape } = lookOf(layer.id);
      outlined(pen, shape, 6, x + 8, y);
      const solid = shape === "disc" || shape === "dot";
      pen.draw({ fill: solid ? palette.families[family] : palette.fill, stroke: palette.families[family], width: 1.8 });
      pen.text(layer.title, x + 20 + ((wide[at_] ?? 40) - 40) / 2, y, { size: 11, colour: palette.text, halo: palette.fill });
      x += wide[at_] ?? 40;
    }
  }
  for (const { name, much, look } of rules) {
    y += LINE;
    const said = `${isolated(name)}${much}`;
    const wide = pen.wide(said, 11);
    pen.circle((size.width - wide) / 2 - 10, y, Math.min(7, 5 * (look.size || 1)));
    pen.draw({ fill: look.colour || palette.fill, stroke: look.frame || look.colour || palette.quiet, width: 2 });
    pen.text(said, size.width / 2 + 6, y, { size: 11, colour: palette.text, halo: palette.fill });
  }
  for (const line of lines) {
    y += LINE;
    pen.text(line, size.width / 2, y, { size: 11, colour: palette.quiet, halo: palette.fill });
  }
  return height;
}

/** The outline of a shape around a point. */
function outlined(pen: Pen, shape: Shape, radius: number, x: number, y: number): void {
  const outline = corners(shape, radius);
  if (outline.length === 0) pen.circle(x, y, radius);
  for (const [at_, [dx, dy]] of outline.entries()) if (at_ === 0) pen.move(x + dx, y + dy); else pen.line(x + dx, y + dy);
  if (outline.length > 0) pen.close();
}

const at = ({ lat, lon }: { lat: number; lon: number }) => project(lat, lon);
