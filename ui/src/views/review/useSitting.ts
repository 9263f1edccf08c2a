import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";

import { ApiError } from "@/api/client";
import { type Card, type CardFilter, cardsQuery, idsOf, type Opened, openCard, sitting, useDecide, useUndoRun } from "@/core/cards";
import type { Judged, Verdict } from "@/core/identity";
import { useLocale } from "@/i18n/LocaleContext";

import { useKept } from "./useKept";

const NEAR_END = 10;

/** One act of this sitting: about which card (empty: many at once), and what it decided. */
interface Done {
  digest: string;
  verdict: Verdict | "alike";
  judged: readonly Judged[];
}

/** What is seen of a card that somebody else decided about meanwhile; `now` is null where nothing waits on it any more. */
export interface Meanwhile {
  now: Opened | null;
}

/**
 * A sitting: the cards as they were when it began, which one is looked at, what was decided. Cards keep their places while one decides; what a decision left
 * over follows its card; what changed meanwhile is put in the place of what it was, and told.
 */
export function useSitting(filter: CardFilter) {
  const { t, locale } = useLocale();
  const pages = useInfiniteQuery(cardsQuery(filter, locale));
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<readonly Done[]>([]);
  const [replaced, setReplaced] = useState<ReadonlyMap<string, Card>>(new Map());
  const [kept, setKept] = useState<readonly Card[]>([]);
  const [left, setLeft] = useState<ReadonlyMap<string, Card>>(new Map());
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  const decide = useDecide();
  const undo = useUndoRun();
  const cards = sitting(kept, pages.data?.pages ?? [], replaced, left);
  const first = pages.data?.pages[0];
  const settled = kept.filter((one) => !(pages.data?.pages ?? []).some((page) => page.cards.some((listed) => listed.digest === one.digest)));
  const total = Math.max(cards.length, settled.length + (first?.total ?? 0));
  const pairs = settled.reduce((sum, one) => sum + one.pairs.length, first?.pairs ?? 0);
  const card = cards[at];
  const verdict = card === undefined ? undefined : done.findLast((one) => one.digest === card.digest)?.verdict;
  const [asking, setAsking] = useState(false);
  const busy = decide.isPending || undo.isPending || asking;
  const [followed, setFollowed] = useState(0);

  /**
   * At the end of the cards, after something was decided: pairs that led from one card to another are cards of their own now, and come at once, behind those
   * that were decided, which keep their places for whoever takes a decision back. Until then nothing is decided and nothing taken back: the answer would put
   * the reviewer somewhere else.
   */
  const follow = useEffectEvent(() => {
    const decided = cards.filter((one) => done.some((act) => act.digest === one.digest));
    setFollowed(done.length);
    setAsking(true);
    void pages.refetch().then(() => { setKept(decided); setAt(decided.length); }).finally(() => { setAsking(false); });
  });
  /** The queue as it is now; at one of its cards, or from its beginning. */
  const begin = (digest = "") => {
    setKept([]);
    setAt(0);
    setAsking(true);
    void pages.refetch()
      .then((now) => { setAt(Math.max(0, sitting([], now.data?.pages ?? [], new Map(), new Map()).findIndex((one) => one.digest === digest))); })
      .finally(() => { setAsking(false); });
  };
  const ended = pages.isSuccess && card === undefined && !pages.hasNextPage && !pages.isFetching && !busy && done.length > followed;
  useEffect(() => { if (ended) follow(); }, [ended]);

  const step = (to: number) => {
    const next = Math.max(0, Math.min(cards.length, to));
    setAt(next);
    setMeanwhile(null);
    if (next >= cards.length - NEAR_END && pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
  };
  const changed = async (was: Card) => {
    const now = await openCard(idsOf(was)).catch(() => null);
    if (now !== null) setReplaced((before) => new Map(before).set(was.digest, now));
    setMeanwhile({ now });
  };
  const judge = (chosenVerdict: Verdict, reason: string, out: readonly string[]) => {
    if (card === undefined || busy || verdict !== undefined) return;
    const chosen = chosenVerdict === "same" ? idsOf(card).filter((id) => !out.includes(id)) : [];
    setMeanwhile(null);
    decide.mutate(
      { card, verdict: chosenVerdict, reason, chosen },
      {
        onSuccess: (judged) => {
          setDone((before) => [...before, { digest: card.digest, verdict: chosenVerdict, judged }]);
          const joined = judged[0]?.entity;
          // what was taken out is a card of its own, and comes next: until it is there, nothing else is looked at that a quick key would decide
          if (chosenVerdict === "same" && out.length > 0 && joined !== undefined)
            void openCard([joined, ...out]).then((rest) => { setLeft((before) => new Map(before).set(card.digest, rest)); }, () => undefined).finally(() => { step(at + 1); });
          else step(at + 1);
        },
        onError: (error) => { forget(); if (error instanceof ApiError && error.code === "review-changed") void changed(card); },
      },
    );
  };
  const takeBack = () => {
    const latest = done.at(-1);
    const run = latest?.judged[0]?.run;
    if (latest === undefined || run === undefined || busy) return;
    undo.mutate(
      { run, reason: t("review.reason.undo") },
      {
        onSuccess: () => {
          setDone((before) => before.slice(0, -1));
          setFollowed((before) => Math.min(before, done.length - 1)); // decided once more, it may lead on once more
          const rest = left.get(latest.digest);
          setLeft((before) => new Map([...before].filter(([digest]) => digest !== latest.digest)));
          setKept((before) => before.filter((one) => one.digest !== rest?.digest));
          setMeanwhile(null);
          const where = cards.findIndex((one) => one.digest === latest.digest);
          if (where === -1) begin(latest.digest);
          else setAt(where);
        },
      },
    );
  };
  // asked for while an answer is awaited (a decision, what follows from the last one), it is about what has been decided when that answer is there
  const { ask: back, forget } = useKept(busy || ended, takeBack);
  /** Many were joined at once: the queue is another one now. */
  const joined = (judged: readonly Judged[]) => {
    setDone((before) => [...before, { digest: "", verdict: "alike", judged }]);
    begin();
  };
  const stale = decide.error instanceof ApiError && decide.error.code === "review-changed";
  return { pages, first, total, pairs, cards, card, at, step, done, verdict, judge, back, begin, joined, busy, meanwhile, stale, decide, undo, looking: pages.isFetching || asking || ended };
}
