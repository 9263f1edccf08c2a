import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useReducer, useRef } from "react";

import { type ChartDocument, everything, fromBody, type Position } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { adjacency, drawnLines, pairs as paired } from "@/core/chart/known";
import { behind, type Filter, leaderOf, placesBehind, seenOf } from "@/core/chart/seen";
import { draw, expandEach, laidOut, type LayoutKind, openedQuery, wayBetween } from "@/core/chart/server";
import { type Action, initial, reduce } from "@/core/chart/state";
import type { CaseDocument } from "@/core/documents";
import type { TextKey } from "@/i18n/text";

import { useTimes } from "./useTimes";

/** How much comes onto a chart in one step at most. */
const EXPAND_MOST = 2000;

/** A chart at work: its state, and what the server is asked for. `told` says in one sentence what the last question brought. */
export function useChart(document: CaseDocument | null, selected: readonly string[], filter: Filter, told: (key: TextKey, count: number) => void) {
  const [state, act] = useReducer(reduce, document, (given) => (given === null ? initial : reduce(initial, { do: "open", chart: fromBody(given.body), selection: selected })));
  const { chart, known: knows } = state;
  const every = useMemo(() => seenOf(chart, knows, filter), [chart.items, knows.items, filter]); // eslint-disable-line hooks/exhaustive-deps -- only the items decide
  const drawn = useMemo(() => drawnLines(every, knows, filter), [every, knows.lines, filter]); // eslint-disable-line hooks/exhaustive-deps -- only the lines decide
  const { times, seen, lines, sums } = useTimes(chart, knows, filter, every, drawn);
  const pairs = useMemo(() => paired(lines), [lines]);
  const linked = useMemo(() => adjacency(pairs), [pairs]);
  const selection = useMemo(() => (seen.members.size === 0 && seen.filtered === 0 ? state.selection : new Set([...state.selection].map((id) => leaderOf(seen, id)).filter((id) => seen.chart.items.has(id)))), [state.selection, seen]);
  const latest = useRef({ state, seen, selection });
  useEffect(() => {
    latest.current = { state, seen, selection };
  });

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

  const arranging = useMutation({
    mutationFn: async (kind: LayoutKind) => {
      const { seen: now, selection: chosen } = latest.current;
      const ids = chosen.size > 2 && chosen.size < now.chart.items.size ? [...chosen] : [...now.chart.items.keys()];
      const roots = kind === "hierarchy" && chosen.size <= 2 ? [...chosen] : [];
      return { kind, places: await laidOut(kind, ids, pairs.values(), roots), from: edit.centre(now.chart, ids) };
    },
    onSuccess: ({ kind, places, from }) => {
      place(`chart.step.${kind}`, recentred(places, from), true);
    },
  });

  useEffect(again, [again, document]);

  return { state, seen, selection, act, change, place, whole, lines, pairs, linked, filter, times, sums, known, load, again, adding, expanding, finding, arranging, latest };
}

/** Labels are wider than high, so pictures are stretched. */
const STRETCH = [2.3, 1.5] as const;

/** The same picture, its middle where the items stood before. */
function recentred(places: ReadonlyMap<string, Position>, [x, y]: Position): Map<string, Position> {
  const all = [...places.values()];
  const middle = [all.reduce((sum, at) => sum + at[0], 0) / Math.max(1, all.length), all.reduce((sum, at) => sum + at[1], 0) / Math.max(1, all.length)] as const;
  return new Map([...places].map(([id, at]) => [id, [(at[0] - middle[0]) * STRETCH[0] + x, (at[1] - middle[1]) * STRETCH[1] + y] as const]));
}

export type Chart = ReturnType<typeof useChart>;
