import { type ChartDocument, type Look, NO_LOOK, type Placed } from "@/core/chart/document";
import { away, type Known, type Line, type Pair, type Strength, ways, widthOf } from "@/core/chart/known";
import { NO_PHOTOS, type Photo, type Photos } from "@/core/chart/photos";
import type { Point } from "@/core/chart/routes";
import type { Strand } from "@/core/chart/strands";
import type { Style, Styled } from "@/core/chart/styles";
import type { Words } from "@/core/vocabulary";
import { CHOSEN_ICONS, iconOf } from "@/design/Icon";
import { separator } from "@/i18n/separator";

import { iconIndex } from "./atlas";
import { DASHES, POSSIBLE, type Shape, SHAPES, shapeOf } from "./signs";

/** Colours of a chart, light and dark. Families of types differ in shape and icon first; colour only helps. */
export interface Palette {
  paper: string;
  text: string;
  quiet: string;
  fill: string;
  line: string;
  faint: string;
  chosen: string;
  chosenInk: string;
  badge: string;
  badgeText: string;
  group: string;
  /** Lines that say that two may be one, or were judged to be. */
  same: string;
  /** What an answer beside the chart points at. */
  lit: string;
  families: Record<Family, string>;
}

export type Family = "people" | "reach" | "money" | "papers" | "things" | "places" | "events";

export const LIGHT: Palette = {
  paper: "#ffffff", text: "#1c2328", quiet: "#4f5a63", fill: "#ffffff", line: "#6b7780", faint: "#d5dbe0", chosen: "#1b4965", chosenInk: "#ffffff", badge: "#1c2328", badgeText: "#ffffff", group: "#1b49651c", same: "#9a3b8c", lit: "#c75000",
  families: { people: "#1b4965", reach: "#0b6e5f", money: "#7a4b00", papers: "#4f5a63", things: "#6a3d8f", places: "#8f2d3f", events: "#33559c" },
};

export const DARK: Palette = {
  paper: "#242424", text: "#eef2f4", quiet: "#b4bec6", fill: "#2c3237", line: "#98a4ad", faint: "#454d54", chosen: "#8cc4e0", chosenInk: "#10242f", badge: "#eef2f4", badgeText: "#1c2328", group: "#8cc4e022", same: "#e59ad8", lit: "#ffab5e",
  families: { people: "#8cc4e0", reach: "#6fcfbb", money: "#e6b565", papers: "#b4bec6", things: "#c9a4ea", places: "#f0a0ae", events: "#9db8f2" },
};

const OF_ICON: Record<string, Family> = {
  person: "people", organization: "people", family: "people", government: "people", company: "people", identity: "papers", passport: "papers",
  phone: "reach", call: "reach", handset: "reach", sim: "reach", data: "reach", email: "reach", message: "reach", account: "reach",
  bank: "money", payment: "money", wallet: "money", money: "money", vehicle: "things", plate: "things", weapon: "things", box: "things", container: "things", asset: "things", ship: "things", airplane: "things",
  address: "places", pin: "places", map: "places", house: "places", cell: "places", event: "events", trip: "events", booking: "events", sighting: "events", detention: "events", warrant: "events", court: "events",
};

export const familyOf = (icon: string | undefined): Family => OF_ICON[icon ?? ""] ?? "papers";

export interface NodeLook {
  x: number;
  y: number;
  size: number;
  label: string;
  color: string;
  border: string;
  ink: string;
  shape: number;
  icon: number;
  ring: number;
  type: "glyph";
  /** How much it is linked to that is not on the chart. */
  away: number;
  pinned: boolean;
  /** How many fragments it stands for; 1 for one that is not merged or shown apart. */
  parts: number;
  /** Its photograph, where it has one. */
  photo: HTMLCanvasElement | null;
  /** Whether it is a group drawn as one. */
  group: boolean;
  /** What rules write below its name. */
  words: readonly string[];
  zIndex: number;
}

export interface Outline {
  shape: Shape;
  family: Family;
  icon: number;
}

/** Shape, icon and family of a type, by the vocabulary. */
export function outlineOf(words: Words, schema: string): Outline {
  const found = words.vocabulary.schemata[schema];
  return { shape: shapeOf(found?.shape), family: familyOf(found?.icon), icon: iconIndex(iconOf(found?.icon)) };
}

export const RADIUS = 13;
/** A group that is drawn as one: how, and how much larger than an item. */
export const GROUP: Outline = { shape: "square", family: "papers", icon: iconIndex("group") };
export const GROUP_SIZE = 1.4;
const PHOTO_SIZE = 1.7;

/** What an item is called: a group that is drawn as one by its name, what is shown apart by its own, else as its entity. */
export function captionOf(id: string, known: Known, place?: Pick<Placed, "apart" | "as">): string {
  if (place?.as !== undefined) return place.as.name;
  const item = known.items.get(id);
  const own = place?.apart === true ? item?.fragments?.find((fragment) => fragment.id === id)?.caption : undefined;
  return own ?? item?.caption ?? id.slice(0, 8);
}

/** The photograph of an item, as far as it has come; a group that is drawn as one has none. */
export const photoOf = (place: Placed | undefined, photos: Photos): Photo | undefined => (place?.as !== undefined || place?.photo === undefined ? undefined : photos.get(place.photo));

/** How many times as large as usual an item is drawn. */
export const sizeOf = (place: Placed | undefined, style: Style | undefined, photo?: Photo): number => (place?.as !== undefined ? GROUP_SIZE : photo !== undefined ? PHOTO_SIZE : (style?.look.size ?? 0) || 1);

/** How an item is drawn. Canvas y grows upwards, a chart's downwards. */
export function nodeLook(id: string, chart: ChartDocument, known: Known, shown: number, words: Words, palette: Palette, style?: Style, photos: Photos = NO_PHOTOS): NodeLook {
  const place = chart.items.get(id);
  const item = known.items.get(id);
  const apart = place?.apart === true;
  const group = place?.as;
  const photo = photoOf(place, photos);
  const outline = group === undefined ? outlineOf(words, item?.schema ?? "Thing") : GROUP;
  const colour = (style?.look.colour ?? "") || palette.families[outline.family];
  const icon = CHOSEN_ICONS.find((name) => name === style?.look.icon);
  return {
    x: place?.x ?? 0,
    y: -(place?.y ?? 0),
    size: RADIUS * sizeOf(place, style, photo),
    label: captionOf(id, known, place),
    color: palette.fill,
    border: (style?.look.frame ?? "") || colour,
    ink: colour,
    shape: SHAPES[photo === undefined ? outline.shape : "circle"],
    icon: icon === undefined ? outline.icon : iconIndex(icon),
    ring: 0,
    type: "glyph",
    away: group === undefined ? away(item, shown, apart) : 0,
    pinned: place?.pinned === true,
    parts: group !== undefined ? group.count : apart ? 1 : Math.max(1, item?.fragments?.length ?? 1),
    words: group === undefined ? (style?.words ?? []) : [],
    photo: photo?.image ?? null,
    group: group !== undefined,
    zIndex: 0,
  };
}

export interface EdgeLook {
  size: number;
  color: string;
  type: "line" | "arrow" | "both" | "curve" | "curve-arrow" | "curve-both";
  heads: Strand["heads"];
  /** Its way in units of the drawing where it is not straight. */
  points: readonly Point[] | null;
  dash: readonly [number, number];
  label: string;
  zIndex: number;
}

/** How often a pair counts: events in each direction where they go both ways, the arrows pointing as they lie on the chart (`turned`: `b` stands to the left). */
function counts(pair: Pair, turned: boolean, count: (value: number) => string): string {
  if (pair.sort !== "recorded" || pair.weight <= 1) return "";
  if (pair.out === 0 || pair.in === 0) return ` ×${count(pair.out + pair.in === 0 ? pair.weight : pair.out + pair.in)}`;
  const [right, left] = turned ? [pair.in, pair.out] : [pair.out, pair.in];
  return ` ${ways(count(right), count(left))}`;
}

/** What names lines: words, numbers as the page writes them, and the types of the two ends of a line, as far as they are known. */
export interface Naming {
  words: Words;
  count: (value: number) => string;
  ends: (line: Line) => readonly (string | undefined)[];
}

/** What all lines between two items say. */
export function lineNames(pair: Pair, { words, count, ends }: Naming, turned = false): string {
  const names = [...new Set(pair.lines.map((line) => words.link(line.kind, line.label, ends(line))))];
  return names.slice(0, 2).join(separator()) + (names.length > 2 ? " …" : "") + counts(pair, turned, count);
}

/** How the rules let the lines of a pair look: what the widest and surest of them say. */
export function lineStyle(pair: Pair, styled: Styled): Look {
  return pair.lines.reduce((all, line) => {
    const look = styled.lines[line.id]?.look;
    return look === undefined ? all : { ...all, colour: look.colour || all.colour, width: Math.max(look.width, all.width), dash: look.dash || all.dash };
  }, NO_LOOK);
}

const DASH_OF: Record<Exclude<Look["dash"], "">, Strength> = { solid: "confirmed", dashed: "unconfirmed", dotted: "tentative" };

/** How one line of the picture is drawn. */
export function edgeLook({ pair, heads }: Pick<Strand, "pair" | "heads">, palette: Palette, look: Look, label: string): EdgeLook {
  return {
    size: pair.sort === "same" ? 3 : pair.sort === "possible" ? 1.8 : look.width > 0 ? 1.6 * look.width : widthOf(pair.weight),
    color: pair.sort === "recorded" ? look.colour || palette.line : palette.same,
    type: "line",
    heads,
    points: null,
    dash: pair.sort === "possible" ? POSSIBLE : DASHES[look.dash === "" ? pair.strength : DASH_OF[look.dash]],
    label,
    zIndex: 0,
  };
}

export const STRENGTHS: readonly Strength[] = ["confirmed", "unconfirmed", "tentative"];
