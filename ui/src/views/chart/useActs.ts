import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";

import { ApiError } from "@/api/client";
import { type Decision, judge, reversed, split, takenBack, valuesOf } from "@/core/chart/acts";
import type { Position } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import type { Act } from "@/core/chart/state";
import type { Judged, Judgement, Verdict } from "@/core/identity";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import type { Chart } from "./useChart";

export interface Judging {
  pairs: readonly Decision[];
  verdict: Verdict;
  reason: string;
}

/** Answers that say that something is no longer as it was left: the step can never be turned, and is forgotten. */
const CHANGED: ReadonlySet<number> = new Set([400, 404, 409, 422]);

const STEPS: Record<Verdict, TextKey> = { same: "chart.step.same", different: "chart.step.different", unsure: "chart.step.unsure" };

/**
 * What a person decides on the chart: who is who, and what was drawn here. The server decides first, then the step enters the history with what would take
 * it back, and the picture is asked for anew. Undo and redo go through here, so that nothing of it happens on the screen alone.
 */
export function useActs(made: Chart) {
  const { t } = useLocale();
  const queries = useQueryClient();
  const { act, again } = made;
  const [lost, setLost] = useState<unknown>(null);
  const [against, setAgainst] = useState<readonly Judgement[]>([]);

  const after = useCallback(() => {
    again();
    for (const name of ["identity", "entities", "search", "chart"]) void queries.invalidateQueries({ queryKey: [name] });
  }, [again, queries]);

  /** What was decided so far is a step that can be taken back, also when a later decision of the same act failed. */
  const decided = (label: TextKey, rows: readonly Judged[]) => {
    if (rows.length === 0) return;
    setAgainst(rows.flatMap((row) => row.against));
    act({ do: "edit", label, count: rows.length, change: (chart) => chart, act: { kind: "judged", rows: rows.map((row) => row.id) } });
    after();
  };

  const judging = useMutation({
    mutationFn: async ({ pairs, verdict, reason }: Judging) => {
      const rows: Judged[] = [];
      try {
        for (const pair of pairs) rows.push(await judge(pair, verdict, reason));
      } finally {
        decided(STEPS[verdict], rows);
      }
      return rows;
    },
  });

  const splitting = useMutation({ mutationFn: ({ id, reason }: { id: string; reason: string }) => split(id, reason), onSuccess: (rows) => { decided("chart.step.split", rows); } });
  const taking = useMutation({ mutationFn: ({ id, reason }: { id: string; reason: string }) => takenBack(id, reason), onSuccess: (row) => { decided("chart.step.split", [row]); } });

  /** A note was sealed and read: what it says is drawn, and undo retracts it. */
  const drawing = useMutation({
    mutationFn: async ({ entity, at }: { entity: string; at: Position | null }) => ({ entity, at, statements: await valuesOf(entity) }),
    onSuccess: ({ entity, at, statements }) => {
      const sealed: Act = { kind: "drawn", entity, statements, retracted: false };
      if (at === null) act({ do: "edit", label: "chart.step.link", change: (chart) => chart, act: sealed });
      else act({ do: "edit", label: "chart.step.item", change: (chart) => edit.add(chart, edit.around(chart, at, [entity], true)), select: [entity], act: sealed });
      after();
    },
  });

  const turning = useMutation({
    mutationFn: async ({ way, step }: { way: "undo" | "redo"; step: Act }) => ({ way, back: await reversed(step, t(way === "undo" ? "chart.reason.undo" : "chart.reason.redo")) }),
    onSuccess: ({ way, back }) => {
      setAgainst([]);
      act({ do: way, act: back });
      after();
    },
    onError: (error, { way }) => {
      if (error instanceof ApiError && CHANGED.has(error.status)) {
        act({ do: "forget", way });
        setLost(error);
      }
      after();
    },
  });

  const turn = useCallback(
    (way: "undo" | "redo") => {
      const { state } = made.latest.current;
      const step = (way === "undo" ? state.past : state.future).at(-1);
      if (step === undefined || turning.isPending) return;
      setLost(null);
      if (step.act === undefined) act({ do: way });
      else turning.mutate({ way, step: step.act });
    },
    [act, made.latest, turning],
  );

  const forget = useCallback(() => {
    setLost(null);
    setAgainst([]);
  }, []);

  const refused = turning.isError && lost === null ? turning.error : null;
  return { judging, splitting, taking, drawing, turning, turn, lost, against, forget, error: refused ?? drawing.error };
}

export type Acts = ReturnType<typeof useActs>;
