import { type ChartDocument, fromBody, type Placed, toBody } from "./document";

/** What two people changed in different ways at once: a part of the chart and the id there ("" for what a chart has only one of). */
export interface Clash {
  readonly part: keyof ChartDocument;
  readonly id: string;
}

/** Two people's changes of one chart in one: what is in `clashes` stands as the other person left it; `taken` counts what came from there. */
export interface Merged {
  readonly chart: ChartDocument;
  readonly clashes: readonly Clash[];
  readonly taken: number;
}

/**
 * My changes and somebody else's since `base`, change by change: what only one of us touched is as that one left it. Of an item its place (with its pin), its
 * group and whether it is put away are changes of their own; taking it off while the other changed it is a clash.
 */
export function merged(base: ChartDocument, mine: ChartDocument, theirs: ChartDocument): Merged {
  const [was, own, other] = [plain(base), plain(mine), plain(theirs)];
  const told = new MergedText();
  const [before, here, there] = [stands(was), stands(own), stands(other)];
  const standing = everyKey(there, here).flatMap((id) => {
    const one = told.item(id, before.get(id), here.get(id), there.get(id));
    return one === undefined ? [] : [[id, one] as const];
  });
  const rest = Object.fromEntries(
    (Object.keys(other) as (keyof ChartDocument)[]).filter((part) => part !== "items" && part !== "hidden").map((part) => [part, told.part(part, was[part], own[part], other[part])]),
  );
  const whole: ChartDocument = { ...other, ...rest };
  const put = (away: boolean) => new Map(standing.filter(([, one]) => one.away === away).map(([id, one]) => [id, placed(one, whole.groups)]));
  return { chart: { ...whole, items: put(false), hidden: put(true) }, clashes: told.clashes, taken: told.taken };
}

const plain = (chart: ChartDocument): ChartDocument => fromBody(toBody(chart));

/** How an item stands, in the parts that can be changed apart. */
interface Stands {
  readonly at: readonly [number, number, boolean];
  readonly away: boolean;
  readonly more: Readonly<Partial<Omit<Placed, "x" | "y" | "pinned">>>;
}

const stands = ({ items, hidden }: ChartDocument): ReadonlyMap<string, Stands> =>
  new Map([...[...items].map((one) => [one, false] as const), ...[...hidden].map((one) => [one, true] as const)].map(([[id, { x, y, pinned, ...more }], away]) => [id, { at: [x, y, pinned === true], away, more }]));

function placed({ at: [x, y, pinned], more: { group, ...more } }: Stands, groups: ReadonlyMap<string, string>): Placed {
  return { x, y, ...(pinned ? { pinned: true as const } : {}), ...more, ...(group !== undefined && groups.has(group) ? { group } : {}) };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const everyKey = (first: ReadonlyMap<string, unknown>, second: ReadonlyMap<string, unknown>): string[] => [...new Set([...first.keys(), ...second.keys()])];

const named = (list: readonly unknown[]): Map<string, unknown> => new Map(list.map((one, at) => [typeof one === "object" && one !== null && "id" in one && typeof one.id === "string" ? one.id : String(at), one]));

class MergedText {
  readonly clashes: Clash[] = [];
  taken = 0;

  item(id: string, was: Stands | undefined, own: Stands | undefined, other: Stands | undefined): Stands | undefined {
    if (was === undefined || own === undefined || other === undefined) return this.one("items", id, was, own, other);
    const names = [...new Set([...Object.keys(was.more), ...Object.keys(own.more), ...Object.keys(other.more)])] as (keyof Stands["more"])[];
    const more = names.map((name) => [name, this.one("items", id, was.more[name], own.more[name], other.more[name])] as const).filter(([, value]) => value !== undefined);
    return { at: this.one("items", id, was.at, own.at, other.at), away: this.one("items", id, was.away, own.away, other.away), more: Object.fromEntries(more) };
  }

  part(part: keyof ChartDocument, was: unknown, own: unknown, other: unknown): unknown {
    if (was instanceof Map && own instanceof Map && other instanceof Map) return new Map(this.each(part, was, own, other));
    if (Array.isArray(was) && Array.isArray(own) && Array.isArray(other)) return this.each(part, named(was), named(own), named(other)).map(([, one]) => one);
    return this.one(part, "", was, own, other);
  }

  private each(part: keyof ChartDocument, was: ReadonlyMap<string, unknown>, own: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): [string, unknown][] {
    return everyKey(other, own).flatMap((id): [string, unknown][] => {
      const one = this.one(part, id, was.get(id), own.get(id), other.get(id));
      return one === undefined ? [] : [[id, one]];
    });
  }

  private one<V>(part: keyof ChartDocument, id: string, was: V, own: V, other: V): V {
    if (same(own, other)) return other;
    if (same(was, other)) return own;
    if (same(was, own)) this.taken += 1;
    else if (!this.clashes.some((known) => known.part === part && known.id === id)) this.clashes.push({ part, id });
    return other;
  }
}
