import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";

import { type Camera, readCamera, readFilter, writeCamera, writeFilter } from "@/core/chart/address";
import { rememberChart } from "@/core/chart/current";
import type { Filter } from "@/core/chart/seen";
import { ended } from "@/core/chart/server";
import { type CaseDocument, documentQuery } from "@/core/documents";
import { useCases } from "@/core/sources";
import { useCommands } from "@/core/useCommands";

import type { ChartPane } from "../addresses";
import { NoCase } from "@/parts/NoCase";
import { ErrorNote, Loading } from "@/parts/Notes";
import { useHere } from "@/parts/useHere";
import { Board } from "./Board";
import { WithAnalyses } from "./WithAnalyses";

/** A chart by its address: the case, the chart, what is selected, where one looks, what is left out and which table is open. Without one a new chart begins. */
export function ChartView() {
  const { case: caseId = "", id = "", sel = "", add = "", pane = "items", an, cam, off, find = "" } = useSearch({ from: "/inside/chart" });
  const navigate = useNavigate({ from: "/chart" });
  const here = useHere("/chart");
  const cases = useCases();
  const [own, setOwn] = useState<readonly string[]>([]);
  const [round, setRound] = useState(0);
  const stored = useQuery({ ...documentQuery(caseId, id), enabled: id !== "" && !own.includes(id) });
  const selected = useMemo(() => sel.split(".").filter((item) => item !== ""), [sel]);
  const adding = useMemo(() => add.split(".").filter((item) => item !== ""), [add]);

  const queries = useQueryClient();
  useEffect(() => (id === "" ? undefined : () => { ended(queries, caseId, id); }), [queries, caseId, id]);

  const onSelection = useCallback((ids: readonly string[]) => void navigate({ search: (before) => ({ ...before, sel: ids.join(".") || undefined, add: undefined }), replace: true, resetScroll: false }), [navigate]);
  const onPane = useCallback((chosen: ChartPane) => void navigate({ search: (before) => ({ ...before, pane: chosen === "items" ? undefined : chosen }), replace: true, resetScroll: false }), [navigate]);
  const camera = useMemo(() => readCamera(cam), [cam]);
  const filter = useMemo(() => readFilter(off), [off]);
  const onCamera = useCallback((next: Camera) => {
    if (here()) void navigate({ search: (before) => ({ ...before, cam: writeCamera(next) }), replace: true, resetScroll: false });
  }, [navigate, here]);
  const onFilter = useCallback((next: Filter) => void navigate({ search: (before) => ({ ...before, off: writeFilter(next) }), replace: true, resetScroll: false }), [navigate]);
  const onFind = useCallback((text: string) => void navigate({ search: (before) => ({ ...before, find: text || undefined }), replace: true, resetScroll: false }), [navigate]);
  /** A chart that was begun here goes on under its address; a copy of an opened one is opened in its place. */
  const begunHere = id === "" || own.includes(id);
  const onBegun = useCallback((made: CaseDocument) => {
    if (begunHere) setOwn((before) => [...before, made.id]);
    void navigate({ search: (before) => ({ ...before, case: made.case, id: made.id }), replace: true, resetScroll: false });
  }, [navigate, begunHere]);
  const onNew = useCallback(() => {
    setOwn([]);
    setRound((before) => before + 1);
    rememberChart(null);
    void navigate({ search: {} });
  }, [navigate]);

  const onAnalyse = useCallback((next: string | undefined) => void navigate({ search: (before) => ({ ...before, an: next }), resetScroll: false }), [navigate]);
  useCommands({ "look.analyse": { run: () => { onAnalyse(an === undefined ? "open" : undefined); } } });

  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorNote error={cases.error} retry={() => void cases.refetch()} />;
  if (cases.data.length === 0) return <NoCase />;
  const shared = { cases: cases.data, selected, adding, pane, camera, filter, find, onCamera, onFilter, onFind, onPane, onSelection, onBegun, onNew };
  const beside = { an, cases: cases.data, onAnalyse };
  if (begunHere)
    return (
      <WithAnalyses {...beside}>
        <Board key={`new ${round}`} document={null} {...shared} />
      </WithAnalyses>
    );
  if (stored.isPending) return <Loading />;
  if (stored.isError) return <ErrorNote error={stored.error} retry={() => void stored.refetch()} />;
  return (
    <WithAnalyses {...beside}>
      <Board key={id} document={stored.data} {...shared} />
    </WithAnalyses>
  );
}
