import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import type { Known } from "@/core/chart/known";
import { EVENTS_MOST, happenedQuery } from "@/core/chart/server";
import { partIn, type Span, WHOLE, wholeSpan } from "@/core/chart/times";
import { useFormat } from "@/core/format";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";
import { ErrorNote, Loading } from "@/parts/Notes";

import classes from "./Chart.module.css";
import { TimeBars } from "./TimeBars";
import { boundsOf, LANES_MOST, TimelineLanes } from "./TimelineLanes";

interface Props {
  ids: readonly string[];
  known: Known;
  /** The part of the time that the bar of time shows, null while it is shut. */
  part: Span | null;
  onSelect: (ids: readonly string[], how: "only" | "toggle") => void;
}

type Bounds = Pick<Span, "from" | "until">;

/**
 * When something happened to what is selected (to everything where nothing is), within the part of the bar of time: how much over the whole of it first, then a lane for each item; events
 * one by one in the lanes of all who took part as soon as few enough are in sight. The whole of it can be zoomed into; that is a look and no filter.
 */
export function Timeline({ ids, known, part, onSelect }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const asked = useMemo(() => ids.toSorted(), [ids]);
  const [zoom, setZoom] = useState<Bounds>(WHOLE);
  const filter: Bounds = part ?? WHOLE;
  const near = partIn(filter, zoom);
  const over = useQuery(happenedQuery(asked, filter));
  const found = useQuery({ ...happenedQuery(asked, near), enabled: asked.length > 0 });
  if (asked.length === 0) return <p className={classes.quiet} style={{ paddingInline: "0.75rem" }}>{t("chart.timeline.none")}</p>;
  if (over.isPending || found.isPending) return <Loading />;
  const failed = over.isError ? over : found.isError ? found : null;
  if (failed !== null) return <ErrorNote error={failed.error} retry={() => void failed.refetch()} />;
  const [all, told] = [over.data, found.data];
  if (all === undefined || told === undefined) return <Loading />;
  const outside = all.whole - all.total - (wholeSpan(filter) ? 0 : all.untimed);
  const said = [
    format.counted("events.count", all.total),
    t("chart.timeline.about"),
    t("chart.timeline.zone", { zone: format.zone() }),
    outside > 0 ? format.counted("chart.timeline.outside", outside) : "",
    all.untimed > 0 ? format.counted("chart.timeline.untimed", all.untimed) : "",
    told.lanes.length > LANES_MOST ? t("chart.timeline.items", { n: format.number(LANES_MOST), total: format.number(told.lanes.length) }) : "",
    told.total > EVENTS_MOST ? t("chart.timeline.dense", { n: format.number(EVENTS_MOST) }) : "",
  ].filter((text) => text !== "");
  const bounds = boundsOf(told, near);
  return (
    <div className={classes.time} data-timeline={all.total} data-events={told.total > EVENTS_MOST ? 0 : told.total}>
      <p className={classes.quiet} role="status" style={{ margin: 0, paddingInline: "0.75rem" }}>
        {said.join(separator())}{" "}
        {!wholeSpan(zoom) && (
          <Button size="compact-xs" variant="default" onClick={() => { setZoom(WHOLE); }} data-timeline-whole>
            {t("chart.timeline.all")}
          </Button>
        )}
      </p>
      {all.bins.length > 0 && (
        <div style={{ paddingInline: "0.75rem" }}>
          <TimeBars label={t("chart.timeline.keys")} bins={all.bins} counts={all.counts} span={{ by: all.by, ...zoom }} onSpan={({ from, until }) => { setZoom({ from, until }); }} />
        </div>
      )}
      {told.bins.length > 0 && bounds !== null && <TimelineLanes told={told} bounds={bounds} known={known} onSelect={onSelect} onZoom={setZoom} />}
    </div>
  );
}
