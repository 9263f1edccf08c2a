/** Money (or anything that is counted) between parties as a drawing in layers: who gave stands before who got, as thick as the amount. */
export interface Flowing {
  from: string;
  to: string;
  amount: number;
  /** The layer of the giving party, from 1; null = by the flows themselves. */
  step: number | null;
  /** The row it is of. */
  row: number;
}

export interface Box {
  id: string;
  layer: number;
  came: number;
  went: number;
  /** From 0 to 1 of the drawing's height. */
  top: number;
  size: number;
}

export interface Band {
  row: number;
  from: Box;
  to: Box;
  amount: number;
  /** Where it leaves and arrives, and how thick it is, from 0 to 1. */
  leaves: number;
  arrives: number;
  size: number;
  /** It goes back to an earlier layer. */
  back: boolean;
}

export interface Drawn {
  layers: number;
  boxes: Box[];
  bands: Band[];
  /** Flows that are not drawn, because they are the smallest of too many. */
  left: number;
  /** Flows from somebody to themselves, which are not drawn either. */
  selves: number;
}

const GAP = 0.02;
const MOST_LAYERS = 8;

/** The layer of each party: by its steps where they are said, else as far from those who only give as the flows lead, without going round. */
function layersOf(flows: readonly Flowing[]): Map<string, number> {
  const layers = new Map<string, number>();
  if (flows.every((flow) => flow.step !== null)) {
    for (const { from, to, step } of flows) {
      layers.set(from, Math.min(layers.get(from) ?? Infinity, (step ?? 1) - 1));
      layers.set(to, Math.min(layers.get(to) ?? Infinity, step ?? 1));
    }
    return layers;
  }
  const next = new Map<string, string[]>();
  const given = new Set<string>();
  for (const { from, to } of flows) {
    next.set(from, [...(next.get(from) ?? []), to]);
    given.add(to);
  }
  const starts = [...next.keys()].filter((id) => !given.has(id));
  const walk = (id: string, layer: number, way: ReadonlySet<string>) => {
    if ((layers.get(id) ?? -1) >= layer || layer > MOST_LAYERS) return;
    layers.set(id, layer);
    for (const other of next.get(id) ?? []) if (!way.has(other)) walk(other, layer + 1, new Set([...way, other]));
  };
  for (const id of starts) walk(id, 0, new Set([id]));
  // Who is only on rounds begins where the largest of them is.
  for (const { from } of flows) if (!layers.has(from)) walk(from, 0, new Set([from]));
  return layers;
}

/** Where those stand on average who give to a party and have their place already; 0 in the first layer. */
function middleOf(one: Box, flows: readonly Flowing[], boxes: ReadonlyMap<string, Box>): number {
  let [sum, weight] = [0, 0];
  for (const flow of flows) {
    const giver = flow.to === one.id ? boxes.get(flow.from) : undefined;
    if (giver === undefined || giver.layer >= one.layer) continue;
    sum += (giver.top + giver.size / 2) * flow.amount;
    weight += flow.amount;
  }
  return weight === 0 ? 0 : sum / weight;
}

/** Places for the largest `most` flows. Flows leave and arrive in that order. */
export function layered(all: readonly Flowing[], most: number): Drawn {
  const flows = [...all].filter((flow) => flow.amount > 0 && flow.from !== flow.to).sort((a, b) => b.amount - a.amount).slice(0, most);
  const selves = all.filter((flow) => flow.from === flow.to).length;
  const layers = layersOf(flows);
  const boxes = new Map<string, Box>();
  const box = (id: string): Box => {
    const known = boxes.get(id) ?? { id, layer: layers.get(id) ?? 0, came: 0, went: 0, top: 0, size: 0 };
    boxes.set(id, known);
    return known;
  };
  for (const { from, to, amount } of flows) {
    box(from).went += amount;
    box(to).came += amount;
  }
  const columns = new Map<number, Box[]>();
  for (const one of boxes.values()) columns.set(one.layer, [...(columns.get(one.layer) ?? []), one]);
  const passes = (one: Box) => Math.max(one.came, one.went);
  const room = Math.min(1, ...[...columns.values()].map((column) => (1 - GAP * (column.length - 1)) / column.reduce((sum, one) => sum + passes(one), 0)));
  const unit = Number.isFinite(room) ? Math.max(room, 0) : 0;
  for (const [, column] of [...columns].sort(([a], [b]) => a - b)) {
    // The largest on top; who gets stands where those stand who give, so that fewer flows cross.
    const middle = new Map(column.map((one) => [one, middleOf(one, flows, boxes)]));
    column.sort((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0) || passes(b) - passes(a) || a.id.localeCompare(b.id));
    const gap = column.length > 1 ? Math.max(GAP / 4, Math.min(0.12, (1 - unit * column.reduce((sum, one) => sum + passes(one), 0)) / column.length)) : 0;
    let top = 0;
    for (const one of column) {
      one.top = top;
      one.size = passes(one) * unit;
      top += one.size + gap;
    }
  }
  const left = new Map<string, number>();
  const take = (key: string, size: number): number => {
    const before = left.get(key) ?? 0;
    left.set(key, before + size);
    return before;
  };
  const bands = flows
    .map((flow) => ({ flow, from: box(flow.from), to: box(flow.to) }))
    .sort((a, b) => a.to.top - b.to.top || a.from.top - b.from.top)
    .map(({ flow, from, to }): Band => {
      const size = flow.amount * unit;
      return { row: flow.row, from, to, amount: flow.amount, leaves: from.top + take(`from ${from.id}`, size), arrives: to.top + take(`to ${to.id}`, size), size, back: to.layer <= from.layer };
    });
  return { layers: Math.max(1, ...[...boxes.values()].map((one) => one.layer + 1)), boxes: [...boxes.values()], bands, selves, left: all.length - flows.length - selves };
}

/** How the id of a party that nobody named begins. */
export const UNKNOWN = "?";
const MARK = 6;

/** Names of parties by id; those that two or more bear get the beginning of their id beside them, since the same name is not the same party. */
export function apart(names: ReadonlyMap<string, string>): Map<string, { name: string; mark: string }> {
  const times = new Map<string, number>();
  for (const name of names.values()) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map([...names].map(([id, name]) => [id, { name, mark: (times.get(name) ?? 0) > 1 && !id.startsWith(UNKNOWN) ? id.slice(0, MARK) : "" }]));
}
