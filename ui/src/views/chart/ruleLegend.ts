import { useQuery } from "@tanstack/react-query";

import type { Rule } from "@/core/chart/document";
import { fieldsQuery, type Styled } from "@/core/chart/styles";
import { useFormat } from "@/core/format";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

import { ruleName } from "./fields";
import type { Palette } from "./look";
import { DASHES } from "./signs";
import type { Chart } from "./useChart";

export interface RuleLine {
  rule: Rule;
  /** What the rule is called. */
  name: string;
  /** The ends of its scale and how many it holds for, as the page writes numbers. */
  much: string;
}

/** What the legend of a chart says of the rules in force, shared ones first; the same on the screen and in pictures. */
export const useRuleLegend = (made: Chart): RuleLine[] => useRuleLines(made.rules, made.styled.legend, made.asked);

/** What a legend says of rules: those that something of what was asked passes, in their order. */
export function useRuleLines(rules: readonly Rule[], inForce: Styled["legend"], asked: readonly string[]): RuleLine[] {
  const { t } = useLocale();
  const words = useWords();
  const format = useFormat();
  const fields = useQuery({ ...fieldsQuery(asked), enabled: asked.length > 0 && rules.some((rule) => rule.by.startsWith("prop:") && rule.name === "") });
  const labels = new Map((fields.data ?? []).map((one) => [`${one.on} ${one.by}`, one.label]));
  return rules.flatMap((rule) => {
    const now = inForce.find((one) => one.rule === rule.id);
    if (now === undefined || now.count === 0) return [];
    const ends = now.low === "" ? "" : ` ${format.number(Number(now.low))} – ${format.number(Number(now.high))}`;
    return [{ rule, name: ruleName(rule, labels.get(`${rule.on} ${rule.by}`) ?? rule.by.replace("prop:", ""), words, t), much: `${ends} (${format.number(now.count)})` }];
  });
}

/** Whether a rule only writes below names. */
export const onlyWords = ({ on, look }: Rule): boolean => on === "item" && look.words && look.colour === "" && look.frame === "" && look.icon === "" && look.size === 0;

/** The stroke of a rule for lines: colour, width and dashes. */
export function ruleStroke({ look }: Rule, palette: Palette): { colour: string; width: number; dash: readonly [number, number] } {
  const sort = look.dash === "dashed" ? "unconfirmed" : look.dash === "dotted" ? "tentative" : "confirmed";
  return { colour: look.colour || palette.line, width: look.width > 0 ? Math.min(8, 1.6 * look.width) : 2, dash: DASHES[sort] };
}
