import { useState } from "react";

const KEY = "tahqiq.visit";
/** A look within half an hour belongs to the same visit. */
const SITTING = 30 * 60_000;

interface Visit {
  /** When the visit before this one ended; empty at the first. */
  before: string;
  last: string;
}

/** When the person last was here, before this sitting; kept in this browser only. Empty at the first visit. */
export function visited(person: string, now: Date, store: Pick<Storage, "getItem" | "setItem">): string {
  const key = `${KEY}.${person}`;
  const kept = store.getItem(key)?.split(" ") ?? [];
  const visit: Visit = { before: kept[0] ?? "", last: kept[1] ?? "" };
  const same = visit.last !== "" && now.getTime() - Date.parse(visit.last) < SITTING;
  const before = same ? visit.before : visit.last;
  store.setItem(key, `${before} ${now.toISOString()}`);
  return before;
}

export function useLastVisit(person: string): string {
  const [before] = useState(() => visited(person, new Date(), window.localStorage));
  return before;
}
