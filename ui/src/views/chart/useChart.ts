import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useReducer, useRef } from "react";

import { type ChartDocument, fromBody, type Position } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { adjacency, drawnLines, pairs as paired } from "@/core/chart/known";
import { draw, expand, laidOut, type LayoutKind, wayBetween } from "@/core/chart/server";
import { type Action, initial, reduce } from "@/core/chart/state";
import type { CaseDocument } from "@/core/documents";
import type { TextKey } from "@/i18n/text";

export const EXPAND_MOST = 40;

/** A chart at work: its state, and what the server is asked for. `told` says in one sentence what the last question brought. */
export function useChart(document: CaseDocument | null, selected: readonly string[], told: (key: TextKey, count: number) => void) {
  const [state, act] = useReducer(reduce, document, (given) => (given === null ? initial : reduce(initial, { do: "open", chart: fromBody(given.body), selection: selected })));
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });

  const known = useMutation({
    mutationFn: (ids: readonly string[]) => draw(ids),
    onSuccess: ({ items, lines }) => {
      act({ do: "learn", items, lines });
    },
  });

  const adding = useMutation({
    mutationFn: async ({ ids, at }: { ids: readonly string[]; at: Position }) => {
      const { chart } = latest.current;
      const drawn = await draw([...chart.items.keys(), ...ids]);
      return { drawn, seen: ids.filter((id) => drawn.items.some((item) => item.id === id)), at };
    },
    onSuccess: ({ drawn, seen, at }) => {
      act({ do: "learn", ...drawn });
      act({ do: "edit", label: "chart.step.add", count: seen.length, change: (chart) => edit.add(chart, edit.around(chart, at, seen.filter((id) => !chart.items.has(id)))), select: seen });
      told("chart.told.added", seen.length);
    },
  });

  const expanding = useMutation({
    mutationFn: async ({ ids, types, limit = EXPAND_MOST, least = false }: { ids: readonly string[]; types?: readonly string[]; limit?: number; least?: boolean }) => {
      const found = [];
      const shown = new Set(latest.current.chart.items.keys());
      for (const id of ids) {
        const more = await expand({ id, shown: [...shown], types: types ?? [], limit, least });
        for (const item of more.items) shown.add(item.id);
        found.push({ id, more });
      }
      return found;
    },
    onSuccess: (found) => {
      for (const { more } of found) act({ do: "learn", items: more.items, lines: more.lines });
      const fresh = found.flatMap(({ more }) => more.items.map((item) => item.id));
      act({
        do: "edit",
        label: "chart.step.expand",
        count: fresh.length,
        change: (chart) =>
          found.reduce((now, { id, more }) => {
            const origin = now.items.get(id);
            return edit.add(now, edit.around(now, origin === undefined ? edit.centre(now) : [origin.x, origin.y], more.items.map((item) => item.id).filter((one) => !now.items.has(one))));
          }, chart),
      });
      const left = found.reduce((sum, { more }) => sum + more.hidden - more.items.length, 0);
      told(fresh.length === 0 ? "chart.told.none" : left > 0 ? "chart.told.more" : "chart.told.added", fresh.length === 0 ? 0 : left > 0 ? left : fresh.length);
    },
  });

  const finding = useMutation({
    mutationFn: async ({ start, end }: { start: string; end: string }) => {
      const way = await wayBetween(start, end);
      const ids = way.entities.map((entity) => entity.id);
      return { start, end, ids, drawn: ids.length === 0 ? null : await draw([...latest.current.chart.items.keys(), ...ids]) };
    },
    onSuccess: ({ start, end, ids, drawn }) => {
      if (drawn === null) {
        told("chart.told.no-path", 0);
        return;
      }
      act({ do: "learn", ...drawn });
      act({
        do: "edit",
        label: "chart.step.path",
        count: ids.length,
        select: ids,
        change: (chart) => {
          const [a, b] = [chart.items.get(start), chart.items.get(end)];
          return edit.add(chart, edit.between(a ? [a.x, a.y] : [0, 0], b ? [b.x, b.y] : [0, 0], ids.slice(1, -1).filter((id) => !chart.items.has(id))));
        },
      });
      told("chart.told.path", ids.length - 1);
    },
  });

  const lines = useMemo(() => drawnLines(state.chart, state.known), [state.chart.items, state.known.lines]); // eslint-disable-line hooks/exhaustive-deps -- only the items decide
  const pairs = useMemo(() => paired(lines), [lines]);
  const linked = useMemo(() => adjacency(pairs), [pairs]);

  const arranging = useMutation({
    mutationFn: async (kind: LayoutKind) => {
      const { chart, selection } = latest.current;
      const ids = selection.size > 2 && selection.size < chart.items.size ? [...selection] : [...chart.items.keys()];
      const roots = kind === "hierarchy" && selection.size <= 2 ? [...selection] : [];
      return { kind, places: await laidOut(kind, ids, pairs.values(), roots), from: edit.centre(chart, ids) };
    },
    onSuccess: ({ kind, places, from }) => {
      const moved = recentred(places, from);
      act({ do: "edit", label: `chart.step.${kind}`, count: moved.size, change: (chart) => edit.move(chart, moved, true) });
    },
  });

  const load = known.mutate;
  useEffect(() => {
    const ids = [...latest.current.chart.items.keys(), ...latest.current.chart.hidden.keys()];
    if (ids.length > 0) load(ids);
  }, [load, document]);

  const change = useCallback((label: TextKey, apply: (chart: ChartDocument) => ChartDocument, more: Partial<Extract<Action, { do: "edit" }>> = {}) => {
    act({ do: "edit", label, change: apply, ...more });
  }, []);

  return { state, act, change, lines, pairs, linked, known, adding, expanding, finding, arranging, latest };
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
