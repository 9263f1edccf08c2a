import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";

/** Asks whether the person is still at an address, and not on the way from it: what a view writes a moment later (where one looks) must not bring back who has left. */
export function useHere(path: string): () => boolean {
  const router = useRouter();
  return useCallback(() => router.latestLocation.pathname === path, [router, path]);
}
