import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { keepDraft } from "../server";
import { useDraft } from "./useDraft";

vi.mock("../server", () => ({ keepDraft: vi.fn(() => Promise.resolve({ draft: "d1" })) }));

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); vi.clearAllMocks(); });

it("keeps nothing more once the report is being filed, and goes on where it was not filed", async () => {
  const { result, rerender } = renderHook(({ typed }) => useDraft("ACDE-FGHL", "", typed, "first"), { initialProps: { typed: "first" } });
  rerender({ typed: "second" });
  await act(async () => { await result.current.close(); });
  await act(async () => { await vi.advanceTimersByTimeAsync(5000); });
  expect(keepDraft).not.toHaveBeenCalled();
  act(() => { result.current.reopen(); });
  await act(async () => { await vi.advanceTimersByTimeAsync(5000); });
  expect(keepDraft).toHaveBeenCalledWith("ACDE-FGHL", "", "second", result.current.typing);
});
