import { Button, Group, Kbd, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useState } from "react";

import { useFormat } from "@/core/format";
import { type Asked, type Judged, queueQuery, sidesQuery, useJudge, useUndo, type Verdict } from "@/core/identity";
import { pressed, typing } from "@/core/keys";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { Empty, ErrorNote, Loading } from "../parts/Told";
import { AlikeDialog } from "./AlikeDialog";
import { Contradiction } from "./Contradiction";
import { RunLinkage } from "./RunLinkage";
import { SideBySide } from "./SideBySide";
import { useSuggested } from "./suggested";
import { WaitingTogether } from "./WaitingTogether";

const VERDICTS: readonly { verdict: Verdict; code: string; sign: string }[] = [
  { verdict: "same", code: "KeyY", sign: "y" },
  { verdict: "different", code: "KeyN", sign: "n" },
  { verdict: "unsure", code: "KeyH", sign: "h" },
];

interface Pair {
  left: string;
  right: string;
  asked: Asked | null;
}

/** Who is who: one pair after the other, decided from the keyboard; or the one pair of the address. */
export function ReviewView() {
  const { left, right } = useSearch({ from: "/inside/review" });
  const queue = useQuery({ ...queueQuery, enabled: left === undefined });
  const { t } = useLocale();
  if (left !== undefined && right !== undefined) return <Sitting key={`${left} ${right}`} pairs={[{ left, right, asked: null }]} total={1} />;
  if (queue.isPending) return <Loading />;
  if (queue.isError) return <ErrorNote error={queue.error} retry={() => void queue.refetch()} />;
  if (queue.data.items.length === 0)
    return (
      <Stack>
        <Title order={1}>{t("review.title")}</Title>
        <Empty title={t("review.none")}>
          <Text size="sm">{t("review.none.next")}</Text>
        </Empty>
        <RunLinkage onFound={() => void queue.refetch()} />
      </Stack>
    );
  return (
    <Stack>
      <Sitting key={queue.dataUpdatedAt} pairs={queue.data.items.map((asked) => ({ left: asked.left_fragment, right: asked.right_fragment, asked }))} total={queue.data.total} onMore={() => void queue.refetch()} />
      <RunLinkage onFound={() => void queue.refetch()} />
    </Stack>
  );
}

/** What was decided in this sitting, by place in the list; the latest last. All with one number are decided, and taken back, together. */
interface Done {
  at: number;
  judged: readonly Judged[];
}

function Sitting({ pairs, total, onMore }: { pairs: readonly Pair[]; total: number; onMore?: () => void }) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const [at, go] = useState(0);
  const [done, setDone] = useState<readonly Done[]>([]);
  const [typed, setTyped] = useState("");
  const pair = pairs[Math.min(at, pairs.length - 1)] as Pair;
  const sides = useQuery(sidesQuery(pair.left, pair.right, locale));
  const suggested = useSuggested(sides.data);
  const judge = useJudge();
  const [alike, askAlike] = useState<string | null>(null);
  const undo = useUndo();
  const finished = at >= pairs.length;
  const busy = judge.isPending || undo.isPending || alike !== null;
  const step = (to: number) => {
    go(Math.max(0, Math.min(pairs.length, to)));
    setTyped("");
  };
  const decide = (verdict: Verdict) => {
    if (finished || busy || sides.data === undefined) return;
    judge.mutate(
      { left: pair.left, right: pair.right, verdict, reason: typed.trim() === "" ? suggested(verdict) : typed },
      {
        onSuccess: (judged) => { keep([judged]); },
      },
    );
  };
  const keep = (judged: readonly Judged[]) => {
    setDone((before) => [...before, { at, judged }]);
    step(at + 1);
  };
  const back = async () => {
    const latest = done.at(-1);
    if (latest === undefined || busy) return;
    let left = latest.judged;
    try {
      for (const one of latest.judged.toReversed()) {
        await undo.mutateAsync({ id: one.id, reason: t("review.reason.undo") });
        left = left.slice(0, -1);
      }
      step(latest.at);
    } catch {
      // the view shows what is wrong; what was taken back stays so
    }
    setDone((before) => (left.length === 0 ? before.slice(0, -1) : [...before.slice(0, -1), { at: latest.at, judged: left }]));
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (typing(event.target) || event.defaultPrevented || event.repeat) return;
    const chosen = VERDICTS.find((item) => pressed(event, item.code, item.sign));
    if (chosen !== undefined) decide(chosen.verdict);
    else if (pressed(event, "KeyU", "u")) void back();
    else if (pressed(event, "KeyJ", "j")) step(at + 1);
    else if (pressed(event, "KeyK", "k")) step(at - 1);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => { onKey(event); };
    window.addEventListener("keydown", listen);
    return () => { window.removeEventListener("keydown", listen); };
  }, []);
  const error = judge.error ?? undo.error;
  const last = done.at(-1)?.judged;
  const against = (last ?? []).flatMap((one) => one.against);
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap" align="baseline">
        <Title order={1}>{t("review.title")}</Title>
        <Text size="sm" c="dimmed" role="status">
          {t("review.progress").replace("{n}", format.number(Math.min(at + 1, pairs.length))).replace("{total}", format.number(total))}
        </Text>
      </Group>
      <Group gap="xs" role="toolbar" aria-label={t("review.decide")}>
        {VERDICTS.map((item) => (
          <Button key={item.verdict} variant={item.verdict === "same" ? "filled" : "default"} disabled={finished || sides.data === undefined || busy} onClick={() => { decide(item.verdict); }} rightSection={<Kbd size="xs">{item.sign.toUpperCase()}</Kbd>} aria-keyshortcuts={item.sign}>
            {t(`review.${item.verdict}`)}
          </Button>
        ))}
        <Button variant="subtle" disabled={finished} onClick={() => { step(at + 1); }} rightSection={<Kbd size="xs">J</Kbd>} aria-keyshortcuts="j">
          {t("review.next")}
        </Button>
        <Button variant="subtle" disabled={at === 0} onClick={() => { step(at - 1); }} rightSection={<Kbd size="xs">K</Kbd>} aria-keyshortcuts="k">
          {t("review.before")}
        </Button>
        <Button variant="subtle" disabled={last === undefined || busy} onClick={() => void back()} leftSection={<Icon name="undo" size={16} />} rightSection={<Kbd size="xs">U</Kbd>} aria-keyshortcuts="u">
          {t("review.undo")}
        </Button>
      </Group>
      {!finished && <TextInput label={t("review.reason")} description={t("review.reason.help")} placeholder={suggested("same")} value={typed} dir={typed === "" ? undefined : "auto"} onChange={(event) => { setTyped(event.currentTarget.value); }} onKeyDown={(event) => { if (event.key === "Escape" || event.key === "Enter") event.currentTarget.blur(); }} />}
      {error !== null && <ErrorNote error={error} />}
      {(last?.length ?? 0) > 1 && <Text size="sm" role="status">{format.counted("review.together.decided", last?.length ?? 0)}</Text>}
      {against.length > 0 && <Contradiction title={t("review.contradicted")} judgements={against} />}
      {finished ? (
        <Empty title={t("review.finished")}>
          <Text size="sm">{format.counted("review.decided", done.reduce((sum, one) => sum + one.judged.length, 0))}</Text>
          {onMore !== undefined && (
            <Button mt="xs" variant="default" onClick={onMore}>
              {t("review.more")}
            </Button>
          )}
        </Empty>
      ) : (
        <>
          {pair.asked?.kind === "contradiction" && <Contradiction title={t("review.contradiction")} judgements={pair.asked.contradicts} />}
          {sides.isPending && <Loading />}
          {sides.isError && <ErrorNote error={sides.error} retry={() => void sides.refetch()} />}
          {sides.data !== undefined && <SideBySide sides={sides.data} onAlike={askAlike} />}
          {alike !== null && <AlikeDialog identifier={alike} onDecided={keep} onClose={() => { askAlike(null); }} />}
          {sides.data !== undefined && <WaitingTogether one={pair.left} other={pair.right} />}
        </>
      )}
    </Stack>
  );
}
