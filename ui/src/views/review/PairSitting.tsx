import { Anchor, Button, Group, Kbd, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffectEvent, useLayoutEffect, useState } from "react";

import { useUndoRun } from "@/core/cards";
import { useFormat } from "@/core/format";
import { type Judged, sidesQuery, useJudge, type Verdict } from "@/core/identity";
import { pressed, typing } from "@/core/keys";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { Empty, ErrorNote, Loading } from "@/parts/Notes";
import { AlikeDialog } from "./AlikeDialog";
import { Contradiction } from "./Contradiction";
import { SideBySide } from "./SideBySide";
import { useSuggested } from "./suggested";
import { ReasonField, Verdicts } from "./Verdicts";
import { VERDICTS } from "./verdict";
import { useKept } from "./useKept";
import { WaitingTogether } from "./WaitingTogether";

/** One pair, decided from the keyboard: that of the address. */
export function PairSitting({ one, other }: { one: string; other: string }) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const [done, setDone] = useState<readonly Judged[]>([]);
  const [typed, setTyped] = useState("");
  const sides = useQuery(sidesQuery(one, other, locale));
  const suggested = useSuggested(sides.data);
  const judge = useJudge();
  const [alike, askAlike] = useState<string | null>(null);
  const undo = useUndoRun();
  const finished = done.length > 0;
  const busy = judge.isPending || undo.isPending || alike !== null;
  const decide = (verdict: Verdict) => {
    if (finished || busy || sides.data === undefined) return;
    judge.mutate({ left: one, right: other, verdict, reason: typed.trim() === "" ? suggested(verdict) : typed }, { onSuccess: (judged) => { setDone([judged]); } });
  };
  const takeBack = () => {
    const run = done[0]?.run;
    if (run !== undefined && !busy) undo.mutate({ run, reason: t("review.reason.undo") }, { onSuccess: () => { setDone([]); } });
  };
  const { ask: back } = useKept(judge.isPending || undo.isPending, takeBack);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (typing(event.target) || event.defaultPrevented || event.repeat) return;
    const chosen = VERDICTS.find((item) => pressed(event, item.code, item.sign));
    if (chosen !== undefined) decide(chosen.verdict);
    else if (pressed(event, "KeyU", "u")) back();
    else return;
    event.preventDefault();
  });
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => { onKey(event); };
    window.addEventListener("keydown", listen);
    return () => { window.removeEventListener("keydown", listen); };
  }, []);
  const error = judge.error ?? undo.error;
  const against = done.flatMap((one) => one.against);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t("review.title")}</Title>
        <Anchor component={Link} to="/review" size="sm">
          {t("review.queue")}
        </Anchor>
      </Group>
      <Group gap="xs" role="toolbar" aria-label={t("review.decide")}>
        <Verdicts disabled={finished || sides.data === undefined || busy} onDecide={decide} />
        <Button variant="subtle" disabled={!finished || busy} onClick={back} leftSection={<Icon name="undo" size={16} />} rightSection={<Kbd size="xs">U</Kbd>} aria-keyshortcuts="u">
          {t("review.undo")}
        </Button>
      </Group>
      {!finished && <ReasonField typed={typed} suggested={suggested("same")} onType={setTyped} />}
      {error !== null && <ErrorNote error={error} />}
      {done.length > 1 && <Text size="sm" role="status">{format.counted("review.together.decided", done.length)}</Text>}
      {against.length > 0 && <Contradiction title={t("review.contradicted")} judgements={against} />}
      {finished ? (
        <Empty title={t("review.finished")}>
          <Text size="sm">{format.counted("review.decided", done.length)}</Text>
        </Empty>
      ) : (
        <>
          {sides.isPending && <Loading />}
          {sides.isError && <ErrorNote error={sides.error} retry={() => void sides.refetch()} />}
          {sides.data !== undefined && <SideBySide sides={sides.data} onAlike={askAlike} />}
          {alike !== null && <AlikeDialog identifiers={[alike]} onDecided={setDone} onClose={() => { askAlike(null); }} />}
          {sides.data !== undefined && <WaitingTogether one={one} other={other} />}
        </>
      )}
    </Stack>
  );
}
