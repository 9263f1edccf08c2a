import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { leave } from "@/core/chart/server";
import { useFormat } from "@/core/format";
import { areaCorners, areaText, type Placed } from "@/core/map/scene";
import { fitted, IRAQ, project, readView, type Size, underPixel, type View, writeView, type XY, zoomedAt } from "@/core/map/mercator";
import { usePerson } from "@/core/session";
import { type Case } from "@/core/sources";
import { useCommands } from "@/core/useCommands";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

import type { MapPane } from "../addresses";
import chartClasses from "../chart/Chart.module.css";
import { download } from "@/core/download";
import { Hover, HoverContext } from "../chart/hover";
import { RulePick, type ShownRules, useShownRules } from "../chart/ShownRules";
import { Tool, ToolMenu } from "../chart/Tools";
import { DateField } from "@/parts/DateField";
import { ErrorNote } from "@/parts/Notes";
import { Picker } from "@/parts/Picker";
import { Details } from "./Details";
import { csvOf } from "./export";
import { Kinds, Layers, Legend } from "./Layers";
import classes from "./Map.module.css";
import { Sheet, type SheetHandle } from "./Sheet";
import { Tables } from "./Tables";
import { Times } from "./Times";
import { type MapState, useMap } from "./useMap";

interface Props {
  cases: readonly Case[];
  state: MapState;
  /** Where the map looks, as it stands in the address; empty: at everything that is shown. */
  at: string;
  pane: MapPane;
  /** Part of another page: no choice of the thing, no tables. */
  inside?: boolean;
  onState: (change: Partial<MapState> & { at?: string; pane?: MapPane }) => void;
}

const NOBODY = new Set<string>();
const NONE: readonly never[] = [];

/** A map: tools, ground with marks, time, layers, what is selected, and the same as tables. */
export function MapBoard({ cases, state, at, pane, inside = false, onState }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const person = usePerson();
  const map = useMap(state);
  const [hover] = useState(() => new Hover());
  const [view, setView] = useState<View>(() => readView(at) ?? IRAQ);
  const [size, setSize] = useState<Size>({ width: 800, height: 500 });
  const [lasso, setLasso] = useState(false);
  const [legend, setLegend] = useState(false);
  const sheet = useRef<SheetHandle>(null);
  const placed = useRef(readView(at) !== null);
  const latest = useRef({ view, size });
  useEffect(() => {
    latest.current = { view, size };
  });

  const onView = useCallback((next: (before: View, size: Size) => View) => {
    placed.current = true;
    setView((before) => next(before, latest.current.size));
  }, []);
  const points = useMemo(() => map.whole.marks.map((one) => one.at), [map.whole]);
  const fit = useCallback((some: readonly XY[]) => { onView((_, now) => fitted(some, now)); }, [onView]);
  useEffect(() => {
    if (placed.current || map.working || points.length === 0) return;
    setView(fitted(points, size));
  }, [points, size, map.working]);

  const written = placed.current ? writeView(view) : at;
  useEffect(() => {
    if (inside || written === at || written === "") return;
    const timer = setTimeout(() => { onState({ at: written }); }, 500);
    return () => {
      clearTimeout(timer);
    };
  }, [written, at, inside, onState]);

  const chosen = useMemo(() => map.whole.marks.filter(({ mark }) => state.chosen.has(mark.id)), [map.whole, state.chosen]);
  const lit = useMemo(() => new Set([...state.chosen, ...map.whole.ways.filter(({ way }) => state.chosen.has(way.id)).map(({ way }) => way.id)]), [map.whole, state.chosen]);
  const areas = useMemo(() => state.areas.flatMap((text) => areaCorners(text) ?? []), [state.areas]);

  const choose = useCallback((ids: readonly string[], how: "only" | "toggle") => {
    const next = new Set(how === "only" ? [] : state.chosen);
    for (const id of ids) if (how === "toggle" && next.has(id)) next.delete(id); else next.add(id);
    onState({ chosen: next });
  }, [state.chosen, onState]);
  const search = (corners: readonly XY[], more: boolean) => {
    setLasso(false);
    onState({ areas: [...(more ? state.areas : []), areaText(corners)], pane: "area" });
  };
  const around = ({ mark }: Placed) => {
    const metres = Math.max(1000, mark.metres);
    const corners = Array.from({ length: 24 }, (_, step) => {
      const turn = (step / 24) * 2 * Math.PI;
      return project(mark.lat + (Math.cos(turn) * metres) / 111_195, mark.lon + (Math.sin(turn) * metres) / (111_195 * Math.cos((mark.lat * Math.PI) / 180)));
    });
    search(corners, false);
  };
  const inSight = () => {
    const { width, height } = sheet.current?.size() ?? size;
    search([[0, 0], [width, 0], [width, height], [0, height]].map(([x = 0, y = 0]) => underPixel(view, { width, height }, [x, y])), false);
  };

  const every = useMemo(() => [...map.whole.marks.flatMap(({ mark }) => mark.things), ...map.whole.ways.flatMap(({ way }) => way.things)].map(({ id }) => id), [map.whole]);
  const things = () => [...new Set([...map.shown.marks.flatMap(({ mark }) => mark.things), ...map.shown.ways.flatMap(({ way }) => way.things)].map((thing) => thing.id))].slice(0, 5000);
  const ruled = useShownRules(state.rules, every);
  const caseTitle = cases.find((one) => one.id === state.case)?.title ?? t("map.every-case");
  const about = () => {
    const left = map.states.flatMap((one) => one.drawing?.left_out.map((item) => format.sentence(item.sentence)) ?? []);
    return [state.now === "" ? "" : format.exact(state.now), person.name, format.exact(`${new Date().toISOString().slice(0, 16)}Z`), ...left, t("map.ground")].filter((part) => part !== "").join(BESIDE);
  };
  const name = (ending: string) => `${t("map.title")} ${caseTitle}.${ending}`.replace(/[/\\:*?"<>|]/g, "_");
  const saved = (kind: "png" | "svg" | "csv") => {
    const below = { title: caseTitle, about: about(), layers: map.states.filter((one) => one.drawing !== null).map(({ layer }) => layer), rules: ruled.lines.map(({ rule, name: called, much }) => ({ name: called, much, look: rule.look })) };
    if (kind === "svg") download(name("svg"), new Blob([sheet.current?.svg(below) ?? ""], { type: "image/svg+xml" }));
    if (kind === "png") sheet.current?.png(below)?.toBlob((blob) => { if (blob !== null) download(name("png"), blob); });
    if (kind === "csv") download(name("csv"), new Blob([csvOf(map.shown, (of) => namesOf(of, ruled), ["layer", "kind", "name", "latitude", "longitude", "within_metres", "exactness", "begin", "end", "records", "meaning", "things", "sources", "rules"])], { type: "text/csv" }));
  };
  const leaving = useMutation({ mutationFn: (kind: "png" | "svg" | "csv") => leave(kind, things()), onSuccess: (_, kind) => { saved(kind); } });

  const filled = map.whole.marks.length > 0;
  useCommands({
    "look.in": { run: () => { onView((before, now) => zoomedAt(before, now, [now.width / 2, now.height / 2], 0.5)); } },
    "look.out": { run: () => { onView((before, now) => zoomedAt(before, now, [now.width / 2, now.height / 2], -0.5)); } },
    "look.fit": { run: () => { fit(chosen.length > 0 ? chosen.map((one) => one.at) : points); }, able: filled },
    "look.legend": { run: () => { setLegend((before) => !before); } },
    "select.lasso": { run: () => { setLasso((before) => !before); } },
    "select.none": { run: () => { setLasso(false); choose([], "only"); }, able: state.chosen.size > 0 || lasso },
    "map.in-sight": { run: inSight },
    "chart.export.png": { run: () => { leaving.mutate("png"); }, able: filled },
    "chart.export.svg": { run: () => { leaving.mutate("svg"); }, able: filled },
    "chart.export.csv": { run: () => { leaving.mutate("csv"); }, able: filled },
  });

  return (
    <HoverContext value={hover}>
      <div className={classes.frame} data-map data-inside={inside || undefined} data-marks={map.shown.marks.length} data-ways={map.shown.ways.length} data-working={map.working || undefined}>
        <div className={chartClasses.bar}>
          {!inside && <strong>{t("map.title")}</strong>}
          {!inside && (
            <select className={chartClasses.tool} aria-label={t("said.case")} value={state.case} onChange={(event) => { onState({ case: event.currentTarget.value, chosen: NOBODY }); }} data-map-case>
              <option value="">{t("map.every-case")}</option>
              {cases.map((one) => (
                <option key={one.id} value={one.id} dir="auto">
                  {one.title}
                </option>
              ))}
            </select>
          )}
          {(["since", "until"] as const).map((end) => (
            <label key={end} className={classes.day}>
              {t(`map.${end}`)}
              <DateField size="xs" w="7.5rem" value={state[end]} from={end === "until" ? state.since : ""} onValue={(day) => { onState({ [end]: day, now: "" }); }} data-end={end} />
            </label>
          ))}
          <div className={chartClasses.tools} role="toolbar" aria-label={t("map.tools")}>
            <Tool id="look.in" icon="add" />
            <Tool id="look.out" icon="minus" />
            <Tool id="look.fit" icon="fit" />
            <Tool id="look.legend" icon="info" pressed={legend} />
            <span className={chartClasses.rule} />
            <Tool id="select.lasso" icon="lasso" pressed={lasso}>
              {t("map.who")}
            </Tool>
            <Tool id="map.in-sight" icon="eye" />
            <span className={chartClasses.rule} />
            <ToolMenu icon="download" label={t("chart.export")} ids={["chart.export.png", "chart.export.svg", "chart.export.csv"]} />
          </div>
          <span className={chartClasses.saved} role="status">
            {lasso ? t("map.lasso") : format.counted("map.marks", map.shown.marks.length)}
          </span>
        </div>
        <div className={classes.work}>
          <Sheet
            ref={sheet}
            scene={map.shown}
            view={view}
            towns={map.about.data?.towns ?? NONE}
            countries={map.about.data?.countries ?? NONE}
            areas={areas}
            chosen={lit}
            lasso={lasso}
            styles={ruled.styled.items}
            onView={onView}
            onSize={setSize}
            onChoose={choose}
            onLasso={(corners) => { search(corners, state.areas.length > 0); }}
          />
          <Times moments={map.moments} now={state.now} span={state.span} onNow={(now) => { onState({ now }); }} onSpan={(span) => { onState({ span }); }} />
          <Tables map={map} state={state} ruled={ruled} pane={pane} onPane={(chosenPane) => { onState({ pane: chosenPane }); }} onChoose={choose} onClear={() => { onState({ areas: [] }); }} />
          <aside className={classes.side} aria-label={t("map.side")}>
            {map.about.isError && <ErrorNote error={map.about.error} retry={() => void map.about.refetch()} />}
            {leaving.isError && <ErrorNote error={leaving.error} />}
            {map.entity.isError && <ErrorNote error={map.entity.error} />}
            {!inside && <Picker label={t("map.item")} range="Thing" id={state.item} onPick={(item) => { onState({ item, now: "", chosen: NOBODY, layers: item === "" ? state.layers : withThing(state.layers) }); placed.current = false; }} />}
            <Layers map={map} onToggle={(id) => { onState({ layers: state.layers.includes(id) ? state.layers.filter((other) => other !== id) : [...state.layers, id] }); }} />
            <Kinds kinds={map.kinds} hidden={state.hidden} onHidden={(hidden) => { onState({ hidden: new Set(hidden) }); }} />
            {!inside && <RulePick cases={cases} value={state.rules} shown={ruled} onPick={(rules) => { onState({ rules }); }} />}
            {legend && <Legend />}
            <Details chosen={chosen} ways={map.whole.ways.filter(({ way }) => state.chosen.has(way.id))} onAround={around} />
          </aside>
        </div>
      </div>
    </HoverContext>
  );
}

/** The names of the rules that some of these things pass. */
const namesOf = (things: readonly { id: string }[], { lines, styled }: ShownRules): string => lines.flatMap(({ rule, name }) => (things.some(({ id }) => styled.items[id]?.rules.includes(rule.id) === true) ? [name] : [])).join("; ");

/** Choosing a thing shows where it was recorded. */
const withThing = (layers: readonly string[]): string[] => [...new Set([...layers.filter((id) => id !== "cell-sites"), "cells-used", "route"])];
