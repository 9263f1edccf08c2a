import type { Clash } from "@/core/chart/merged";
import type { TextKey } from "@/i18n/text";

import { captionOf } from "./look";
import type { Chart } from "./useChart";

const PARTS: Partial<Record<Clash["part"], TextKey>> = { rules: "chart.clash.rule", sets: "chart.clash.set", groups: "chart.clash.group", texts: "chart.clash.text", label: "chart.clash.line", labels: "chart.clash.line", ways: "chart.clash.line", lineWays: "chart.clash.line", frame: "command.chart.frame", collapsed: "chart.clash.group", ruleSets: "chart.clash.rule" };

/** How something is called that two people changed at once: an item by its name, a text, group, rule or set by its own words. */
export function clashName({ part, id }: Clash, made: Chart, t: (key: TextKey) => string): string {
  const { chart, known } = made.state;
  if (part === "items" || part === "hidden") return captionOf(id, known, chart.items.get(id));
  const words = part === "texts" ? chart.texts.get(id)?.text : part === "groups" ? chart.groups.get(id) : part === "sets" ? chart.sets.get(id)?.name : part === "rules" ? chart.rules.find((rule) => rule.id === id)?.name : undefined;
  const kind = t(PARTS[part] ?? "chart.clash.other");
  return words === undefined || words === "" ? kind : `${kind}: ${words}`;
}
