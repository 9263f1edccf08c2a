import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useReducer, useRef } from "react";

import { type ChartDocument, everything, fromBody, type Position } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { adjacency, drawnLines, type Line, pairs as paired } from "@/core/chart/known";
import { usePhotos } from "@/core/chart/photos";
import { behind, type Filter, leaderOf, placesBehind, seenOf } from "@/core/chart/seen";
import { type Arrangement, draw, expandEach, laidOut, type LayoutKind, openedQuery, wayBetween } from "@/core/chart/server";
import { type Action, initial, reduce } from "@/core/chart/state";
import { useRuleSets } from "@/core/chart/useRuleSets";
import type { CaseDocument } from "@/core/documents";
import { layerQuery, mapQuery } from "@/core/map/server";
import { mirrored as runsMirrored, useSettings } from "@/core/settings";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import { useStrands } from "./useStrands";
import { useStyled } from "./useStyled";
import { useTimes } from "./useTimes";

/** How much comes onto a chart in one step at most. */
const EXPAND_MOST = 2000;

/** A chart at work: its state, and what the server is asked for. `told` says in one sentence what the last question brought. */
export function useChart(document: CaseDocument | null, caseId: string, selected: readonly string[], filter: Filter, told: (key: TextKey, count: number) => void) {
  const [state, act] = useReducer(reduce, document, (given) => (given === null ? initial : reduce(initial, { do: "open", chart: fromBody(given.body), selection: selected })));
  const { chart, known: knows } = state;
  const every = useMemo(() => seenOf(chart, knows, filter), [chart.items, chart.groups, chart.collapsed, knows.items, filter]); // eslint-disable-line hooks/exhaustive-deps -- only the items decide
  const drawn = useMemo(() => drawnLines(every, knows, filter), [every, knows.lines, filter]); // eslint-disable-line hooks/exhaustive-deps -- only the lines decide
  const { times, seen, lines, sums, gone } = useTimes(chart, knows, filter, every, drawn);
  const pairs = useMemo(() => paired(lines), [lines]);
  const faces = useMemo(() => (chart.faceless ? [] : [...new Set([...chart.items.values()].flatMap(({ photo }) => photo ?? []))].toSorted()), [chart.items, chart.faceless]);
  const { photos } = usePhotos(faces);
  const { strands, undrawn } = useStrands(chart, seen, pairs, filter);
  const linked = useMemo(() => adjacency(pairs), [pairs]);
  const selection = useMemo(() => (seen.members.size === 0 && seen.filtered === 0 ? state.selection : new Set([...state.selection].map((id) => leaderOf(seen, id)).filter((id) => seen.chart.items.has(id)))), [state.selection, seen]);
  const latest = useRef({ state, seen, selection, lines, pairs });
  useEffect(() => {
    latest.current = { state, seen, selection, lines, pairs };
  });

  const asked = useMemo(() => [...chart.items.keys()].toSorted(), [chart.items]);
  const shared = useRuleSets(caseId, chart.ruleSets);
  const rules = useMemo(() => [...shared.rules, ...chart.rules], [shared.rules, chart.rules]);
  const { styles, styled } = useStyled(asked, rules);

  const queries = useQueryClient();
  const opening = useRef(document);
  const known = useMutation({
    mutationFn: (ids: readonly string[]) => {
      const first = opening.current;
      opening.current = null;
      return first === null ? draw(ids) : queries.query(openedQuery(first));
    },
    onSuccess: ({ items, lines: drawn }, asked) => {
      act({ do: "learn", items, lines: drawn, whole: true });
      const there = everything(latest.current.state.chart);
      if (there.length > asked.length) load(there); // something came while the answer was under way
    },
  });
  const load = known.mutate;
  const again = useCallback(() => {
    const ids = everything(latest.current.state.chart);
    if (ids.length > 0) load(ids);
  }, [load]);

  const adding = useMutation({
    mutationFn: async ({ ids, at }: { ids: readonly string[]; at: Position }) => {
      const drawn = await draw([...everything(latest.current.state.chart), ...ids]);
      return { drawn, found: ids.filter((id) => drawn.items.some((item) => item.id === id)), at };
    },
    onSuccess: ({ drawn, found, at }) => {
      act({ do: "learn", ...drawn, whole: true });
      act({ do: "edit", label: "chart.step.add", count: found.length, change: (now) => edit.add(now, edit.around(now, at, found.filter((id) => !now.items.has(id)))), select: found });
      told("chart.told.added", found.length);
    },
  });

  const expanding = useMutation({
    mutationFn: async ({ ids, only }: { ids: readonly string[]; only: readonly string[] }) => {
      const shown = [...latest.current.state.chart.items.keys()];
      return (await expandEach({ ids, shown, only: only.slice(0, EXPAND_MOST) })).map((more) => ({ id: more.of, more }));
    },
    onSuccess: (found) => {
      for (const { more } of found) act({ do: "learn", items: more.items, lines: more.lines });
      const fresh = found.flatMap(({ more }) => more.items.map((item) => item.id));
      act({
        do: "edit",
        label: "chart.step.expand",
        count: fresh.length,
        change: (before) =>
          found.reduce((now, { id, more }) => {
            const origin = now.items.get(id);
            return edit.add(now, edit.around(now, origin === undefined ? edit.centre(now) : [origin.x, origin.y], more.items.map((item) => item.id).filter((one) => !now.items.has(one))));
          }, before),
      });
      told(fresh.length === 0 ? "chart.told.none" : "chart.told.added", fresh.length);
    },
  });

  const finding = useMutation({
    mutationFn: async ({ start, end }: { start: string; end: string }) => {
      const way = await wayBetween(start, end);
      const ids = way.entities.map((entity) => entity.id);
      return { start, end, ids, late: way.behind > 0, drawn: ids.length === 0 ? null : await draw([...everything(latest.current.state.chart), ...ids]) };
    },
    onSuccess: ({ start, end, ids, late, drawn }) => {
      if (drawn === null || ids.length < 2) {
        told(late ? "chart.told.no-path-late" : "chart.told.no-path", 0);
        return;
      }
      act({ do: "learn", ...drawn, whole: true });
      act({
        do: "edit",
        label: "chart.step.path",
        count: ids.length,
        select: [start, ...ids.slice(1, -1), end],
        change: (now) => {
          const [a, b] = [now.items.get(start), now.items.get(end)];
          return edit.add(now, edit.between(a ? [a.x, a.y] : [0, 0], b ? [b.x, b.y] : [0, 0], ids.slice(1, -1).filter((id) => !now.items.has(id))));
        },
      });
      told(late ? "chart.told.path-late" : "chart.told.path", ids.length - 1);
    },
  });

  const change = useCallback((label: TextKey, apply: (chart: ChartDocument) => ChartDocument, more: Partial<Extract<Action, { do: "edit" }>> = {}) => {
    act({ do: "edit", label, change: apply, ...more });
  }, []);

  /** Drawn items at other places, and with them the fragments that each stands for. */
  const place = useCallback((label: TextKey, places: ReadonlyMap<string, Position>, respectPins = false) => {
    act({ do: "edit", label, count: places.size, change: (now) => edit.move(now, placesBehind(latest.current.seen, now, places), respectPins) });
  }, []);

  /** The fragments behind drawn items. */
  const whole = useCallback((ids: Iterable<string>) => behind(latest.current.seen, ids), []);

  /** What a layout is about: the selection (three items or more) or all; by links a selection finds its places among the others, which stay. */
  const arrangement = useCallback(async (kind: LayoutKind, by: ReadonlyMap<string, string> | null): Promise<{ given: Arrangement; free: boolean }> => {
    const { state: { chart: whole, known: about }, seen: now, selection: chosen } = latest.current;
    const all = [...now.chart.items.keys()];
    const some = chosen.size > 2 && chosen.size < all.length;
    const among = some && kind === "force";
    const ids = some && !among ? [...chosen] : all;
    const fixed = new Map(ids.flatMap((id) => { const item = now.chart.items.get(id); return item !== undefined && (item.pinned === true || (among && !chosen.has(id))) ? [[id, [item.x, item.y] as const] as const] : []; }));
    const own = (id: string) => [id, ...(now.members.get(id) ?? [])].map((one) => by?.get(one)).find((value) => value !== undefined) ?? "";
    const groups = by !== null ? new Map(ids.map((id) => [id, own(id)] as const)) : new Map(ids.map((id) => { const group = whole.items.get(id)?.group; return [id, group === undefined ? (about.items.get(id)?.schema ?? "") : `* ${group}`] as const; }));
    const places = kind === "map" ? await placesOf(queries, new Set(ids)) : new Map<string, readonly [number, number]>();
    return { given: { ids, links: latest.current.pairs.values(), roots: chosen.size <= 2 ? [...chosen] : [], groups, times: firstSeen(latest.current.lines), places, fixed }, free: fixed.size === 0 };
  }, [queries]);

  const mirrored = runsMirrored(useLocale().direction, useSettings());
  /** A picture of the chart by a layout, without moving anything; `by`: the group of each item, null for the groups and types of the chart. */
  const pictured = useCallback(async (kind: LayoutKind, by: ReadonlyMap<string, string> | null = null) => {
    const { given, free } = await arrangement(kind, by);
    const places = await laidOut(kind, mirrored, given);
    return { kind, given, places: free ? recentred(places, edit.centre(latest.current.seen.chart, given.ids)) : places };
  }, [arrangement, mirrored]);

  const arranging = useMutation({
    mutationFn: (kind: LayoutKind) => pictured(kind),
    onSuccess: ({ kind, given, places }) => {
      if (kind === "map" && given.places.size === 0) told("chart.told.no-places", 0);
      else if (kind === "themes" && given.times.size === 0) told("chart.told.no-times", 0);
      else place(`chart.step.${kind}`, places, true);
    },
  });

  useEffect(again, [again, document]);

  return { state, every, seen, selection, act, change, place, whole, lines, pairs, strands, undrawn, photos, linked, filter, times, sums, gone, known, load, again, adding, expanding, finding, arranging, pictured, shared, rules, styled, styles, asked, latest };
}

/** The same picture, its middle where the items stood before. */
function recentred(places: ReadonlyMap<string, Position>, [x, y]: Position): Map<string, Position> {
  const all = [...places.values()];
  const middle = [all.reduce((sum, at) => sum + at[0], 0) / Math.max(1, all.length), all.reduce((sum, at) => sum + at[1], 0) / Math.max(1, all.length)] as const;
  return new Map([...places].map(([id, at]) => [id, [at[0] - middle[0] + x, at[1] - middle[1] + y] as const]));
}

/** When each item first appears on a line, milliseconds. */
function firstSeen(lines: readonly Line[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of lines) {
    const first = Date.parse(line.first || line.last);
    if (Number.isNaN(first)) continue;
    for (const id of [line.a, line.b]) found.set(id, Math.min(first, found.get(id) ?? Infinity));
  }
  return found;
}

/** Where some items are, by the layer of places of the map. */
async function placesOf(queries: QueryClient, ids: ReadonlySet<string>): Promise<Map<string, readonly [number, number]>> {
  const locale = "en"; // words of the layer are not read
  const { layers } = await queries.query(mapQuery(locale));
  const found = new Map<string, readonly [number, number]>();
  for (const layer of layers.filter(({ id }) => id === "places" || id === "cell-sites")) {
    const drawing = await queries.query(layerQuery(layer, { case: "", since: "", until: "", item: null }, locale));
    for (const mark of drawing.marks) for (const { id } of mark.things) if (ids.has(id)) found.set(id, [mark.lon, mark.lat]);
  }
  return found;
}

export type Chart = ReturnType<typeof useChart>;
