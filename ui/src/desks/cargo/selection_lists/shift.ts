/** A post as the name of a shift may be written: small Latin letters and digits. */
const slug = (post: string): string => {
  const plain = post.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "");
  return plain === "" ? "shift" : plain;
};

/** What the people and machines of a shift can do, in numbers that its head knows. */
export interface Capacity {
  /** How many consignments the scanner sees in the shift. */
  readonly scans: number;
  /** How many are fully unloaded in it, by all teams together. */
  readonly unloadings: number;
  /** Of what can be examined, how much is drawn at random, in percent. */
  readonly drawn: number;
  /** How many of one declarant there may be. */
  readonly each: number;
}

/** Minutes that one takes: of the scanner, of a team. */
const SCAN = 6;
const UNLOADING = 90;

/** Two teams and one scanner for a morning: what a post begins with. */
export const USUAL: Capacity = { scans: 40, unloadings: 8, drawn: 8, each: 3 };

/** The bounds of each number. */
export const BOUNDS: Readonly<Record<keyof Capacity, readonly [number, number]>> = { scans: [0, 10_000], unloadings: [0, 1_000], drawn: [0, 100], each: [1, 1_000] };

/** The shift as the solver reads it. Nobody knows the seed of the lot before. */
export const shiftOf = (post: string, day: string, seed: number, can: Capacity): string => `shift: ${[slug(post), day].filter((part) => part !== "").join("-")}
seed: ${String(seed)}
hands: {scanner: ${String(can.scans * SCAN)}, team: ${String(can.unloadings * UNLOADING)}}
examinations:
  scan: {minutes: {scanner: ${String(SCAN)}}, shows: 0.5}
  full: {minutes: {team: ${String(UNLOADING)}}, shows: 0.95}
threats:
  narcotics: {harm: 5}
  weapons: {harm: 8}
  revenue: {harm: 1}
random: {share: ${String(can.drawn / 100)}, examination: full}
learning: {follow: 0.1, cells: 0.1, examination: full}
most_per_declarant: ${String(can.each)}
`;

/** Where the numbers of a post are kept in this browser. */
const kept = (post: string): string => `tahqiq.cargo.capacity.${post}`;

/** The numbers that were last used for a post in this browser, or the usual ones. */
export function capacityOf(post: string, store: Pick<Storage, "getItem"> = window.localStorage): Capacity {
  try {
    const read = JSON.parse(store.getItem(kept(post)) ?? "{}") as Partial<Record<keyof Capacity, unknown>>;
    const number = (name: keyof Capacity) => { const value = read[name]; return typeof value === "number" && value >= BOUNDS[name][0] && value <= BOUNDS[name][1] ? value : USUAL[name]; };
    return { scans: number("scans"), unloadings: number("unloadings"), drawn: number("drawn"), each: number("each") };
  } catch {
    return USUAL;
  }
}

/** Keeps the numbers of a post for its next shift. */
export function keepCapacity(post: string, can: Capacity): void {
  window.localStorage.setItem(kept(post), JSON.stringify(can));
}

const LAST = "tahqiq.cargo.post";

/** The post for which somebody last took papers in this browser; undefined where nobody did. */
export const lastPost = (): string | undefined => window.localStorage.getItem(LAST) ?? undefined;

/** Keeps the post for the next papers. */
export function keepPost(post: string): void {
  window.localStorage.setItem(LAST, post);
}
