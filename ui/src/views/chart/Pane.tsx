import { TextInput, useComputedColorScheme } from "@mantine/core";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";

import { useBrought } from "@/core/chart/beside";
import { behind } from "@/core/chart/seen";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import type { ChartPane } from "../addresses";
import { Loading } from "@/parts/Notes";
import { ZoneName } from "@/parts/ZoneName";
import classes from "./Chart.module.css";
import { DataGrid } from "./DataGrid";
import { DARK, LIGHT } from "./look";
import { useRuleLegend } from "./ruleLegend";
import { PassedSigns } from "./RuleSign";
import { type Column, itemRows, lineRows, type Row } from "./rows";
import { Timeline } from "./Timeline";
import type { Chart } from "./useChart";

const TABS = ["items", "lines", "timeline", "map"] as const;
const NONE: readonly string[] = [];
const ChartMap = lazy(() => import("../map/ChartMap").then((found) => ({ default: found.ChartMap })));

interface Props {
  made: Chart;
  pane: ChartPane;
  /** What the tables are filtered by, as in the address. */
  find: string;
  onFind: (text: string) => void;
  onPane: (pane: ChartPane) => void;
  whole: boolean;
  onPair: (key: string) => void;
  /** An item of the table was opened: its cards. */
  onCards: (id: string) => void;
}

/** The chart as a table and on a line of time: the same selection, the same hover, by keyboard and for screen readers. */
export function Pane({ made, pane, find, onFind, onPane, whole, onPair, onCards }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const [typed, setTyped] = useState(find);
  const shut = pane === "none" && !whole;
  const tab = shut ? "none" : pane === "none" ? "items" : pane;
  const counts = { items: made.seen.chart.items.size, lines: made.lines.length, timeline: undefined, map: undefined };
  return (
    <section className={classes.pane} data-whole={whole || undefined} data-shut={shut || undefined} aria-label={t("chart.tables")}>
      <div className={classes.tabs}>
        <div role="tablist" aria-label={t("chart.tables")} className={classes.tools}>
          {TABS.map((name) => {
            const count = counts[name];
            return (
              <button key={name} type="button" role="tab" id={`tab-${name}`} className={classes.tab} aria-selected={tab === name} aria-controls={tab === name ? "chart-pane" : undefined} onClick={() => { onPane(name === tab && !whole ? "none" : name); }}>
                {t(`chart.tab.${name}`)}
                {count !== undefined && ` (${format.number(count)})`}
              </button>
            );
          })}
        </div>
        {(tab === "items" || tab === "lines") && (
          <TextInput size="xs" dir="auto" w="14rem" aria-label={t("chart.table.filter")} placeholder={t("chart.table.filter")} leftSection={<Icon name="search" size={14} />} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); onFind(event.currentTarget.value); }} />
        )}
        {tab === "lines" && <ZoneName />}
        {!whole && !shut && (
          <button type="button" className={classes.tool} style={{ marginInlineStart: "auto" }} aria-label={t("command.look.pane")} title={t("command.look.pane")} onClick={() => { onPane("none"); }}>
            <Icon name="close" size={14} />
          </button>
        )}
      </div>
      {tab !== "none" && (
        <div id="chart-pane" role="tabpanel" aria-labelledby={`tab-${tab}`} style={{ minBlockSize: 0, display: "grid" }}>
          {tab === "map" ? (
            <Suspense fallback={<Loading />}>
              <Places made={made} />
            </Suspense>
          ) : tab === "timeline" ? <Times made={made} /> : <Tables key={tab} made={made} tab={tab} typed={typed} onPair={onPair} onCards={onCards} />}
        </div>
      )}
    </section>
  );
}

function Places({ made }: { made: Chart }) {
  const { every, filter, state: { selection, known } } = made;
  // also what has no line in the part of the time: where it was recorded then is what the map is asked for
  const ids = useMemo(() => behind(every, every.chart.items.keys()), [every]);
  const typeOf = useCallback((id: string) => known.items.get(id)?.schema ?? "", [known]);
  return <ChartMap ids={ids} part={filter.time} selection={selection} styles={made.styled.items} typeOf={typeOf} onSelect={(chosen, how) => { made.act({ do: "select", ids: chosen, how }); }} />;
}

function Times({ made }: { made: Chart }) {
  const { seen: { chart }, selection, state, filter } = made;
  const ids = useMemo(() => (selection.size > 0 ? [...selection] : [...chart.items.keys()]), [chart.items, selection]);
  return <Timeline ids={ids} known={state.known} part={filter.time} onSelect={(chosen, how) => { made.act({ do: "select", ids: chosen, how }); }} />;
}

function Tables({ made, tab, typed, onPair, onCards }: { made: Chart; tab: "items" | "lines"; typed: string } & Pick<Props, "onPair" | "onCards">) {
  const { t } = useLocale();
  const words = useWords();
  const { state, seen, selection, linked, lines } = made;
  const brought = useBrought();
  const ruled = useRuleLegend(made);
  const palette = useComputedColorScheme("light") === "dark" ? DARK : LIGHT;
  const styles = tab === "items" ? made.styled.items : made.styled.lines;
  const columns = useMemo(
    (): Column[] =>
      tab === "items"
        ? [{ name: t("chart.column.name"), kind: "data" }, { name: t("chart.column.type"), kind: "text" }, { name: t("chart.column.linked"), kind: "number" }, ...brought.map(({ name }): Column => ({ name, kind: "number" })), { name: t("chart.column.away"), kind: "number" }, { name: t("chart.column.group"), kind: "data" }]
        : [{ name: t("chart.column.from"), kind: "data" }, { name: t("neighbours.link"), kind: "text" }, { name: t("chart.column.to"), kind: "data" }, { name: t("neighbours.count"), kind: "number" }, { name: t("chart.column.out"), kind: "number" }, { name: t("chart.column.back"), kind: "number" }, { name: t("chart.column.first"), kind: "date" }, { name: t("chart.column.last"), kind: "date" }, { name: t("chart.column.sure"), kind: "text" }],
    [tab, t, brought],
  );
  const rows = useMemo(
    (): Row[] => (tab === "items" ? itemRows(seen.chart, state.known, linked, words, brought) : lineRows(lines, state.known, words, (strength) => t(`chart.strength.${strength as "confirmed"}`))),
    [tab, seen.chart, state.known, linked, lines, words, t, brought],
  );
  return (
    <DataGrid
      label={t(`chart.tab.${tab}`)}
      columns={columns}
      rows={rows}
      typed={typed}
      start={tab === "items" ? { column: 2, down: true } : { column: 3, down: true }}
      selection={selection}
      onSelect={(ids, how) => {
        made.act({ do: "select", ids, how });
      }}
      onOpen={(row) => {
        if (tab === "items") onCards(row.key);
        else onPair([...row.ids].sort().join(" "));
      }}
      signs={(row) => <PassedSigns passed={styles[row.key]?.rules ?? NONE} lines={ruled} palette={palette} />}
    />
  );
}
