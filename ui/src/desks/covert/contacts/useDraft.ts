import { useEffect, useRef, useState } from "react";

import { keepDraft } from "../server";

const PAUSE = 1200;

export interface Draft {
  /** Its id; "" before it was kept for the first time. */
  id: string;
  state: "new" | "typing" | "kept" | "failed";
  /** The mark of this typing; its report is filed once, and no draft of it is kept afterwards. */
  typing: string;
  /** Keeps nothing more and waits until nothing is being kept; the id then. */
  close: () => Promise<string>;
  /** Keeps again: the report was not filed. */
  reopen: () => void;
}

/** Keeps what is typed in the vault a moment after the last key, one saving after the other. Nothing of it lies in the browser. */
export function useDraft(code: string, start: string, typed: string, first: string): Draft {
  const [id, setId] = useState(start);
  const [state, setState] = useState<Draft["state"]>(start === "" ? "new" : "kept");
  const last = useRef(first);
  const held = useRef(start);
  const [typing] = useState(() => crypto.randomUUID());
  const [closed, setClosed] = useState(false);
  const running = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (closed || typed === last.current) return;
    setState("typing");
    const timer = window.setTimeout(() => {
      running.current = running.current.then(async () => {
        try {
          const kept = await keepDraft(code, held.current, typed, typing);
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
  }, [closed, code, typed, typing]);
  return { id, state, typing, close: async () => { setClosed(true); await running.current; return held.current; }, reopen: () => { setClosed(false); } };
}
