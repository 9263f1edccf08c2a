import type { ReactNode } from "react";

import type { Rule } from "@/core/chart/document";
import { typesOf } from "@/core/chart/legend";
import type { LineSort } from "@/core/chart/seen";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { ICON_PATHS } from "@/design/Icon";
import { useLocale } from "@/i18n/LocaleContext";

import { ICONS } from "./atlas";
import { outlineOf, type Palette, STRENGTHS } from "./look";
import { useRuleLegend } from "./ruleLegend";
import { RuleSign, Stroke } from "./RuleSign";
import { DASHES, POSSIBLE } from "./signs";
import type { Chart } from "./useChart";

/** A line of the legend: `of` what it is about, its usual name, what stands behind the name, its sign, and what a click does. */
export interface Entry {
  of: string;
  name: string;
  much: string;
  sign: ReactNode;
  act: { what: "type"; schema: string } | { what: "line"; sort: LineSort } | { what: "rule"; rule: Rule } | null;
}

/** What the signs of this chart mean, only those that are on it, in their usual order. */
export function useLegendEntries(made: Chart, palette: Palette): Entry[] {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const { state, seen } = made;
  const ruled = useRuleLegend(made);
  const proposed = [...state.known.lines.values()].some((line) => line.kind === "sameness" && state.chart.items.has(line.a) && state.chart.items.has(line.b));
  const decided = [...made.pairs.values()].some((pair) => pair.sort === "same");
  const types = [...typesOf(state.chart, state.known, seen)].sort((a, b) => b[1].all - a[1].all).map(([schema, { all, shown }]): Entry => {
    const { family, icon } = outlineOf(words, schema);
    const sign = (
      <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke={palette.families[family]} strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
        <path d={ICON_PATHS[ICONS[icon] ?? "thing"]} />
      </svg>
    );
    return { of: `type ${schema}`, name: words.types(schema), much: ` (${shown === all ? format.number(all) : t("chart.legend.of", { n: format.number(shown), total: format.number(all) })})`, sign, act: { what: "type", schema } };
  });
  const fixed = (of: string, name: string, sign: ReactNode): Entry => ({ of, name, much: "", sign, act: null });
  return [
    ...types,
    ...ruled.map(({ rule, name, much }): Entry => ({ of: `rule ${rule.id}`, name, much, sign: <RuleSign rule={rule} palette={palette} />, act: { what: "rule", rule } })),
    ...STRENGTHS.map((sort): Entry => ({ of: `line ${sort}`, name: t(`chart.strength.${sort}`), much: "", sign: <Stroke colour={palette.line} dash={DASHES[sort]} width={2} />, act: { what: "line", sort } })),
    ...(proposed ? [{ of: "line possible", name: t("chart.legend.possible"), much: "", sign: <Stroke colour={palette.same} dash={POSSIBLE} width={2} />, act: { what: "line", sort: "possible" } } satisfies Entry] : []),
    ...(decided ? [fixed("line same", t("chart.legend.same"), <Stroke colour={palette.same} dash={DASHES.confirmed} width={3} />)] : []),
    fixed("width", t("chart.legend.width"), <Widths colour={palette.line} />),
    ...(seen.members.size > 0 ? [fixed("parts", t("chart.legend.parts"), <Badge text={`×${format.number(2)}`} colour={palette.same} ink={palette.paper} />)] : []),
    fixed("away", t("chart.legend.away"), <Badge text={`+${format.number(3)}`} colour={palette.badge} ink={palette.badgeText} />),
  ];
}

function Widths({ colour }: { colour: string }) {
  return (
    <svg width="30" height="10" aria-hidden="true">
      <path d="M0 5h12M18 5h12" stroke={colour} strokeWidth="1.2" />
      <path d="M18 5h12" stroke={colour} strokeWidth="5" />
    </svg>
  );
}

function Badge({ text, colour, ink }: { text: string; colour: string; ink: string }) {
  return (
    <svg width="30" height="14" aria-hidden="true">
      <rect x="4" y="0.5" width="22" height="13" rx="6.5" fill={colour} />
      <text x="15" y="10.5" fontSize="9.5" fontWeight="600" textAnchor="middle" direction="ltr" fill={ink}>
        {text}
      </text>
    </svg>
  );
}
