import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";

import { useFormat } from "@/core/format";
import { Icon } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";
import type { TextKey } from "@/i18n/text";

import type { MapPane } from "../addresses";
import chart from "../chart/Chart.module.css";
import { DataGrid } from "../chart/DataGrid";
import type { Column, Row } from "../chart/rows";
import { PassedSigns } from "../chart/RuleSign";
import type { ShownRules } from "../chart/ShownRules";
import { Areas } from "./Areas";
import { useKind } from "./Layers";
import type { MapData, MapState } from "./useMap";

interface Props {
  map: MapData;
  state: MapState;
  ruled: ShownRules;
  pane: MapPane;
  onPane: (pane: MapPane) => void;
  onChoose: (ids: readonly string[], how: "only" | "toggle") => void;
  onClear: () => void;
}

/** The map as tables: for screen readers, for sorting, and to find a mark. The same selection and the same hover. */
export function Tables({ map, state, ruled, pane, onPane, onChoose, onClear }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const navigate = useNavigate();
  const kind = useKind();
  const titles = useMemo(() => new Map(map.states.map(({ layer }) => [layer.id, layer.title])), [map.states]);
  const counts = { marks: map.shown.marks.length, moves: map.shown.ways.length, area: state.areas.length };
  const when = (name: TextKey): Column => ({ name: t(name), kind: "date", width: "13rem" });
  const columns: Column[] =
    pane === "moves"
      ? [when("chart.column.first"), when("chart.column.last"), { name: t("map.column.said"), kind: "data" }, { name: t("map.column.layer"), kind: "text" }]
      : [when("chart.column.first"), { name: t("chart.column.name"), kind: "data" }, { name: t("chart.column.type"), kind: "text" }, { name: t("map.column.where"), kind: "data" }, { name: t("map.column.exact"), kind: "text" }, { name: t("map.column.records"), kind: "number" }, { name: t("map.column.layer"), kind: "text" }];
  const rows = useMemo((): Row[] => {
    if (pane === "moves") return map.shown.ways.map(({ layer, way }) => ({ key: way.id, ids: [way.id], cells: [way.begin, way.end, way.word, titles.get(layer) ?? layer] }));
    if (pane !== "marks") return [];
    return map.shown.marks.map(({ layer, mark }) => ({ key: mark.id, ids: [mark.id], cells: [mark.begin, mark.title, kind(mark.kind), `${mark.lat}, ${mark.lon}`, t(`map.exact.${mark.exactness}`), mark.count, titles.get(layer) ?? layer] }));
  }, [pane, map.shown, titles, kind, t]);
  const open = (row: Row) => {
    const thing = map.shown.marks.find(({ mark }) => mark.id === row.key)?.mark.things[0] ?? map.shown.ways.find(({ way }) => way.id === row.key)?.way.things[0];
    if (thing !== undefined) void navigate({ to: "/entities/$id", params: { id: thing.id } });
  };
  const about = useMemo(() => new Map([...map.shown.marks.map(({ mark }) => mark), ...map.shown.ways.map(({ way }) => way)].map(({ id, things }) => [id, things])), [map.shown]);
  const signs = (row: Row) => <PassedSigns passed={(about.get(row.key) ?? []).flatMap(({ id }) => ruled.styled.items[id]?.rules ?? [])} lines={ruled.lines} palette={ruled.palette} />;
  return (
    <section className={chart.pane} data-shut={pane === "none" || undefined} aria-label={t("chart.tables")}>
      <div className={chart.tabs}>
        <div role="tablist" aria-label={t("chart.tables")} className={chart.tools}>
          {(["marks", "moves", "area"] as const).map((name) => (
            <button key={name} type="button" role="tab" id={`map-tab-${name}`} className={chart.tab} aria-selected={pane === name} aria-controls={pane === name ? "map-pane" : undefined} onClick={() => { onPane(pane === name ? "none" : name); }}>
              {t(`map.tab.${name}`)} ({format.number(counts[name])})
            </button>
          ))}
        </div>
        {pane !== "none" && (
          <button type="button" className={chart.tool} style={{ marginInlineStart: "auto" }} aria-label={t("command.look.pane")} title={t("command.look.pane")} onClick={() => { onPane("none"); }}>
            <Icon name="close" size={14} />
          </button>
        )}
      </div>
      {pane !== "none" && (
        <div id="map-pane" role="tabpanel" aria-labelledby={`map-tab-${pane}`} style={{ minBlockSize: 0, display: "grid" }}>
          {pane === "area" ? (
            <Areas areas={state.areas} asked={map.asked} chosen={state.chosen} onChoose={onChoose} onClear={onClear} />
          ) : (
            <DataGrid key={pane} label={t(`map.tab.${pane}`)} columns={columns} rows={rows} typed="" start={{ column: 0, down: false }} selection={state.chosen} onSelect={onChoose} onOpen={open} signs={signs} />
          )}
        </div>
      )}
    </section>
  );
}
