import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { ApiError } from "@/api/client";
import { type ChartDocument, toBody } from "@/core/chart/document";
import { type CaseDocument, saved } from "@/core/documents";

const WAIT = 2500;

export type SaveState = "saved" | "waiting" | "saving" | "changed-elsewhere" | "failed";

/** Keeps a chart in its case: some seconds after the last change, when the page is left, and at once on `now`. Never over somebody else's change. */
export function useAutosave(chart: ChartDocument, title: string, caseId: string, document: CaseDocument | null, onBegun: (made: CaseDocument) => void) {
  const queries = useQueryClient();
  const [at, setAt] = useState({ id: document?.id ?? "", version: document?.version ?? 0 });
  const [state, setState] = useState<SaveState>("saved");
  const [error, setError] = useState<unknown>(null);
  const kept = useRef({ chart, title });
  const latest = useRef({ chart, title, caseId, at });
  const busy = useRef<Promise<unknown> | null>(null);
  useEffect(() => {
    latest.current = { chart, title, caseId, at };
  });

  const save = useCallback(async (): Promise<void> => {
    if (busy.current !== null) await busy.current;
    const { chart: now, title: name, caseId: where, at: place } = latest.current;
    if (where === "" || name.trim() === "" || (now === kept.current.chart && name === kept.current.title)) return;
    setState("saving");
    const work = saved({ case: where, id: place.id, version: place.version, kind: "chart", title: name, body: toBody(now) });
    busy.current = work.catch(() => null);
    try {
      const made = await work;
      kept.current = { chart: now, title: name };
      latest.current = { ...latest.current, at: { id: made.id, version: made.version } };
      setAt({ id: made.id, version: made.version });
      setError(null);
      setState(latest.current.chart === now ? "saved" : "waiting");
      void queries.invalidateQueries({ queryKey: ["documents", where, "list"] });
      if (place.id === "") onBegun(made);
    } catch (reason) {
      setError(reason);
      setState(reason instanceof ApiError && reason.code === "document-changed" ? "changed-elsewhere" : "failed");
    } finally {
      busy.current = null;
    }
  }, [queries, onBegun]);

  const blocked = state === "changed-elsewhere";
  useEffect(() => {
    if (blocked || (chart === kept.current.chart && title === kept.current.title)) return;
    setState((before) => (before === "saving" ? before : "waiting"));
    const timer = setTimeout(() => void save(), WAIT);
    return () => {
      clearTimeout(timer);
    };
  }, [chart, title, caseId, save, blocked]);

  useEffect(() => {
    const leave = () => {
      if (document !== null || latest.current.at.id !== "") void save();
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [save, document]);

  /** Saves what is here as a chart of its own, leaving the other person's as it is. */
  const asNew = useCallback(() => {
    setAt({ id: "", version: 0 });
    latest.current = { ...latest.current, at: { id: "", version: 0 } };
    kept.current = { chart: { items: new Map(), hidden: new Map(), groups: new Map() }, title: "" };
    setState("waiting");
    void save();
  }, [save]);

  return { id: at.id, version: at.version, state, error, now: save, asNew };
}
