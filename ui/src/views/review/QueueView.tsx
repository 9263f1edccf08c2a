import { Alert, Anchor, Button, Group, Kbd, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";

import { type Card, type CardFilter, openedQuery } from "@/core/cards";
import { useFormat } from "@/core/format";
import { sidesQuery } from "@/core/identity";
import { pressed, typing } from "@/core/keys";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { AlikeDialog } from "./AlikeDialog";
import { AlikeQueue } from "./AlikeQueue";
import { CardBody } from "./CardBody";
import { Contradiction } from "./Contradiction";
import { EffectLine } from "./EffectLine";
import { Filters } from "./Filters";
import { JudgementLine } from "./JudgementLine";
import { KeysDialog } from "./KeysDialog";
import classes from "./Review.module.css";
import { RunLinkage } from "./RunLinkage";
import { useSuggested } from "./suggested";
import { useSitting } from "./useSitting";
import { VERDICTS } from "./verdict";
import { ReasonField, Verdicts } from "./Verdicts";

type Dialog = "keys" | "bulk" | { alike: string } | null;

/** The queue by person: one card after the other, decided from the keyboard. */
export function QueueView({ filter }: { filter: CardFilter }) {
  const { t } = useLocale();
  const format = useFormat();
  const queries = useQueryClient();
  const sitting = useSitting(filter);
  const { pages, first, total, pairs, cards, card, at, verdict, busy } = sitting;
  const [typed, setTyped] = useState("");
  const [out, setOut] = useState<readonly string[]>([]);
  const [pair, setPair] = useState<number | null>(null);
  const [dialog, open] = useState<Dialog>(null);
  const filters = useRef<HTMLDivElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const suggested = useCardReason(card);
  const ready = card !== undefined && verdict === undefined && !busy;

  const clear = () => { setTyped(""); setOut([]); setPair(null); };
  const step = (to: number) => { sitting.step(to); clear(); };
  const toggle = (id: string) => { setOut((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id])); };
  const evidence = () => {
    if (card === undefined) return;
    if (card.entities.length > 2) setPair(pair === null ? 0 : pair + 1 < card.pairs.length ? pair + 1 : null);
    else body.current?.querySelector<HTMLElement>("[role=region]")?.focus();
  };
  // before a key can follow: what was chosen and written for one card is never said of the next
  useLayoutEffect(() => { clear(); body.current?.focus({ preventScroll: true }); }, [card?.digest]);
  useAhead(cards[at + 1]);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (typing(event.target) || event.defaultPrevented || event.repeat || dialog !== null || document.querySelector("[role=dialog]") !== null) return;
    if (event.shiftKey && event.code === "Slash") { event.preventDefault(); open("keys"); return; }
    if (event.shiftKey) return;
    const chosen = VERDICTS.find((item) => pressed(event, item.code, item.sign));
    const digit = /^(?:Digit|Numpad)([1-8])$/.exec(event.code);
    if (chosen !== undefined) { if (ready) sitting.judge(chosen.verdict, typed.trim() === "" ? suggested(chosen.verdict) : typed.trim(), out); }
    else if (pressed(event, "KeyU", "u")) sitting.back();
    else if (pressed(event, "KeyJ", "j")) step(at + 1);
    else if (pressed(event, "KeyK", "k")) step(at - 1);
    else if (pressed(event, "KeyE", "e")) evidence();
    else if (pressed(event, "KeyF", "f")) filters.current?.querySelector("select")?.focus();
    else if (pressed(event, "KeyR", "r")) reason.current?.focus();
    else if (pressed(event, "KeyB", "b")) open("bulk");
    else if (digit !== null && !event.ctrlKey && !event.metaKey && !event.altKey && card !== undefined && card.entities.length > 2) {
      const chosenOne = card.entities[Number(digit[1]) - 1];
      if (chosenOne === undefined) return;
      toggle(chosenOne.id);
    } else return;
    event.preventDefault();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => { onKey(event); };
    window.addEventListener("keydown", listen, true); // before the page's own: “?” tells the keys of this screen
    return () => { window.removeEventListener("keydown", listen, true); };
  }, []);

  const again = () => { queries.removeQueries({ queryKey: ["review"] }); sitting.begin(); clear(); };
  const last = sitting.done.at(-1);
  const against = (last?.judged ?? []).flatMap((one) => one.against);
  const error = sitting.stale ? sitting.undo.error : (sitting.decide.error ?? sitting.undo.error);
  if (pages.isPending) return <Loading />;
  if (pages.isError) return <ErrorNote error={pages.error} retry={() => void pages.refetch()} />;
  const filtered = Object.entries(filter).some(([name, value]) => name !== "order" && value !== undefined);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t("review.title")}</Title>
        <Group gap="md">
          <Text size="sm" c="dimmed" role="status" data-progress data-done={sitting.done.length}>
            {total > 0 && t("review.cards.progress", { n: format.number(Math.min(at + 1, cards.length)), total: format.number(total), pairs: format.number(pairs), done: format.number(sitting.done.length) })}
          </Text>
          <Anchor component={Link} to="/review?show=decisions" size="sm">{t("review.decisions")}</Anchor>
        </Group>
      </Group>
      {first !== undefined && (total > 0 || filtered) && <Filters ref={filters} filter={filter} page={first} />}
      {total === 0 && sitting.done.length === 0 ? (
        <Empty title={t(filtered ? "review.none.filtered" : "review.none")}>
          <Text size="sm">{t(filtered ? "review.none.filtered.next" : "review.none.next")}</Text>
        </Empty>
      ) : (
        <>
          <Group gap="xs" role="toolbar" aria-label={t("review.decide")}>
            <Verdicts disabled={!ready} onDecide={(chosen) => { sitting.judge(chosen, typed.trim() === "" ? suggested(chosen) : typed.trim(), out); }} />
            <Tool sign="J" disabled={card === undefined} onClick={() => { step(at + 1); }}>{t("review.next")}</Tool>
            <Tool sign="K" disabled={at === 0} onClick={() => { step(at - 1); }}>{t("review.before")}</Tool>
            <Tool sign="U" disabled={last === undefined || busy} onClick={sitting.back}>{t("review.undo")}</Tool>
            <Tool sign="E" disabled={card === undefined} onClick={evidence}>{t("review.evidence.open")}</Tool>
            <Tool sign="B" onClick={() => { open("bulk"); }}>{t("review.bulk")}</Tool>
            <Tool sign="?" onClick={() => { open("keys"); }}>{t("review.keys")}</Tool>
          </Group>
          {error !== null && <ErrorNote error={error} />}
          {last?.verdict === "alike" && <Text size="sm" role="status">{format.counted("review.together.decided", last.judged.length)}</Text>}
          {against.length > 0 && <Contradiction title={t("review.contradicted")} judgements={against} />}
          {sitting.meanwhile !== null && (
            <Alert role="alert" variant="default" icon={<Icon name="warning" />} title={t("review.changed")} data-meanwhile>
              <Text size="sm">{t(sitting.meanwhile.now === null ? "review.changed.gone" : "review.changed.now")}</Text>
              {sitting.meanwhile.now?.judged.map((item) => <div key={item.id}><JudgementLine judgement={item} /></div>)}
            </Alert>
          )}
          {card === undefined ? (
            sitting.looking ? <Loading /> : (
              <Empty title={t("review.finished")}>
                <Text size="sm">{format.counted("review.decided", sitting.done.reduce((sum, one) => sum + one.judged.length, 0))}</Text>
                <Button mt="xs" variant="default" onClick={again}>{t("review.more")}</Button>
              </Empty>
            )
          ) : (
            <Stack component="section" gap="sm" ref={body} tabIndex={-1} className={classes.card} aria-label={card.entities.map((item) => item.caption).join(separator())} data-card={card.digest}>
              <EffectLine card={card} />
              {verdict === undefined ? <ReasonField ref={reason} typed={typed} suggested={suggested("same")} onType={setTyped} /> : <Text size="sm" fw={600} role="status">{t("review.decided.as", { verdict: t(verdict === "alike" ? "review.same" : `review.${verdict}`) })}</Text>}
              <CardBody card={card} out={out} onToggle={toggle} pair={pair} onPair={setPair} onAlike={(identifier) => { open({ alike: identifier }); }} />
            </Stack>
          )}
        </>
      )}
      <RunLinkage onFound={again} />
      {dialog === "keys" && <KeysDialog onClose={() => { open(null); }} />}
      {dialog === "bulk" && <AlikeQueue onDecided={(judged) => { sitting.joined(judged); }} onClose={() => { open(null); }} />}
      {dialog !== null && typeof dialog === "object" && <AlikeDialog identifiers={[dialog.alike]} onDecided={(judged) => { sitting.joined(judged); }} onClose={() => { open(null); }} />}
    </Stack>
  );
}

/** Asks for what the next card shows before it is looked at, so that one key leads to it at once. */
function useAhead(next: Card | undefined) {
  const { locale } = useLocale();
  const queries = useQueryClient();
  const ahead = useEffectEvent(() => {
    const pair = next?.pairs[0];
    if (next === undefined || pair === undefined) return;
    if (next.entities.length === 2) void queries.query(sidesQuery(pair.left_fragment, pair.right_fragment, locale)).catch(() => undefined);
    else void queries.query(openedQuery(next, locale)).catch(() => undefined);
  });
  const digest = next?.digest;
  useEffect(() => { ahead(); }, [digest]);
}

function Tool({ sign, disabled = false, onClick, children }: { sign: string; disabled?: boolean; onClick: () => void; children: React.ReactNode }) {
  return (
    <Button variant="subtle" px="xs" disabled={disabled} onClick={onClick} rightSection={<Kbd size="xs">{sign}</Kbd>} aria-keyshortcuts={sign.toLowerCase()}>
      {children}
    </Button>
  );
}

/** The reason that is kept when nobody writes another: of two things what agrees or contradicts, of several how many there are. */
function useCardReason(card: Card | undefined) {
  const { t, locale } = useLocale();
  const pair = card?.entities.length === 2 ? card.pairs[0] : undefined;
  const sides = useQuery({ ...sidesQuery(pair?.left_fragment ?? "", pair?.right_fragment ?? "", locale), enabled: pair !== undefined });
  const suggested = useSuggested(sides.data);
  return (verdict: "same" | "different" | "unsure") => (card !== undefined && card.entities.length > 2 && verdict !== "unsure" ? t(`review.reason.${verdict}.several`) : suggested(verdict));
}
