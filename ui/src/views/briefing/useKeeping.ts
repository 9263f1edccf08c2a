import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { type Briefing, toBody } from "@/core/briefing/document";
import { type CaseDocument, saved } from "@/core/documents";

const AFTER = 20_000;
/** How long the last change waits until it is kept without being asked for. */

/** Keeps a briefing in its case: on `save`, some time after a change, and when the page is left. Never over somebody else's change: that is told, and what is here stays here. */
export function useKeeping(caseId: string, made: Briefing, start: { id: string; version: number }, untitled: string, onBegun: (made: CaseDocument) => void) {
  const queries = useQueryClient();
  const [state, setState] = useState<"saved" | "waiting" | "saving" | "failed">("saved");
  const [error, setError] = useState<unknown>(null);
  const kept = useRef(made);
  const at = useRef(start);
  const latest = useRef(made);
  const busy = useRef<Promise<string> | null>(null);
  useEffect(() => { latest.current = made; });

  const write = useCallback(async (): Promise<string> => {
    const now = latest.current;
    if (now === kept.current && at.current.id !== "") return at.current.id;
    setState("saving");
    try {
      const done = await saved({ case: caseId, ...at.current, kind: "briefing", title: now.title.trim() || untitled, body: toBody(now) });
      const first = at.current.id === "";
      at.current = { id: done.id, version: done.version };
      kept.current = now;
      setError(null);
      setState(latest.current === now ? "saved" : "waiting");
      void queries.invalidateQueries({ queryKey: ["documents", caseId, "list"] });
      if (first) onBegun(done);
      return done.id;
    } catch (reason) {
      setError(reason);
      setState("failed");
      return "";
    }
  }, [caseId, onBegun, queries, untitled]);

  /** Saves what is here; the id of the document, "" when it could not be saved. */
  const save = useCallback(async (): Promise<string> => {
    if (busy.current !== null) await busy.current;
    busy.current = write();
    const id = await busy.current;
    busy.current = null;
    return id;
  }, [write]);

  useEffect(() => {
    if (made === kept.current) return undefined;
    setState((before) => (before === "saving" ? before : "waiting"));
    const timer = setTimeout(() => void save(), AFTER);
    return () => { clearTimeout(timer); };
  }, [made, save]);

  useEffect(() => {
    const leave = () => {
      if (latest.current !== kept.current && latest.current.blocks.length > 0) void save();
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [save]);

  return { state, error, save };
}
