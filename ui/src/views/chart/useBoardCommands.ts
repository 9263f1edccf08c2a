import { useNavigate } from "@tanstack/react-router";
import type { RefObject } from "react";

import { toggledLines } from "@/core/chart/address";
import { clusters } from "@/core/chart/clusters";
import { LABEL_RULES, LINE_WAYS, type Says, SAYS } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { type Filter, fragmentsOf } from "@/core/chart/seen";
import { LAYOUTS, type LayoutKind } from "@/core/chart/server";
import { useCommands } from "@/core/useCommands";
import type { TextKey } from "@/i18n/text";

import type { ChartPane } from "../addresses";
import type { Asking } from "./asking";
import type { CanvasHandle } from "./canvasProps";
import { JUDGE_MOST } from "./JudgeDialog";
import type { Acts } from "./useActs";
import type { Chart } from "./useChart";
import type { FileFormat, useChartFile } from "./useChartFile";
import type { useExports } from "./useExports";

const EXPAND_AT_ONCE = 50;
export const SAYING = Object.keys(SAYS) as Says[];

interface Board {
  made: Chart;
  acts: Acts;
  exports: ReturnType<typeof useExports>;
  file: ReturnType<typeof useChartFile>;
  canvas: RefObject<CanvasHandle | null>;
  /** The item the keyboard is at, "" for none: what commands are about where nothing is selected. */
  focused: string;
  pane: ChartPane;
  pair: string;
  lasso: boolean;
  drawable: boolean;
  saveable: boolean;
  ask: (asking: Asking) => void;
  /** What a group is called that nobody named, by how many it holds; and a cluster by its number. */
  count: (n: number) => string;
  cluster: (n: number) => string;
  /** Says for a moment what is to be done first. */
  say: (key: TextKey, count: number) => void;
  select: (ids: readonly string[], how?: "only" | "add" | "toggle") => void;
  setLasso: (change: (before: boolean) => boolean) => void;
  setLegend: (change: (before: boolean) => boolean) => void;
  setLinking: (id: string) => void;
  onFilter: (filter: Filter) => void;
  onPane: (pane: ChartPane) => void;
  onNew: () => void;
}

/** What every command does on this chart, and whether it can be done now. */
export function useBoardCommands(board: Board): void {
  const { made, acts, exports, file, canvas, pane, pair, lasso, drawable, ask, select, onPane } = board;
  const navigate = useNavigate();
  const { state, seen, selection, linked } = made;
  const chosen = selection.size > 0 ? [...selection] : board.focused !== "" ? [board.focused] : [];
  const { items } = seen.chart;
  const some = chosen.length > 0;
  const filled = items.size > 0;
  const all = () => made.whole(chosen);
  const only = chosen.length === 1 ? (chosen[0] ?? "") : "";
  const step = (way: "past" | "future") => ({ run: () => { acts.turn(way === "past" ? "undo" : "redo"); }, able: state[way].length > 0 && !acts.turning.isPending });
  const arrange = (kind: LayoutKind) => ({ run: () => { made.arranging.mutate(kind, { onSuccess: () => { setTimeout(() => canvas.current?.fit(), 50); } }); }, able: filled });
  const written = (format: FileFormat) => ({ run: () => { file.mutate(format); }, able: filled && !file.isPending });
  const picture = (format: "png" | "svg" | "csv") => ({ run: () => { exports.mutate(format); }, able: filled && !exports.isPending });
  /** Keys and tools never do nothing in silence: what is missing in the selection is said. */
  const about = (key: TextKey, met: boolean, run: () => void) => ({ run: met ? run : () => { board.say(key, chosen.length); }, able: filled });
  useCommands({
    "chart.add": { run: () => { ask({ what: "add" }); } },
    "chart.expand": about(some ? "chart.told.fewer" : "chart.told.choose", some && chosen.length <= EXPAND_AT_ONCE, () => { ask({ what: "expand", ids: chosen, types: [] }); }),
    "chart.expand-by": { run: () => { window.document.querySelector<HTMLElement>("[data-expand-by] button")?.focus(); }, able: selection.size === 1 },
    "chart.path": about("chart.told.choose-two", chosen.length === 2, () => { made.finding.mutate({ start: chosen[0] ?? "", end: chosen[1] ?? "" }); }),
    "chart.hide": about("chart.told.choose", some, () => { made.change("chart.step.hide", (now) => edit.hide(now, all()), { count: chosen.length }); }),
    "chart.show": { run: () => { made.change("chart.step.show", edit.show); }, able: state.chart.hidden.size > 0 },
    "chart.only": { run: () => { made.change("chart.step.hide", (now) => edit.hide(now, made.whole([...items.keys()].filter((id) => !chosen.includes(id))))); }, able: some && chosen.length < items.size },
    "chart.pin": about("chart.told.choose", some, () => { made.change("chart.step.pin", (now) => edit.pin(now, all()), { count: chosen.length }); }),
    "chart.group": about("chart.told.choose", selection.size > 0, () => { ask({ what: "group" }); }),
    "chart.set": about("chart.told.choose", selection.size > 0, () => { ask({ what: "set" }); }),
    "chart.ungroup": { run: () => { made.change("chart.step.ungroup", (now) => edit.ungroup(now, all())); }, able: chosen.some((id) => items.get(id)?.group !== undefined) },
    "chart.faces": { run: () => { made.change("chart.step.faces", (now) => edit.faced(now, now.faceless)); }, able: [...state.chart.items.values()].some(({ photo }) => photo !== undefined) },
    "chart.photo": about("chart.told.choose", some, () => { ask({ what: "photo", ids: all() }); }),
    "chart.collapse": about("chart.told.choose", chosen.length > 1 || chosen.some((id) => items.get(id)?.group !== undefined), () => { collapse(made, chosen, board.count(chosen.length)); }),
    "chart.open-group": { run: () => { open(made, chosen); }, able: state.chart.collapsed.size > 0 },
    "chart.clusters": {
      run: () => {
        const found = clusters([...items.keys()], made.pairs.values());
        if (found.length === 0) board.say("chart.told.no-clusters", 0);
        else made.change("chart.step.collapse", (now) => found.reduce((before, ids, at) => { const id = crypto.randomUUID(); return edit.collapse(edit.group(before, made.whole(ids), id, board.cluster(at + 1)), [id], true); }, now), { count: found.length });
      },
      able: filled,
    },
    "chart.same": { run: () => { ask({ what: "judge", ids: chosen }); }, able: chosen.length >= 2 && chosen.length <= JUDGE_MOST },
    "chart.parts": { run: () => { ask({ what: "parts", id: only }); }, able: only !== "" && fragmentsOf(only, state.known).length > 1 },
    "chart.apart": { run: () => { turnApart(made, only); }, able: only !== "" && fragmentsOf(only, state.known).length > 1 },
    "chart.possible": { run: () => { board.onFilter(toggledLines(made.filter, "possible")); }, able: filled },
    "chart.item": { run: () => { ask({ what: "item", at: canvas.current?.middle() ?? [0, 0] }); } },
    "chart.text": { run: () => { const item = items.get(only); ask({ what: "text", id: "", of: only, at: item === undefined ? (canvas.current?.middle() ?? [0, 0]) : [item.x + 0.9, item.y - 1.3] }); } },
    "chart.link": {
      run: () => {
        if (chosen.length === 2) ask({ what: "link", from: chosen[0] ?? "", to: chosen[1] ?? "" });
        else {
          board.setLinking(only);
          canvas.current?.focus();
        }
      },
      able: chosen.length === 2 || (only !== "" && drawable && items.size > 1),
    },
    ...Object.fromEntries(LAYOUTS.map((kind) => [`chart.layout.${kind}`, arrange(kind)] as const)),
    "chart.compare": { run: () => { ask({ what: "compare" }); }, able: board.saveable },
    "chart.rules": { run: () => { ask({ what: "rules" }); }, able: filled },
    "chart.frame": { run: () => { ask({ what: "frame" }); } },
    "chart.legend": { run: () => { ask({ what: "legend" }); }, able: filled },
    "chart.count": { run: () => { select([]); window.requestAnimationFrame(() => { window.document.querySelector<HTMLElement>("[data-counts] > summary")?.click(); }); }, able: filled },
    "chart.layout.compare": { run: () => { ask({ what: "arrange" }); }, able: filled },
    ...Object.fromEntries(LABEL_RULES.map((rule) => [`chart.label.${rule}`, { run: () => { made.change("chart.step.label", (now) => edit.label(now, rule)); }, able: filled && state.chart.label !== rule }] as const)),
    ...Object.fromEntries(LINE_WAYS.map((how) => [`chart.ways.${how}`, { run: () => { made.change("chart.step.ways", (now) => edit.ways(now, how)); if (how === "each" && made.undrawn > 0) board.say("chart.ways.undrawn", made.undrawn); }, able: filled && state.chart.ways !== how }] as const)),
    ...Object.fromEntries(SAYING.map((what) => [`chart.says.${what}`, { run: () => { made.change("chart.step.says", (now) => edit.says(now, what)); }, able: filled }] as const)),
    "chart.undo": step("past"),
    "chart.redo": step("future"),
    "chart.snapshot": { run: () => { ask({ what: "snapshot" }); }, able: filled && board.saveable },
    "chart.export.png": picture("png"),
    "chart.export.svg": picture("svg"),
    "chart.export.csv": picture("csv"),
    "chart.export.html": written("html"),
    "chart.export.pdf": written("pdf"),
    "chart.export.pdf-a3": written("pdf-a3"),
    "chart.export.pptx": written("pptx"),
    "chart.export.anx": written("anx"),
    "chart.export.xlsx": written("xlsx"),
    "chart.export.graphml": written("graphml"),
    "chart.export.gexf": written("gexf"),
    "chart.export.ftm": written("ftm"),
    "chart.new": { run: board.onNew },
    "select.all": { run: () => { select([...items.keys()]); }, able: filled },
    "select.none": { run: () => { board.setLasso(() => false); board.setLinking(""); select([]); }, able: selection.size > 0 || lasso || pair !== "" },
    "select.linked": { run: () => { select([...chosen, ...chosen.flatMap((id) => linked.get(id) ?? [])], "add"); }, able: some },
    "select.invert": { run: () => { select([...items.keys()].filter((id) => !selection.has(id))); }, able: filled },
    "select.lasso": { run: () => { board.setLasso((before) => !before); }, able: filled && drawable },
    "select.most": { run: () => { onPane("items"); select([...items.keys()].sort((a, b) => (linked.get(b)?.length ?? 0) - (linked.get(a)?.length ?? 0)).slice(0, 10)); }, able: filled },
    "chart.cards": about("chart.told.choose", pair !== "" || only !== "", () => { ask({ what: "cards", id: pair === "" ? only : "", pair }); }),
    "look.open": { run: () => void navigate({ to: "/entities/$id", params: { id: only } }), able: only !== "" },
    "look.fit": { run: () => { canvas.current?.fit(selection.size > 1 ? chosen : undefined); }, able: filled && drawable },
    "look.in": { run: () => { canvas.current?.zoom(0.7); }, able: drawable },
    "look.out": { run: () => { canvas.current?.zoom(1.4); }, able: drawable },
    "look.items": { run: () => { onPane("items"); } },
    "look.lines": { run: () => { onPane("lines"); } },
    "look.timeline": { run: () => { onPane("timeline"); } },
    "look.pane": { run: () => { onPane(pane === "none" ? "items" : "none"); }, able: drawable },
    "look.time": { run: () => { board.onFilter({ ...made.filter, time: made.filter.time === null ? { by: "day", from: "", until: "" } : null }); }, able: filled || made.filter.time !== null },
    "look.legend": { run: () => { board.setLegend((before) => !before); } },
  });
}

/** Draws the groups of some items as one each; items that are in none become a group of their own. */
export function collapse(made: Chart, ids: readonly string[], name: string): void {
  const { items } = made.seen.chart;
  const groups = [...new Set(ids.flatMap((id) => items.get(id)?.group ?? []))];
  const id = crypto.randomUUID();
  made.change("chart.step.collapse", (now) => (groups.length > 0 ? edit.collapse(now, groups, true) : edit.collapse(edit.group(now, made.whole(ids), id, name), [id], true)), { count: ids.length });
}

/** Opens the groups of some items, all of them where nothing is chosen; what was in them is selected. */
export function open(made: Chart, ids: readonly string[]): void {
  const { chart } = made.state;
  const chosen = new Set(ids.flatMap((id) => made.seen.chart.items.get(id)?.group ?? []));
  const groups = ids.length === 0 ? [...chart.collapsed.keys()] : [...chart.collapsed.keys()].filter((id) => chosen.has(id));
  made.change("chart.step.open-group", (now) => edit.collapse(now, groups, false), { count: groups.length, select: [...chart.items].flatMap(([id, item]) => (groups.includes(item.group ?? "") ? [id] : [])) });
}

/** Shows everything that is one with an item apart (records that were not on the chart come beside it), or all of it as one again. */
export function turnApart(made: Chart, id: string): void {
  const { chart, known } = made.state;
  const ids = fragmentsOf(id, known).map((fragment) => fragment.id);
  const open = chart.items.get(id)?.apart !== true;
  const origin = chart.items.get(id);
  const fresh = edit.around(chart, origin === undefined ? [0, 0] : [origin.x, origin.y], open ? ids.filter((one) => !chart.items.has(one)) : []);
  made.change(open ? "chart.step.apart" : "chart.step.together", (now) => edit.apart(now, ids, open, fresh), { count: ids.length, select: open ? ids : [id] });
  if (fresh.size > 0) made.load([...chart.items.keys(), ...chart.hidden.keys(), ...fresh.keys()]);
}
