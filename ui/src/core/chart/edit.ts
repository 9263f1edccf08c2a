import { type ChartDocument, type Frame, type LabelRule, type LegendEdit, type LineWays, NO_LOOK, type Placed, type Position, type Rule, type RuleSetRef, sameFrame, SAYS, type Says, type Text } from "./document";

/** Every change of a chart is a pure function from one chart to the next: undo is keeping the one before. */

const RING = 1.2;
/** Rings are wider than high, because labels are. */
const WIDE = 1.5;
const ROOM = 0.75;

/** New items at their places; what is there already stays where it is, what was put away comes back to its own place. */
export function add(chart: ChartDocument, fresh: ReadonlyMap<string, Position>): ChartDocument {
  const items = new Map(chart.items);
  const hidden = new Map(chart.hidden);
  for (const [id, [x, y]] of fresh) {
    if (items.has(id)) continue;
    items.set(id, hidden.get(id) ?? { x, y });
    hidden.delete(id);
  }
  return items.size === chart.items.size ? chart : { ...chart, items, hidden };
}

/** Puts items away (nothing is deleted: they are counted and come back with `show`). */
export function hide(chart: ChartDocument, ids: Iterable<string>): ChartDocument {
  const items = new Map(chart.items);
  const hidden = new Map(chart.hidden);
  for (const id of ids) {
    const item = items.get(id);
    if (item === undefined) continue;
    items.delete(id);
    hidden.set(id, item);
  }
  return items.size === chart.items.size ? chart : { ...chart, items, hidden };
}

/** Everything that was put away is back at its place. */
export const show = (chart: ChartDocument): ChartDocument => (chart.hidden.size === 0 ? chart : { ...chart, items: new Map([...chart.items, ...chart.hidden]), hidden: new Map() });

function changed(chart: ChartDocument, ids: Iterable<string>, change: (item: Placed, id: string) => Placed): ChartDocument {
  const items = new Map(chart.items);
  let different = false;
  for (const id of ids) {
    const item = items.get(id);
    if (item === undefined) continue;
    const next = change(item, id);
    different ||= next !== item;
    items.set(id, next);
  }
  return different ? { ...chart, items } : chart;
}

/** Items at new places, and with each what is written about it; with `respectPins` those that are pinned stay. */
export function move(chart: ChartDocument, places: ReadonlyMap<string, Position>, respectPins = false): ChartDocument {
  const made = changed(chart, places.keys(), (item, id) => {
    const [x, y] = places.get(id) ?? [item.x, item.y];
    return (respectPins && item.pinned === true) || (item.x === x && item.y === y) ? item : { ...item, x, y };
  });
  if (made === chart || chart.texts.size === 0) return made;
  const along = (text: Text): Text => {
    const [from, to] = [chart.items.get(text.of ?? ""), made.items.get(text.of ?? "")];
    return from === undefined || to === undefined || from === to ? text : { ...text, x: text.x + to.x - from.x, y: text.y + to.y - from.y };
  };
  return { ...made, texts: new Map([...chart.texts].map(([id, text]) => [id, along(text)] as const)) };
}

/** Pins items, so that no layout moves them; or lets them go when all of them are pinned. */
export function pin(chart: ChartDocument, ids: readonly string[]): ChartDocument {
  const all = ids.every((id) => chart.items.get(id)?.pinned === true);
  return changed(chart, ids, (item) => {
    const { pinned: before, ...rest } = item;
    return all ? rest : before === true ? item : { ...rest, pinned: true };
  });
}

/** Items with a source as their photograph; null for their sign again. */
export const photograph = (chart: ChartDocument, ids: Iterable<string>, source: string | null): ChartDocument =>
  changed(chart, ids, (item) => {
    const { photo: before, ...rest } = item;
    return (before ?? null) === source ? item : source === null ? rest : { ...rest, photo: source };
  });

/** Photographs in place of signs, or signs alone; which photograph an item has stays. */
export const framed = (chart: ChartDocument, frame: Frame): ChartDocument => (sameFrame(chart.frame, frame) ? chart : { ...chart, frame });

export const faced = (chart: ChartDocument, shown: boolean): ChartDocument => (chart.faceless === !shown ? chart : { ...chart, faceless: !shown });

/** Items as a named group; they leave the groups they were in. */
export function group(chart: ChartDocument, ids: Iterable<string>, id: string, name: string): ChartDocument {
  const next = changed(chart, ids, (item) => ({ ...item, group: id }));
  return next === chart ? chart : cleaned({ ...next, groups: new Map([...chart.groups, [id, name]]) });
}

/** Shows items apart from what they are one with (new ones beside them), or together again. */
export function apart(chart: ChartDocument, ids: readonly string[], open: boolean, fresh: ReadonlyMap<string, Position> = new Map()): ChartDocument {
  return changed(add(chart, fresh), ids, (item) => {
    const { apart: before, ...rest } = item;
    if ((before === true) === open) return item;
    return open ? { ...rest, apart: true } : rest;
  });
}

/** Takes items out of their groups. */
export function ungroup(chart: ChartDocument, ids: Iterable<string>): ChartDocument {
  const next = changed(chart, ids, (item) => {
    const { group: before, ...rest } = item;
    return before === undefined ? item : rest;
  });
  return next === chart ? chart : cleaned(next);
}

/** Without groups that nothing belongs to. */
function cleaned(chart: ChartDocument): ChartDocument {
  const used = new Set([...chart.items.values(), ...chart.hidden.values()].map((item) => item.group));
  return { ...chart, collapsed: new Map([...chart.collapsed].filter(([id]) => used.has(id))), groups: new Map([...chart.groups].filter(([id]) => used.has(id))) };
}

/** Groups drawn as one item, or opened again. */
export function collapse(chart: ChartDocument, groups: Iterable<string>, shut: boolean): ChartDocument {
  const collapsed = new Map(chart.collapsed);
  for (const id of groups) {
    if (shut && chart.groups.has(id)) collapsed.set(id, true);
    else if (!shut) collapsed.delete(id);
  }
  return collapsed.size === chart.collapsed.size ? chart : { ...chart, collapsed };
}

/** A selection kept by a name; a set of that name is replaced. */
export function set(chart: ChartDocument, ids: readonly string[], id: string, name: string): ChartDocument {
  if (ids.length === 0) return chart;
  return { ...chart, sets: new Map([...[...chart.sets].filter(([, other]) => other.name !== name), [id, { name, ids }] as const]) };
}

/** Without a set; its items stay. */
export const unset = (chart: ChartDocument, id: string): ChartDocument => (chart.sets.has(id) ? { ...chart, sets: new Map([...chart.sets].filter(([other]) => other !== id)) } : chart);

/** A title, text or note on the chart, new or in place of what stood there under its id. */
export const write = (chart: ChartDocument, id: string, text: Text): ChartDocument => ({ ...chart, texts: new Map([...chart.texts, [id, text] as const]) });

/** Without a text. */
export const unwrite = (chart: ChartDocument, id: string): ChartDocument => (chart.texts.has(id) ? { ...chart, texts: new Map([...chart.texts].filter(([other]) => other !== id)) } : chart);

/** A text at another place. */
export function moveText(chart: ChartDocument, id: string, [x, y]: Position): ChartDocument {
  const text = chart.texts.get(id);
  return text === undefined ? chart : write(chart, id, { ...text, x, y });
}

/** What all lines say that have no rule of their own. */
export const label = (chart: ChartDocument, rule: LabelRule): ChartDocument => (chart.label === rule ? chart : { ...chart, label: rule });

/** How all lines are drawn that are not drawn in a way of their own. */
export const ways = (chart: ChartDocument, how: LineWays): ChartDocument => (chart.ways === how ? chart : { ...chart, ways: how });

/** How the lines between two items are drawn, by the key of the pair; null for as all others. */
export function lineWays(chart: ChartDocument, key: string, how: LineWays | null): ChartDocument {
  if ((chart.lineWays.get(key) ?? null) === how) return chart;
  const own = new Map(chart.lineWays);
  if (how === null) own.delete(key);
  else own.set(key, how);
  return { ...chart, lineWays: own };
}

/** What the legend leaves out, calls otherwise and puts first. */
export const legend = (chart: ChartDocument, next: LegendEdit): ChartDocument => ({ ...chart, legend: next });

/** Which sets of rules are in force. */
export const ruleSets = (chart: ChartDocument, next: readonly RuleSetRef[]): ChartDocument => ({ ...chart, ruleSets: next });

/** How the chart looks. */
export const rules = (chart: ChartDocument, next: readonly Rule[]): ChartDocument => ({ ...chart, rules: next });

/** Whether items say something below their names. */
export const saying = (chart: ChartDocument, what: Says): boolean => chart.rules.some((rule) => rule.id.startsWith(`says-${what}-`));

/** Items say something below their names, or no more: rules that only write words, before all others, so that these decide how things look. */
export function says(chart: ChartDocument, what: Says): ChartDocument {
  const others = chart.rules.filter((rule) => !rule.id.startsWith(`says-${what}-`));
  if (others.length < chart.rules.length) return { ...chart, rules: others };
  const fresh = SAYS[what].map((by, at): Rule => ({ id: `says-${what}-${at}`, on: "item", of: "", by, test: "any", value: "", name: "", look: { ...NO_LOOK, words: true } }));
  return { ...chart, rules: [...fresh, ...others] };
}

/** What one line says, by the key of its ends; null for what the others say. */
export function labelLine(chart: ChartDocument, key: string, rule: LabelRule | null): ChartDocument {
  if ((chart.labels.get(key) ?? null) === rule) return chart;
  const labels = new Map(chart.labels);
  if (rule === null) labels.delete(key);
  else labels.set(key, rule);
  return { ...chart, labels };
}

/** Free places for new items on rings around a point, away from what stands there; with `here` the point itself is the first. */
export function around(chart: ChartDocument, centre: Position, ids: readonly string[], here = false): Map<string, Position> {
  const taken = new Grid([...chart.items.values()].map(({ x, y }) => [x, y] as const));
  const found = new Map<string, Position>();
  let ring = 1;
  let step = 0;
  for (const id of ids) {
    if (here && found.size === 0 && taken.free(centre)) {
      taken.take(centre);
      found.set(id, centre);
      continue;
    }
    for (;;) {
      const places = Math.max(6, Math.floor((2 * Math.PI * ring * RING) / 1.1));
      if (step >= places) {
        ring += 1;
        step = 0;
        continue;
      }
      const angle = (2 * Math.PI * step) / places + ring * 0.5 - Math.PI / 2;
      const place: Position = [centre[0] + Math.cos(angle) * ring * RING * WIDE, centre[1] + Math.sin(angle) * ring * RING];
      step += 1;
      if (taken.free(place)) {
        taken.take(place);
        found.set(id, place);
        break;
      }
    }
  }
  return found;
}

/** Places in cells, so that asking whether one is free looks at nine of them. */
class Grid {
  private readonly cells = new Map<string, Position[]>();
  constructor(places: readonly Position[]) {
    for (const place of places) this.take(place);
  }
  private key(x: number, y: number): string {
    return `${Math.floor(x / ROOM)} ${Math.floor(y / ROOM)}`;
  }
  take(place: Position): void {
    const key = this.key(place[0], place[1]);
    const cell = this.cells.get(key);
    if (cell === undefined) this.cells.set(key, [place]);
    else cell.push(place);
  }
  free([x, y]: Position): boolean {
    for (const dx of [-ROOM, 0, ROOM])
      for (const dy of [-ROOM, 0, ROOM]) for (const [px, py] of this.cells.get(this.key(x + dx, y + dy)) ?? []) if (Math.hypot(px - x, py - y) < ROOM) return false;
    return true;
  }
}

/** Places for what lies between two points, in a row; the ends themselves are left out. */
export function between(start: Position, end: Position, ids: readonly string[]): Map<string, Position> {
  const apart = Math.hypot(end[0] - start[0], end[1] - start[1]);
  const bend = apart < 0.01 ? 1 : 0;
  return new Map(
    ids.map((id, index) => {
      const share = (index + 1) / (ids.length + 1);
      return [id, [start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share + bend * (index + 1)]] as const;
    }),
  );
}

/** The middle of some items; of all where none is given, the origin of an empty chart. */
export function centre(chart: ChartDocument, ids: readonly string[] = []): Position {
  const chosen = (ids.length === 0 ? [...chart.items.keys()] : ids).flatMap((id) => chart.items.get(id) ?? []);
  if (chosen.length === 0) return [0, 0];
  return [chosen.reduce((sum, item) => sum + item.x, 0) / chosen.length, chosen.reduce((sum, item) => sum + item.y, 0) / chosen.length];
}

/** Whether a point lies inside a polygon (even-odd rule). */
export function inside([x, y]: Position, polygon: readonly Position[]): boolean {
  let within = false;
  for (let here = 0, before = polygon.length - 1; here < polygon.length; before = here, here += 1) {
    const [ax, ay] = polygon[here] ?? [0, 0];
    const [bx, by] = polygon[before] ?? [0, 0];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
  }
  return within;
}
