import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { ChartDocument } from "@/core/chart/document";
import type { Pair } from "@/core/chart/known";
import { type Filter, leaderOf, type Seen } from "@/core/chart/seen";
import { happenedQuery } from "@/core/chart/server";
import { eventsBetween, type Strand, strandsOf } from "@/core/chart/strands";
import { WHOLE } from "@/core/chart/times";

/** Items whose single events are asked for: as many as the server answers for at once. */
const ITEMS_MOST = 500;
const NONE = new Map<string, never>();

/** The lines of the picture. Single events are asked of the server only where some are drawn; `undrawn` are events that it did not tell because there are too many. */
export function useStrands(chart: ChartDocument, seen: Seen, pairs: ReadonlyMap<string, Pair>, filter: Filter): { strands: readonly Strand[]; undrawn: number } {
  const { ways, lineWays } = chart;
  const wanted = ways === "each" || [...lineWays.values()].includes("each");
  const { time } = filter;
  const ids = useMemo(() => {
    if (!wanted) return [];
    const ends = ways === "each" ? [...chart.items.keys()] : [...lineWays].flatMap(([key, how]) => (how === "each" ? key.split(" ") : []));
    const drawn = new Set(ends);
    return [...chart.items.keys()].filter((id) => drawn.has(id) || drawn.has(leaderOf(seen, id))).toSorted().slice(0, ITEMS_MOST);
  }, [wanted, ways, lineWays, chart.items, seen]);
  const told = useQuery({ ...happenedQuery(ids, time ?? WHOLE), enabled: ids.length > 0 });
  const between = useMemo(() => {
    if (told.data === undefined) return NONE;
    return eventsBetween(told.data.events, (id) => leaderOf(seen, id));
  }, [told.data, seen]);
  const strands = useMemo(() => [...pairs.values()].flatMap((pair) => strandsOf(pair, lineWays.get(pair.key) ?? ways, between.get(pair.key) ?? [])), [pairs, ways, lineWays, between]);
  return { strands, undrawn: told.data === undefined ? 0 : Math.max(0, told.data.total - told.data.events.length) };
}
