import { useEffect, useState } from "react";

import { lastAnswer } from "@/api/sessionEnd";

/** How long before its end a session is said to end, in minutes. */
const BEFORE = 5;
const MINUTE = 60_000;
/** How often the clock is looked at, in milliseconds. */
const LOOK = 10_000;

/** Whole minutes until a session that is idle so long ends; 0 once it has, null while the end is far. The server notes a use by the minute: the last one is not counted on. */
export function minutesLeft(idle: number, last: number, now: number): number | null {
  const left = Math.floor((last + (idle - 1) * MINUTE - now) / MINUTE) + 1;
  return left > BEFORE ? null : Math.max(0, left);
}

/** The same, looked at again as time passes. */
export function useMinutesLeft(idle: number): number | null {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const timer = window.setInterval(() => { setLeft(minutesLeft(idle, lastAnswer(), Date.now())); }, LOOK);
    return () => { window.clearInterval(timer); };
  }, [idle]);
  return left;
}
