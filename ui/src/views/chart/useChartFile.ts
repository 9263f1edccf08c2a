import { useMutation } from "@tanstack/react-query";

import { type Bodies, fetched } from "@/api/client";
import type { LegendEdit, Placed, Rule } from "@/core/chart/document";
import { LINE_SORTS } from "@/core/chart/seen";
import { download } from "@/core/download";
import { ZONE } from "@/core/format";

import { textsSeen } from "./callouts";
import { type RuleLine, useRuleLegend } from "./ruleLegend";
import type { Chart } from "./useChart";

export type FileFormat = Bodies["ChartFileBody"]["format"];
const ENDINGS: Record<FileFormat, string> = { html: "html", pdf: "pdf", "pdf-a3": "pdf", pptx: "pptx", anx: "anx", xlsx: "xlsx", graphml: "graphml", gexf: "gexf", ftm: "ftm.json" };

/** What a file could not hold of a chart, by kind. */
export const LOST = ["hidden", "events", "cards", "places", "groups", "sources", "letters", "outside", "outside_lines", "texts", "dashes", "looks", "photographs", "callouts"] as const;
export type Lost = Partial<Record<(typeof LOST)[number], number>>;

const record = (value: unknown): Record<string, unknown> => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});

/** What the answer says that the file does not hold. */
export function lostOf(header: string | null): Lost {
  if (header === null) return {};
  const told = record(record(JSON.parse(header))["lost"]);
  return Object.fromEntries(LOST.flatMap((kind) => (typeof told[kind] === "number" && told[kind] > 0 ? [[kind, told[kind]]] : [])));
}

/** How the chart is looked at, so that the paper is as the screen: what lines say, the part of the time, the sorts of lines that are not drawn. */
export function lookOf({ state: { chart }, filter: { time, lines } }: Pick<Chart, "state" | "filter">): Pick<Bodies["ChartFileBody"], "label" | "ways" | "lines" | "since" | "until" | "zone" | "without"> {
  const keys = [...new Set([...chart.labels.keys(), ...chart.lineWays.keys()])];
  const own = keys.map((key) => ({ a: key.slice(0, 32), b: key.slice(33), label: chart.labels.get(key) ?? null, ways: chart.lineWays.get(key) ?? null }));
  return { label: chart.label, ways: chart.ways, lines: own, since: time?.from ?? "", until: time?.until ?? "", zone: ZONE, without: LINE_SORTS.flatMap((sort) => (lines.has(sort) && sort !== "possible" ? [sort] : [])) };
}

/** The rules with the names that the legend of this screen gives them. */
const asNamed = (rules: readonly Rule[], legend: readonly RuleLine[]): Rule[] => rules.map((rule) => ({ ...rule, name: (legend.find((one) => one.rule.id === rule.id)?.name ?? rule.name).slice(0, 200), look: { ...rule.look } }));

const editOf = ({ hidden, names, order }: LegendEdit): Bodies["LegendEditBody"] => ({ hidden: [...hidden], names: Object.entries(names).map(([of, name]) => ({ of, name })), order: [...order] });

/** The chart as a file that the server writes: places and groups come from the screen, everything else is read again there. */
export function useChartFile(made: Chart, title: string, caseTitle: string) {
  const legend = useRuleLegend(made);
  const { state, seen } = made;
  return useMutation({
    mutationFn: async (format: FileFormat): Promise<{ format: FileFormat; lost: Lost }> => {
      const named = (group: string | undefined) => seen.chart.groups.get(group ?? "") ?? "";
      const faceOf = ({ photo = "" }: Placed) => (state.chart.faceless ? "" : photo);
      const items = [...seen.chart.items].flatMap(([id, item]) => {
        if (item.as === undefined) return [{ id, x: item.x, y: item.y, group: named(item.group), photo: faceOf(item), under: "" }];
        return (seen.members.get(id) ?? [id]).flatMap((one) => { const at = state.chart.items.get(one); return at === undefined ? [] : [{ id: one, x: at.x, y: at.y, group: named(item.group), photo: faceOf(at), under: id }]; });
      });
      const asked: Bodies["ChartFileBody"] = { format, title, case: caseTitle, items, hidden: [...state.chart.hidden.keys()], filtered: seen.filtered, texts: [...textsSeen(state.chart, seen).values()].map(({ x, y, text, kind, of = "", cites }) => ({ x, y, text, kind, of, cites: cites?.statement ?? "" })), rules: asNamed(made.rules, legend), legend: editOf(state.chart.legend), frame: { ...state.chart.frame, foot: [...state.chart.frame.foot] }, ...lookOf(made) };
      const answer = await fetched("/api/v1/chart/file", { method: "POST", body: JSON.stringify(asked) });
      download(`${title.replace(/[/\\:*?"<>|]/g, "_")}.${ENDINGS[format]}`, await answer.blob());
      return { format, lost: lostOf(answer.headers.get("X-Tahqiq-Exported")) };
    },
  });
}
