import { useEffect, useEffectEvent, useState } from "react";

/** An act that is asked for while something else is awaited is kept, once, and done when nothing is awaited any more; `forget` drops it. */
export function useKept(waiting: boolean, act: () => void): { ask: () => void; forget: () => void } {
  const [owed, setOwed] = useState(false);
  const due = useEffectEvent(() => {
    setOwed(false);
    act();
  });
  useEffect(() => { if (owed && !waiting) due(); }, [owed, waiting]);
  return { ask: () => { if (waiting) setOwed(true); else act(); }, forget: () => { setOwed(false); } };
}
