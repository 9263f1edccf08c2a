import { useQueries, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";

import type { Styled } from "@/core/chart/styles";
import { type Span, touches, WHOLE, wholeSpan } from "@/core/chart/times";
import { useFormat, ZONE } from "@/core/format";
import { scene as sceneOf } from "@/core/map/scene";
import { fitted, IRAQ, type Size, type View, zoomedAt } from "@/core/map/mercator";
import { type MapQuestion, layerQuery, mapQuery, valuesFor } from "@/core/map/server";
import { useVocabulary } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import chart from "../chart/Chart.module.css";
import { ErrorNote, Loading } from "@/parts/Notes";
import { Step } from "@/parts/Step";
import { Sheet, type SheetHandle } from "./Sheet";

interface Props {
  ids: readonly string[];
  /** The part of the time that the bar of time of the chart shows, null for all of it. */
  part: Span | null;
  selection: ReadonlySet<string>;
  /** How items look by the rules of the chart. */
  styles: Styled["items"];
  /** The type of an item. */
  typeOf: (id: string) => string;
  onSelect: (ids: readonly string[], how: "only" | "toggle") => void;
}

const COMMON = ["places", "cell-sites"];
/** Layers of things of the chart, asked with the part of the time: of all of them together, and of the one that is selected. */
const OF_ALL = "recorded";
const OF_ONE = "route";
const SIZE: Size = { width: 900, height: 220 };
const EMPTY = new Set<string>();
/** Layers of what holds until something says otherwise. */
const LASTING = ["places", "cell-sites"];
/** A minute on this browser's clocks as a moment. */
const instant = (minute: string): string => (minute === "" ? "" : new Date(minute).toISOString());

/** Where the items of a chart are: their own places, where all of them were recorded in the part of the time, and the way of the one that is selected. The same selection and hover as chart and table. */
export function ChartMap({ ids, part, selection, styles, typeOf, onSelect }: Props) {
  const { t, locale } = useLocale();
  const format = useFormat();
  const { schemata } = useVocabulary();
  const layered = useQuery(mapQuery(locale));
  const one = selection.size === 1 ? ([...selection][0] ?? "") : "";
  const { from, until } = part ?? WHOLE;
  const asked = useMemo((): MapQuestion => ({ case: "", since: instant(from), until: instant(until), item: one === "" ? null : { id: one, lineage: schemata[typeOf(one)]?.lineage ?? [] } }), [one, schemata, typeOf, from, until]);
  const plain = useMemo((): MapQuestion => ({ case: "", since: "", until: "", item: null }), []);
  const layers = (layered.data?.layers ?? []).filter((layer) => [...COMMON, OF_ALL, OF_ONE].includes(layer.id));
  const among = ids.join();
  const together = useMemo((): MapQuestion => ({ case: "", since: instant(from), until: instant(until), item: null, items: among.split(",").filter((id) => id !== "").map((id) => ({ id, lineage: schemata[typeOf(id)]?.lineage ?? [] })) }), [among, schemata, typeOf, from, until]);
  const question = (layer: string): MapQuestion => (layer === OF_ALL ? together : layer === OF_ONE ? asked : plain);
  const answers = useQueries({ queries: layers.map((layer) => layerQuery(layer, question(layer.id), locale)) });
  const whole = useQueries({ queries: layers.map((layer) => { const query = layerQuery(layer, { ...question(layer.id), since: "", until: "" }, locale); return { ...query, enabled: query.enabled === true && layer.id === OF_ALL && from + until !== "" }; }) });
  const drawings = layers.flatMap((layer, at) => {
    const drawing = answers[at]?.data;
    if (drawing === undefined || valuesFor(layer, question(layer.id)) === null || (layer.id === OF_ONE && (one === "" || answers[at]?.isPlaceholderData === true))) return [];
    return [drawing];
  });
  const version = `${ids.join()} ${drawings.map((drawing) => `${drawing.layer} ${drawing.marks.length} ${drawing.marks[0]?.id ?? ""}`).join()} ${answers.map((answer) => answer.dataUpdatedAt).join()}`;
  // The drawings are new arrays at every render; their version says when they differ.
  // eslint-disable-next-line hooks/exhaustive-deps
  const about = useMemo(() => { const there = new Set(ids); const all = sceneOf(drawings, EMPTY); const told = drawings.some(({ layer, marks }) => layer === OF_ONE && marks.length > 0) ? one : ""; return { ...all, marks: all.marks.filter(({ layer, mark }) => (layer === OF_ALL && mark.things[0]?.id !== told) || layer === OF_ONE || mark.things.some((thing) => COMMON.includes(layer) && there.has(thing.id))) }; }, [version]);
  /** What the part of the time leaves: what lasts is there while it lasts, what has no date always. */
  const shown = useMemo(() => {
    const bounds = { from, until };
    if (wholeSpan(bounds)) return about;
    return {
      marks: about.marks.filter(({ layer, mark }) => touches(mark.begin, mark.end === "" && !LASTING.includes(layer) ? mark.begin : mark.end, bounds, ZONE)),
      ways: about.ways.filter(({ way }) => touches(way.begin, way.end === "" ? way.begin : way.end, bounds, ZONE)),
    };
  }, [about, from, until]);
  const unasked = from + until === "" ? 0 : layers.reduce((sum, layer, at) => sum + (layer.id === OF_ALL ? Math.max(0, (whole[at]?.data?.marks.length ?? 0) - (answers[at]?.data?.marks.length ?? 0)) : 0), 0);
  const outside = about.marks.length - shown.marks.length + unasked;
  const [view, setView] = useState<View>(IRAQ);
  const [size, setSize] = useState<Size>(SIZE);
  const [moved, setMoved] = useState(false);
  const sheet = useRef<SheetHandle>(null);
  const seen = useMemo(() => (moved ? view : fitted(shown.marks.map((mark) => mark.at), size, 11)), [moved, view, shown, size]);
  const onView = useCallback((next: (before: View, size: Size) => View) => { setMoved(true); setView((before) => next(moved ? before : seen, size)); }, [moved, seen, size]);
  const chosen = useMemo(() => new Set(shown.marks.filter(({ mark }) => mark.things.some((thing) => selection.has(thing.id))).map(({ mark }) => mark.id)), [shown, selection]);
  const choose = (marks: readonly string[], how: "only" | "toggle") => {
    const wanted = new Set(marks);
    const there = new Set(ids);
    onSelect([...new Set(shown.marks.filter(({ mark }) => wanted.has(mark.id)).flatMap(({ mark }) => mark.things.map((thing) => thing.id)))].filter((id) => there.has(id)), how);
  };
  const failed = answers.find((answer) => answer.isError);
  if (layered.isPending) return <Loading />;
  if (failed !== undefined) return <ErrorNote error={failed.error} retry={() => void failed.refetch()} />;
  return (
    <div style={{ display: "grid", gridTemplateRows: "auto minmax(0, 1fr)", minBlockSize: 0 }} data-chart-map={shown.marks.length}>
      <div className={chart.tabs}>
        <span className={chart.quiet} role="status">
          {[format.counted("map.marks", shown.marks.length), ...(outside > 0 ? [format.counted("map.outside", outside)] : []), t("map.of-chart")].join(" ")}
        </span>
        <button type="button" className={chart.tool} aria-label={t("command.look.in")} title={t("command.look.in")} onClick={() => { onView((before, now) => zoomedAt(before, now, [now.width / 2, now.height / 2], 0.5)); }}>
          <Icon name="add" size={16} />
        </button>
        <button type="button" className={chart.tool} aria-label={t("command.look.out")} title={t("command.look.out")} onClick={() => { onView((before, now) => zoomedAt(before, now, [now.width / 2, now.height / 2], -0.5)); }}>
          <Icon name="minus" size={16} />
        </button>
        <button type="button" className={chart.tool} aria-label={t("command.look.fit")} title={t("command.look.fit")} onClick={() => { setMoved(false); }}>
          <Icon name="fit" size={16} />
        </button>
        {one !== "" && (
          <Step to="/map" search={{ item: one }}>
            {t("map.whole")}
          </Step>
        )}
      </div>
      <Sheet ref={sheet} scene={shown} view={seen} towns={layered.data?.towns ?? []} countries={layered.data?.countries ?? []} areas={NONE} chosen={chosen} lasso={false} styles={styles} onView={onView} onSize={setSize} onChoose={choose} onLasso={nothing} />
    </div>
  );
}

const NONE: readonly never[] = [];
const nothing = () => undefined;
