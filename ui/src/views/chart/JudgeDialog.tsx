import { Alert, Button, Group, NativeSelect, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { decisions, type Decision } from "@/core/chart/acts";
import { fragmentsOf } from "@/core/chart/seen";
import { useFormat } from "@/core/format";
import { type Judgement, sidesQuery, type Verdict, whyQuery } from "@/core/identity";
import { pressed, typing } from "@/core/keys";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { Dialog } from "@/parts/Dialog";
import { ErrorNote, Loading } from "@/parts/Notes";
import { JudgementLine } from "../review/JudgementLine";
import { SideBySide } from "../review/SideBySide";
import { useSuggested } from "../review/suggested";
import classes from "./Chart.module.css";
import { captionOf } from "./look";
import type { Acts } from "./useActs";
import type { Chart } from "./useChart";

/** More than so many are not judged at once: nobody looks at each pair any more. */
export const JUDGE_MOST = 6;

const VERDICTS: readonly { verdict: Verdict; code: string; sign: string }[] = [
  { verdict: "same", code: "KeyY", sign: "y" },
  { verdict: "different", code: "KeyN", sign: "n" },
  { verdict: "unsure", code: "KeyH", sign: "h" },
];

interface Props {
  made: Chart;
  acts: Acts;
  /** Two or more items of the chart, or the two fragments that a program proposes. */
  ids: readonly string[];
  onClose: () => void;
}

/** Before a decision: what it rests on and what contradicts it, pair by pair; then the verdict and its reason. */
export function JudgeDialog({ made, acts, ids, onClose }: Props) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const [verdict, setVerdict] = useState<Verdict>("same");
  const [typed, setTyped] = useState("");
  const [looked, look] = useState(0);
  const judged = decisions(ids, verdict).map((pair) => exact(made, pair));
  const shown = judged[Math.min(looked, judged.length - 1)] ?? { left: "", right: "" };
  const sides = useQuery(sidesQuery(shown.left, shown.right, locale));
  const suggested = useSuggested(sides.data);
  const { judging } = acts;
  const name = (id: string) => captionOf(id, made.state.known);
  const keep = () => {
    if (sides.data === undefined || judging.isPending) return;
    judging.mutate({ pairs: judged, verdict, reason: typed.trim() === "" ? suggested(verdict) : typed.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog onClose={onClose} size="72rem" title={t("review.title")}>
      <form
        data-judge
        onSubmit={(event) => { event.preventDefault(); keep(); }}
        onKeyDown={(event) => {
          const chosen = VERDICTS.find((item) => !typing(event.target) && pressed(event, item.code, item.sign));
          if (chosen !== undefined) setVerdict(chosen.verdict);
        }}
      >
        <Stack gap="sm">
          {judged.length > 1 && (
            <NativeSelect
              label={t("chart.judge.pairs")}
              description={format.counted("chart.judge.count", judged.length)}
              value={String(Math.min(looked, judged.length - 1))}
              data={judged.map((pair, at) => ({ value: String(at), label: `${name(pair.left)}${separator()}${name(pair.right)}` }))}
              onChange={(event) => { look(Number(event.currentTarget.value)); }}
            />
          )}
          {sides.isPending && <Loading />}
          {sides.isError && <ErrorNote error={sides.error} retry={() => void sides.refetch()} />}
          {sides.data !== undefined && (
            <>
              <Before title={t("chart.judge.replaces")} judgements={sides.data.judged.filter((item) => item.verdict !== "undo")} />
              {verdict === "same" && <Contradicted made={made} pair={shown} standing={sides.data.judged} />}
              <SideBySide sides={sides.data} />
            </>
          )}
          {judging.isError && <ErrorNote error={judging.error} />}
          <Group align="flex-end" gap="sm" className={classes.deciding}>
            <SegmentedControl data-autofocus aria-label={t("review.decide")} value={verdict} data={VERDICTS.map((item) => ({ value: item.verdict, label: `${t(`review.${item.verdict}`)} (${item.sign.toUpperCase()})` }))} onChange={(value) => { setVerdict(value); }} />
            <TextInput style={{ flex: "1 1 16rem" }} label={t("review.reason")} description={t("review.reason.help")} placeholder={suggested(verdict)} value={typed} dir={typed === "" ? undefined : "auto"} maxLength={2000} onChange={(event) => { setTyped(event.currentTarget.value); }} />
            <Button variant="default" onClick={onClose}>
              {t("dialog.cancel")}
            </Button>
            <Button type="submit" data-keep loading={judging.isPending} disabled={sides.data === undefined}>
              {t("chart.judge.keep")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The very fragments of a proposal between two items, where there is one: what was weighed is what is looked at. */
function exact(made: Chart, { left, right }: Decision): Decision {
  const line = [...made.state.known.lines.values()].find((item) => {
    if (item.kind !== "sameness" || item.pair == null) return false;
    const ends = [made.seen.leader.get(item.a) ?? item.a, made.seen.leader.get(item.b) ?? item.b];
    return ends.includes(left) && ends.includes(right) && left !== right;
  });
  const [a = left, b = right] = line?.pair ?? [];
  return { left: a, right: b };
}

/** Decisions that keep the two apart somewhere among their fragments. */
function Contradicted({ made, pair, standing }: { made: Chart; pair: Decision; standing: readonly Judgement[] }) {
  const { t } = useLocale();
  const why = useQuery(whyQuery(pair.left));
  const other = new Set([pair.right, ...fragmentsOf(pair.right, made.state.known).map((item) => item.id)]);
  const known = new Set(standing.map((item) => item.id));
  const against = (why.data?.apart ?? []).filter((item) => item.verdict === "different" && !known.has(item.id) && (other.has(item.left) || other.has(item.right)));
  return <Before title={t("chart.judge.contradicts")} judgements={against} warn />;
}

function Before({ title, judgements, warn = false }: { title: string; judgements: readonly Judgement[]; warn?: boolean }) {
  if (judgements.length === 0) return null;
  return (
    <Alert variant="default" title={title} role={warn ? "alert" : "note"}>
      {judgements.map((item) => (
        <div key={item.id}>
          <JudgementLine judgement={item} />
        </div>
      ))}
    </Alert>
  );
}
