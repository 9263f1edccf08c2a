import { NativeSelect, useComputedColorScheme } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { ruleSetsQuery } from "@/core/chart/ruleSets";
import { stylesQuery, UNSTYLED } from "@/core/chart/styles";
import { useRuleSets } from "@/core/chart/useRuleSets";
import type { Case } from "@/core/sources";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "@/parts/Notes";
import { DARK, LIGHT } from "./look";
import { useRuleLines } from "./ruleLegend";
import classes from "./Rules.module.css";
import { RuleSign } from "./RuleSign";

/** How many things a set is asked about at most: more than a table or map shows. */
export const RULED_MOST = 5000;
const NONE: readonly { id: string }[] = [];

/** A set of rules in force on things that are no chart (`key`: its case and id with a dot between, empty for none): the same rules, asked at the same place, as a chart's. */
export function useShownRules(key: string, ids: readonly string[]) {
  const [caseId = "", id = ""] = key.split(".");
  const asked = useMemo(() => (id === "" ? NONE : [{ id }]), [id]);
  const things = useMemo(() => [...new Set(ids)].toSorted().slice(0, RULED_MOST), [ids]);
  const shared = useRuleSets(caseId, asked);
  const styles = useQuery(stylesQuery(things, shared.rules));
  const styled = shared.rules.length === 0 ? UNSTYLED : (styles.data ?? UNSTYLED);
  const lines = useRuleLines(shared.rules, styled.legend, things);
  return { styled, lines, missing: shared.missing, error: styles.error, palette: useComputedColorScheme("light") === "dark" ? DARK : LIGHT };
}

export type ShownRules = ReturnType<typeof useShownRules>;

/** The choice of a set of rules of the person's cases, and what its rules mean here; nothing while no case has one. */
export function RulePick({ cases, value, shown, onPick }: { cases: readonly Case[]; value: string; shown: ShownRules; onPick: (key: string) => void }) {
  const { t } = useLocale();
  const found = useQueries({ queries: cases.map(({ id }) => ruleSetsQuery(id)) });
  const groups = cases.flatMap(({ id, title }, at) => { const heads = found[at]?.data ?? []; return heads.length === 0 ? [] : [{ group: title, items: heads.map((head) => ({ value: `${id}.${head.id}`, label: head.title })) }]; });
  if (groups.length === 0 && value === "") return null;
  return (
    <section className={classes.pick} data-rules-in-force={shown.lines.length}>
      <NativeSelect size="xs" label={t("ruleset.look")} value={value} data={[{ value: "", label: t("ruleset.none") }, ...groups]} onChange={(event) => { onPick(event.currentTarget.value); }} data-pick-rules />
      {shown.missing > 0 && <p role="status">{t("ruleset.shared.gone")}</p>}
      {shown.error !== null && <ErrorNote error={shown.error} />}
      {shown.lines.length > 0 && (
        <ul>
          {shown.lines.map(({ rule, name, much }) => (
            <li key={rule.id} data-legend-rule={rule.id}>
              <RuleSign rule={rule} palette={shown.palette} />
              <span><bdi dir="auto">{name}</bdi>{much}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
