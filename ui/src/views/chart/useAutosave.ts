import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { ApiError } from "@/api/client";
import { type ChartDocument, EMPTY, toBody } from "@/core/chart/document";
import { due } from "@/core/chart/saving";
import { type CaseDocument, saved } from "@/core/documents";

export type SaveState = "saved" | "waiting" | "saving" | "changed-elsewhere" | "failed";

const contents = (chart: ChartDocument): string => JSON.stringify(toBody(chart));

/**
 * Keeps a chart in its case: some time after the last change (see `due`), when the page is left or put aside, and at once on `now`. What is as it was saved
 * is not saved again. Never over somebody else's change: then both are kept, and nothing more is saved here until the person decides.
 */
export function useAutosave(chart: ChartDocument, title: string, caseId: string, document: CaseDocument | null, onBegun: (made: CaseDocument) => void) {
  const queries = useQueryClient();
  const [at, setAt] = useState({ id: document?.id ?? "", version: document?.version ?? 0 });
  const [state, setState] = useState<SaveState>("saved");
  const [error, setError] = useState<unknown>(null);
  const kept = useRef<{ chart: ChartDocument; title: string; told: string | null }>({ chart, title, told: null });
  const times = useRef<{ changed: number | null; saved: number | null }>({ changed: null, saved: document === null ? null : Date.now() });
  const latest = useRef({ chart, title, caseId, at });
  const busy = useRef<Promise<unknown> | null>(null);
  const blocked = state === "changed-elsewhere";
  const held = useRef(blocked);
  useEffect(() => {
    latest.current = { chart, title, caseId, at };
    held.current = blocked;
  });

  const settled = useCallback(() => {
    times.current = { ...times.current, changed: null };
    setState("saved");
  }, []);

  const save = useCallback(async (): Promise<void> => {
    if (busy.current !== null) await busy.current;
    const { chart: now, title: name, caseId: where, at: place } = latest.current;
    if (where === "" || name.trim() === "" || (now === kept.current.chart && name === kept.current.title)) return;
    const told = contents(now);
    if (name === kept.current.title && told === (kept.current.told ?? contents(kept.current.chart)) && place.id !== "") {
      kept.current = { chart: now, title: name, told };
      settled();
      return;
    }
    setState("saving");
    const work = saved({ case: where, id: place.id, version: place.version, kind: "chart", title: name, body: toBody(now) });
    busy.current = work.catch(() => null);
    try {
      const made = await work;
      kept.current = { chart: now, title: name, told };
      latest.current = { ...latest.current, at: { id: made.id, version: made.version } };
      times.current = { changed: null, saved: Date.now() };
      setAt({ id: made.id, version: made.version });
      setError(null);
      setState(latest.current.chart === now ? "saved" : "waiting");
      void queries.invalidateQueries({ queryKey: ["documents", where, "list"] });
      if (place.id === "") onBegun(made);
    } catch (reason) {
      const changed = reason instanceof ApiError && reason.code === "document-changed";
      setError(changed ? null : reason);
      setState(changed ? "changed-elsewhere" : "failed");
    } finally {
      busy.current = null;
    }
  }, [queries, onBegun, settled]);

  useEffect(() => {
    if (blocked) return;
    if (chart === kept.current.chart && title === kept.current.title) {
      settled();
      return;
    }
    setState((before) => (before === "saving" ? before : "waiting"));
    const now = Date.now();
    times.current.changed ??= now;
    const timer = setTimeout(() => void save(), due({ now, changed: times.current.changed, saved: times.current.saved }));
    return () => {
      clearTimeout(timer);
    };
  }, [chart, title, caseId, save, blocked, settled]);

  useEffect(() => {
    const leave = () => {
      if (!held.current && (document !== null || latest.current.at.id !== "")) void save();
    };
    const aside = () => {
      if (window.document.visibilityState === "hidden") leave();
    };
    window.addEventListener("pagehide", leave);
    window.document.addEventListener("visibilitychange", aside);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.document.removeEventListener("visibilitychange", aside);
      leave();
    };
  }, [save, document]);

  /** Saves what is here as a chart of its own, leaving the other person's as it is. */
  const asNew = useCallback((name: string) => {
    setAt({ id: "", version: 0 });
    latest.current = { ...latest.current, title: name, at: { id: "", version: 0 } };
    kept.current = { chart: EMPTY, title: "", told: null };
    setState("waiting");
    void save();
  }, [save]);

  return { id: at.id, version: at.version, state, error, now: save, asNew };
}
