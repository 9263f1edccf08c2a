import type { Pair } from "./known";

const ROUNDS = 30;

/**
 * Items that are linked more closely to one another than to the rest: each takes over, round by round, the sign that weighs most among those it is linked to, until
 * nothing changes (label propagation, Raghavan, Albert and Kumara 2007). Always the same for the same chart. Only clusters of two or more that are not everything.
 */
export function clusters(ids: readonly string[], pairs: Iterable<Pair>): string[][] {
  const next = new Map<string, [string, number][]>(ids.map((id) => [id, []]));
  for (const { a, b, sort, weight } of pairs) {
    if (sort !== "recorded") continue;
    const heavy = 1 + Math.log10(Math.max(1, weight));
    next.get(a)?.push([b, heavy]);
    next.get(b)?.push([a, heavy]);
  }
  const order = [...ids].sort((a, b) => (next.get(a)?.length ?? 0) - (next.get(b)?.length ?? 0) || (a < b ? -1 : 1));
  const sign = new Map(ids.map((id) => [id, id]));
  for (let round = 0; round < ROUNDS; round += 1) {
    let changed = false;
    for (const id of order) {
      const votes = new Map<string, number>();
      for (const [other, heavy] of next.get(id) ?? []) votes.set(sign.get(other) ?? other, (votes.get(sign.get(other) ?? other) ?? 0) + heavy);
      const own = sign.get(id) ?? id;
      const most = Math.max(0, ...votes.values());
      if (most === 0 || (votes.get(own) ?? 0) === most) continue;
      sign.set(id, [...votes].flatMap(([one, vote]) => (vote === most ? [one] : [])).sort()[0] ?? own);
      changed = true;
    }
    if (!changed) break;
  }
  const found = new Map<string, string[]>();
  for (const id of ids) found.set(sign.get(id) ?? id, [...(found.get(sign.get(id) ?? id) ?? []), id]);
  const made = [...found.values()].filter((some) => some.length > 1);
  return made.length === 1 && made[0]?.length === ids.length ? [] : made.sort((a, b) => b.length - a.length);
}
