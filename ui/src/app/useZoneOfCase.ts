import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useLayoutEffect } from "react";

import { followCase } from "@/core/settings";
import { casesQuery } from "@/core/sources";

/** The case that an address is about: the one it stands in, or the one it names; "" for none. */
export function caseIn(pathname: string, search: Readonly<Record<string, unknown>>): string {
  const named = /^\/cases\/([0-9a-f]{12})/.exec(pathname)?.[1] ?? search["case"];
  return typeof named === "string" ? named : "";
}

/** Shows moments in the zone of the case on screen, where it has one of its own. */
export function useZoneOfCase(): void {
  const { pathname, search } = useLocation();
  const id = caseIn(pathname, search);
  const zone = useQuery({ ...casesQuery, enabled: id !== "" }).data?.find((one) => one.id === id)?.zone ?? "";
  useLayoutEffect(() => { followCase(zone); }, [zone]);
}
