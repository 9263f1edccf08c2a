import { useEffect, useEffectEvent, useRef } from "react";

import { active, type Job } from "@/core/jobs";

/** Calls `onDone` once for each job of a kind that ends while the page is open; what had ended before it was opened is not told. */
export function useFinished(jobs: readonly Job[] | undefined, kind: string, onDone: () => void): void {
  const known = useRef<ReadonlySet<number> | null>(null);
  const tell = useEffectEvent(onDone);
  useEffect(() => {
    if (jobs === undefined) return;
    const ended = new Set(jobs.filter((job) => job.kind === kind && !active(job)).map((job) => job.no));
    const before = known.current;
    known.current = ended;
    if (before !== null) for (const no of ended) if (!before.has(no)) tell();
  }, [jobs, kind]);
}
