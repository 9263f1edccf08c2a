/**
 * What a chart is: which items stand where, which are put away, which belong together. Kept in the case as a document; names and lines are read anew, and
 * so is what is one: an item is a fragment (or an identifier), so that taking an identity decision back restores the picture by itself.
 */

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly pinned?: true;
  readonly group?: string;
  /** Drawn by itself though a person judged that it is one with others. */
  readonly apart?: true;
}

/** `hidden` items keep their place for when they come back. One unit is the length of a link; y grows downwards. */
export interface ChartDocument {
  readonly items: ReadonlyMap<string, Placed>;
  readonly hidden: ReadonlyMap<string, Placed>;
  readonly groups: ReadonlyMap<string, string>;
}

export const EMPTY: ChartDocument = { items: new Map(), hidden: new Map(), groups: new Map() };

/** The ids of all items, put away or not. */
export const everything = (chart: ChartDocument): string[] => [...chart.items.keys(), ...chart.hidden.keys()];

export type Position = readonly [number, number];

type Json = Record<string, unknown>;

const record = (value: unknown): Json => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {});
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(record) : []);
const finite = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

function placed(items: Json[], groups: ReadonlyMap<string, string>): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const item of items) {
    if (typeof item["entity"] !== "string") continue;
    const group = typeof item["group"] === "string" && groups.has(item["group"]) ? { group: item["group"] } : {};
    found.set(item["entity"], { x: finite(item["x"]), y: finite(item["y"]), ...(item["pinned"] === true ? { pinned: true as const } : {}), ...group, ...(item["apart"] === true ? { apart: true as const } : {}) });
  }
  return found;
}

/** A chart from the body of a document; what does not fit is left out. */
export function fromBody(body: Json): ChartDocument {
  const groups = new Map(list(body["groups"]).flatMap((item) => (typeof item["id"] === "string" && typeof item["name"] === "string" ? [[item["id"], item["name"]] as const] : [])));
  return { items: placed(list(body["items"]), groups), hidden: placed(list(body["hidden"]), groups), groups };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

const written = (items: ReadonlyMap<string, Placed>): Json[] => [...items].map(([entity, { x, y, ...rest }]) => ({ entity, x: round(x), y: round(y), ...rest }));

/** The body of a document for a chart: the reverse of `fromBody`. */
export const toBody = (chart: ChartDocument): Json => ({
  items: written(chart.items),
  hidden: written(chart.hidden),
  groups: [...chart.groups].map(([id, name]) => ({ id, name })),
});
