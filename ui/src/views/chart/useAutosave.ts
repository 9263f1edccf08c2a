import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { ApiError } from "@/api/client";
import { type ChartDocument, EMPTY, fromBody, toBody } from "@/core/chart/document";
import { type Clash, merged } from "@/core/chart/merged";
import { due, MOST } from "@/core/chart/saving";
import { type CaseDocument, readDocument, saved, versionsOf } from "@/core/documents";

export type SaveState = "saved" | "waiting" | "saving" | "changed-elsewhere" | "failed";

/** How often a chart that is looked at asks whether somebody else saved it. */
const ASKS = 15_000;

/** What somebody else saved that comes in: since which chart, what it is now, and how much of it is new. */
export interface Came {
  readonly base: ChartDocument;
  readonly theirs: ChartDocument;
  readonly taken: number;
  readonly by: string;
  /** How the chart is called there; null where I called it otherwise meanwhile. */
  readonly title: string | null;
}

const contents = (chart: ChartDocument): string => JSON.stringify(toBody(chart));

/**
 * Keeps a chart in its case: some time after the last change (see `due`), when the page is left or put aside, and at once on `now`. What is as it was saved
 * is not saved again. What somebody else saved meanwhile comes in change by change (`onCame`); where both changed the same, nothing more is saved here until
 * the person decides.
 */
export function useAutosave(chart: ChartDocument, title: string, caseId: string, document: CaseDocument | null, onBegun: (made: CaseDocument) => void, onCame: (came: Came) => void) {
  const queries = useQueryClient();
  const [at, setAt] = useState({ id: document?.id ?? "", version: document?.version ?? 0 });
  const [state, setState] = useState<SaveState>("saved");
  const [error, setError] = useState<unknown>(null);
  const [clashes, setClashes] = useState<readonly Clash[]>([]);
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

  /** Takes in what somebody else saved since; with `anyway` also where both changed the same, which then stands as it is there. */
  const join = useCallback(async (anyway = false): Promise<void> => {
    const { chart: now, title: name, caseId: where, at: place } = latest.current;
    const there = await readDocument(where, place.id);
    if (there.version <= place.version || latest.current.at.version !== place.version) return;
    const { chart: base, title: before } = kept.current;
    const theirs = fromBody(there.body);
    const { clashes: both, taken } = merged(base, now, theirs);
    setClashes(both);
    if (both.length > 0 && !anyway) {
      setState("changed-elsewhere");
      return;
    }
    kept.current = { chart: theirs, title: there.title, told: null };
    latest.current = { ...latest.current, at: { id: there.id, version: there.version } };
    times.current = { changed: Date.now() - MOST, saved: null }; // what is mine of both is saved at once
    setAt({ id: there.id, version: there.version });
    setError(null);
    setState("waiting");
    onCame({ base, theirs, taken, by: there.by_name, title: name === before ? there.title : null });
  }, [onCame]);

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
      if (changed) await join().catch((why: unknown) => { setError(why); });
    } finally {
      busy.current = null;
    }
  }, [queries, onBegun, settled, join]);

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

  useEffect(() => {
    if (at.id === "" || blocked) return;
    const timer = setInterval(() => {
      if (window.document.visibilityState !== "visible" || busy.current !== null) return;
      const work = versionsOf(caseId, at.id).then(async ([last]) => { if (last !== undefined && last.version > at.version) await join(); });
      busy.current = work.catch(() => null).then(() => { busy.current = null; });
    }, ASKS);
    return () => {
      clearInterval(timer);
    };
  }, [at, caseId, blocked, join]);

  /** Saves what is here as a chart of its own, leaving the other person's as it is. */
  const asNew = useCallback((name: string) => {
    setAt({ id: "", version: 0 });
    latest.current = { ...latest.current, title: name, at: { id: "", version: 0 } };
    kept.current = { chart: EMPTY, title: "", told: null };
    setState("waiting");
    void save();
  }, [save]);

  const takeTheirs = useCallback(() => { join(true).catch((why: unknown) => { setError(why); }); }, [join]);

  return { id: at.id, version: at.version, state, error, clashes, now: save, asNew, takeTheirs };
}
