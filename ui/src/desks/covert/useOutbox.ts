import { useCallback, useEffect, useRef, useState } from "react";

import { ApiError } from "@/api/client";

const AGAIN = 5000;

export interface Waiting<L> {
  id: number;
  line: L;
  /** What the program said to it; undefined while it waits for an answer or for the network. */
  error: unknown;
}

export interface Outbox<L> {
  waiting: readonly Waiting<L>[];
  /** No answer came: it is tried again until one comes. */
  away: boolean;
  add: (line: L) => void;
  /** Takes back a line that was refused. */
  drop: (id: number) => void;
}

const unreachable = (error: unknown): boolean => error instanceof ApiError && error.code === "unreachable";

/**
 * Lines that are sent one after the other in the order in which they were typed. Without a network they wait on this page and are sent when it is back; nothing of them lies in the browser's store, so the
 * page says that they would be lost, before it is closed. A line that is refused stays, with the reason, and the ones after it go on.
 */
export function useOutbox<L>(send: (line: L) => Promise<unknown>, sent: () => void): Outbox<L> {
  const [waiting, setWaiting] = useState<readonly Waiting<L>[]>([]);
  const [away, setAway] = useState(false);
  const number = useRef(0);
  const busy = useRef(false);
  const first = waiting.find((one) => one.error === undefined);
  const doing = useRef({ send, sent });
  useEffect(() => { doing.current = { send, sent }; });
  const attempt = useCallback(async (one: Waiting<L>) => {
    if (busy.current) return;
    busy.current = true;
    try {
      await doing.current.send(one.line);
      setAway(false);
      setWaiting((before) => before.filter((other) => other.id !== one.id));
      doing.current.sent();
    } catch (error) {
      setAway(unreachable(error));
      if (!unreachable(error)) setWaiting((before) => before.map((other) => (other.id === one.id ? { ...other, error } : other)));
    } finally {
      busy.current = false;
    }
  }, []);
  useEffect(() => {
    if (first === undefined) return;
    const go = () => void attempt(first);
    if (!away) go();
    const timer = window.setInterval(go, AGAIN);
    window.addEventListener("online", go);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener("online", go);
    };
  }, [first, away, attempt]);
  const some = waiting.length > 0;
  useEffect(() => {
    if (!some) return;
    const stay = (event: BeforeUnloadEvent) => { event.preventDefault(); };
    window.addEventListener("beforeunload", stay);
    return () => { window.removeEventListener("beforeunload", stay); };
  }, [some]);
  return {
    waiting,
    away,
    add: (line) => { setWaiting((before) => [...before, { id: (number.current += 1), line, error: undefined }]); },
    drop: (id) => { setWaiting((before) => before.filter((one) => one.id !== id)); },
  };
}
