import { bounded, type Strokes } from "./ground";
import { project, type Size, type View, type XY, onScreen, pixelsOf, unproject } from "./mercator";
import type { Drawing, Mark, Way } from "./server";

/** A mark of a layer, with where it is on the picture. */
export interface Placed {
  readonly layer: string;
  readonly mark: Mark;
  readonly at: XY;
}

export interface PlacedWay {
  readonly layer: string;
  readonly way: Way;
  readonly ends: readonly [XY, XY];
}

export interface Scene {
  readonly marks: readonly Placed[];
  readonly ways: readonly PlacedWay[];
}

/** Everything that some layers show, in their order. Kinds in `hidden` are left out. */
export function scene(drawings: readonly Drawing[], hidden: ReadonlySet<string>): Scene {
  const marks: Placed[] = [];
  const ways: PlacedWay[] = [];
  for (const drawing of drawings) {
    for (const mark of drawing.marks) if (!hidden.has(mark.kind)) marks.push({ layer: drawing.layer, mark, at: project(mark.lat, mark.lon) });
    for (const way of drawing.lines) {
      const [from, to] = way.ends;
      if (from !== undefined && to !== undefined) ways.push({ layer: drawing.layer, way, ends: [project(from[0] ?? 0, from[1] ?? 0), project(to[0] ?? 0, to[1] ?? 0)] });
    }
  }
  return { marks, ways };
}

/** Kinds of marks, counted, the fullest first. */
export function kindsOf(drawings: readonly Drawing[]): [string, number][] {
  const found = new Map<string, number>();
  for (const drawing of drawings) for (const mark of drawing.marks) found.set(mark.kind, (found.get(mark.kind) ?? 0) + 1);
  return [...found].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}

/** The moments at which something begins, each once: the steps of the time slider. Site lists hold for years and give no steps. */
export const momentsOf = ({ marks, ways }: Scene): string[] =>
  [...new Set([...marks.filter(({ layer }) => layer !== "cell-sites").map(({ mark }) => mark.begin), ...ways.map(({ way }) => way.begin)])].filter((moment) => moment !== "").sort();

/** What happened up to a moment, not longer than `hours` before it (0: everything before); what has no time, and site lists that held then, stay. */
export function until({ marks, ways }: Scene, moment: string, hours: number): Scene {
  const since = hours === 0 ? "" : new Date(Date.parse(moment) - hours * 3_600_000).toISOString().replace(".000", "");
  const holds = (layer: string, begin: string, end: string) =>
    layer === "cell-sites" ? (begin === "" || begin <= moment) && (end === "" || end >= moment) : begin === "" || (begin <= moment && last(end === "" ? begin : end) >= since);
  return { marks: marks.filter(({ layer, mark }) => holds(layer, mark.begin, mark.end)), ways: ways.filter(({ layer, way }) => holds(layer, way.begin, way.end)) };
}

/** The end of a day that is known without an hour. */
const last = (moment: string): string => (moment.length === 10 ? `${moment}T23:59:59Z` : moment);

/** Marks that lie on one another in the window stand as one, with their number. */
export interface Cluster {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly marks: readonly Placed[];
}

const CELL = 34;

/** Clusters in the window in the order of the marks; what lies outside is left out. Marks at one point stay together however near one looks. */
export function clusters(marks: readonly Placed[], view: View, size: Size): Cluster[] {
  const found: Gathered[] = [];
  const cells = new Map<string, Gathered[]>();
  for (const placed of marks) {
    const [x, y] = onScreen(view, size, placed.at);
    if (x < -CELL || y < -CELL || x > size.width + CELL || y > size.height + CELL) continue;
    const near = nearest(cells, x, y);
    if (near !== undefined) near.marks.push(placed);
    else {
      const made = { x, y, marks: [placed] };
      const key = `${Math.floor(x / CELL)} ${Math.floor(y / CELL)}`;
      found.push(made);
      cells.set(key, [...(cells.get(key) ?? []), made]);
    }
  }
  return found.map((one) => ({ ...one, key: one.marks[0]?.mark.id ?? "" }));
}

interface Gathered {
  x: number;
  y: number;
  marks: Placed[];
}

function nearest(cells: ReadonlyMap<string, readonly Gathered[]>, x: number, y: number): Gathered | undefined {
  const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)];
  for (const [dx, dy] of AROUND) for (const near of cells.get(`${column + dx} ${row + dy}`) ?? []) if (Math.hypot(near.x - x, near.y - y) < CELL) return near;
  return undefined;
}

const AROUND = [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [1, -1], [-1, 1], [1, 1]] as const;

/** The corners of an antenna's sector as pixels around its site: where it looks, drawn `reach` pixels long; a list without a width gives a single line. */
export function sectorCorners(azimuth: number, width: number | null, reach: number): XY[] {
  const turn = (degrees: number): XY => [Math.sin((degrees * Math.PI) / 180) * reach, -Math.cos((degrees * Math.PI) / 180) * reach];
  if (width === null || width <= 0) return [[0, 0], turn(azimuth)];
  const steps = Math.max(2, Math.ceil(Math.min(width, 360) / 10));
  return [[0, 0], ...Array.from({ length: steps + 1 }, (_, step) => turn(azimuth - width / 2 + (width * step) / steps))];
}

/** How long a sector is drawn: the reach of the list at its scale where it gives one, else a short sign. */
export const sectorPixels = (mark: Mark, view: View): number => (mark.sector?.reach === null || mark.sector?.reach === undefined ? 16 : Math.max(10, pixelsOf(view, mark.lat, mark.sector.reach)));

const round = (value: number): string => value.toFixed(5);

/** Corners on the picture as the text of an area for the analysis; fewer corners where many stand close together. */
export function areaText(corners: readonly XY[]): string {
  const step = Math.max(1, Math.ceil(corners.length / 60));
  return corners
    .filter((_, at) => at % step === 0)
    .map((corner) => unproject(corner).map(round).join(" "))
    .join("; ");
}

/** The reverse, for drawing: null for what is no area. */
export function areaCorners(text: string): Strokes | null {
  const corners = (text.split("@")[0] ?? "").split(";").map((part) => part.trim().split(/[ ,]+/).map(Number));
  if (corners.length < 3 || corners.some((corner) => corner.length !== 2 || corner.some((value) => !Number.isFinite(value)))) return null;
  return bounded(new Float64Array(corners.flatMap(([lat = 0, lon = 0]) => project(lat, lon))));
}
