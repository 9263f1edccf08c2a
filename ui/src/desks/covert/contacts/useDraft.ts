import { useEffect, useRef, useState } from "react";

import { keepDraft } from "../server";

const PAUSE = 1200;

export interface Draft {
  /** Its id; "" before it was kept for the first time. */
  id: string;
  state: "new" | "typing" | "kept" | "failed";
  /** Waits until nothing is being kept; the id then. */
  settled: () => Promise<string>;
}

/** Keeps what is typed in the vault a moment after the last key, one saving after the other. Nothing of it lies in the browser. */
export function useDraft(code: string, start: string, typed: string, first: string): Draft {
  const [id, setId] = useState(start);
  const [state, setState] = useState<Draft["state"]>(start === "" ? "new" : "kept");
  const last = useRef(first);
  const held = useRef(start);
  const running = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (typed === last.current) return;
    setState("typing");
    const timer = window.setTimeout(() => {
      running.current = running.current.then(async () => {
        try {
          const kept = await keepDraft(code, held.current, typed);
          held.current = kept.draft;
          last.current = typed;
          setId(kept.draft);
          setState("kept");
        } catch {
          setState("failed");
        }
      });
    }, PAUSE);
    return () => { window.clearTimeout(timer); };
  }, [code, typed]);
  return { id, state, settled: async () => { await running.current; return held.current; } };
}
