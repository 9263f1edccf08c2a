import { NativeSelect } from "@mantine/core";
import { useEffect, useState } from "react";

import { useFormat, ZONE } from "@/core/format";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";
import { BESIDE } from "@/i18n/separator";

import classes from "../chart/Chart.module.css";
import own from "./Map.module.css";

const PAUSE = 450;
const SPANS = [0, 1, 6, 24, 168] as const;
interface Props {
  moments: readonly string[];
  now: string;
  span: number;
  onNow: (now: string) => void;
  onSpan: (hours: number) => void;
}

/** Time step by step: each step is a moment at which something is recorded. Arrow keys step, Home and End go to the ends, play goes on by itself. */
export function Times({ moments, now, span, onNow, onSpan }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const [playing, setPlaying] = useState(false);
  const at = now === "" ? moments.length - 1 : Math.max(0, moments.findLastIndex((moment) => moment <= now));
  const last = moments.length - 1;
  const runs = playing && at < last;
  useEffect(() => {
    if (!playing) return;
    if (at >= last && now !== "") return;
    const timer = setTimeout(() => { onNow(moments[now === "" ? 0 : at + 1] ?? ""); }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [playing, at, last, now, moments, onNow]);
  if (moments.length < 2) return null;
  const moment = now === "" ? "" : (moments[at] ?? "");
  return (
    <div className={own.time} role="group" aria-label={t("map.time")} data-times={moments.length}>
      <button type="button" className={classes.tool} aria-pressed={runs} data-play onClick={() => { if (!runs && at >= last) onNow(moments[0] ?? ""); setPlaying(!runs); }}>
        {runs ? t("map.pause") : t("map.play")}
      </button>
      <input
        type="range"
        min={0}
        max={last}
        step={1}
        value={at}
        aria-label={t("map.time")}
        aria-valuetext={moment === "" ? t("map.time.all") : format.exact(moment, ZONE)}
        onChange={(event) => { setPlaying(false); onNow(moments[Number(event.currentTarget.value)] ?? ""); }}
      />
      <span className={own.moment} role="status" data-now={moment}>
        {moment === "" ? t("map.time.all") : `${format.exact(moment, ZONE)}${BESIDE}${t("map.time.step", { n: format.number(at + 1), total: format.number(moments.length) })}`}
      </span>
      <NativeSelect size="xs" aria-label={t("map.span")} value={String(span)} data={SPANS.map((hours) => ({ value: String(hours), label: t(`map.span.${hours}` as TextKey) }))} onChange={(event) => { onSpan(Number(event.currentTarget.value)); }} />
      <button type="button" className={classes.tool} disabled={now === ""} aria-label={t("map.time.all")} title={t("map.time.all")} onClick={() => { setPlaying(false); onNow(""); }}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
