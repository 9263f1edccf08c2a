import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it, vi } from "vitest";

import { decisionsFor, useDecide } from "./products";

const made = (state: string) => ({ state, acts: [{ by: "1" }] }) as Parameters<typeof decisionsFor>[0];

describe("a product that somebody prepared", () => {
  it("is decided about by another person, and let out by a supervisor alone", () => {
    expect(decisionsFor(made("prepared"), { id: "1", roles: ["supervisor"] })).toEqual([]);
    expect(decisionsFor(made("prepared"), { id: "2", roles: ["analyst"] })).toEqual(["review", "send-back"]);
    expect(decisionsFor(made("reviewed"), { id: "2", roles: ["supervisor"] })).toEqual(["release", "send-back"]);
    expect(decisionsFor(made("released"), { id: "2", roles: ["supervisor"] })).toEqual([]);
  });

  it("shows its pages anew once it is released, without the banner of a draft", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ id: "p" })));
    const queries = new QueryClient();
    const pages = ["products", "c", "p", "pages"];
    queries.setQueryData(pages, { report: "draft" });
    const { result } = renderHook(() => useDecide("c"), { wrapper: ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider> });
    await result.current.mutateAsync({ id: "p", what: "review", note: "" });
    expect(queries.getQueryState(pages)?.isInvalidated).toBe(false);
    await result.current.mutateAsync({ id: "p", what: "release", note: "" });
    expect(queries.getQueryState(pages)?.isInvalidated).toBe(true);
  });
});
