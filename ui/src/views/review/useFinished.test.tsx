import { renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import type { Job } from "@/core/jobs";

import { useFinished } from "./useFinished";

const job = (no: number, state: string, kind = "link") => ({ no, state, kind }) as Job;

it("tells once that a run has ended while the page is open, so that its pairs are shown and not that none wait", () => {
  const told = vi.fn();
  const { rerender } = renderHook<undefined, { jobs: Job[] | undefined }>(({ jobs }) => { useFinished(jobs, "link", told); }, { initialProps: { jobs: undefined } });
  rerender({ jobs: [job(1, "done")] });
  rerender({ jobs: [job(2, "running"), job(1, "done")] });
  expect(told).not.toHaveBeenCalled();
  rerender({ jobs: [job(2, "done"), job(1, "done")] });
  rerender({ jobs: [job(3, "done", "collect"), job(2, "done"), job(1, "done")] });
  expect(told).toHaveBeenCalledTimes(1);
});
