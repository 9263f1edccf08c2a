import { Button, Group, NativeSelect, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";

import * as edit from "@/core/chart/edit";
import { type RuleSet, ruleSetOf, ruleSetsQuery } from "@/core/chart/ruleSets";
import { readDocument } from "@/core/documents";
import { useFormat } from "@/core/format";
import { Data } from "@/design/Text";
import { useLocale } from "@/i18n/LocaleContext";
import { separator } from "@/i18n/separator";

import { ErrorNote } from "@/parts/Notes";
import classes from "./Rules.module.css";
import type { Chart } from "./useChart";

interface Props {
  made: Chart;
  caseId: string;
  onEdit: (set: RuleSet) => void;
  onTaken: (id: string, version: number) => void;
}

/** The sets of rules that a chart shares with other charts, with tables and maps of its case: put in force, taken out, taken as somebody changed them. */
export function SetsInForce({ made, caseId, onEdit, onTaken }: Props) {
  const { t } = useLocale();
  const format = useFormat();
  const { ruleSets } = made.state.chart;
  const found = useQuery(ruleSetsQuery(caseId));
  const heads = found.data ?? [];
  const latest = useMutation({ mutationFn: (id: string) => readDocument(caseId, id), onSuccess: (set) => { onEdit(ruleSetOf(set)); } });
  const add = (id: string) => {
    const head = heads.find((one) => one.id === id);
    if (head !== undefined) made.change("chart.step.rules", (now) => edit.ruleSets(now, [...now.ruleSets, { id: head.id, version: head.version }]));
  };
  return (
    <section className={classes.sets} data-sets-in-force={ruleSets.length}>
      <Text fw={600}>{t("ruleset.shared")}</Text>
      <Text size="sm" c="dimmed">{t("ruleset.shared.how")}</Text>
      {(found.isError || latest.isError) && <ErrorNote error={found.error ?? latest.error} />}
      <ul>
        {ruleSets.map(({ id, version }) => {
          const set = made.shared.sets.find((one) => one.id === id);
          const newer = heads.find((one) => one.id === id)?.version ?? version;
          return (
            <li key={id} data-rule-set={id}>
              <span>
                {set === undefined ? t(made.shared.pending ? "told.loading" : "ruleset.shared.gone") : <Data>{set.title}</Data>}
                {set !== undefined && `${separator()}${format.counted("ruleset.count", set.rules.length)}`}
              </span>
              <Group gap="xs">
                {newer > version && <Button size="compact-xs" onClick={() => { onTaken(id, newer); }} data-take-newer>{t("ruleset.newer")}</Button>}
                {set !== undefined && <Button size="compact-xs" variant="default" loading={latest.isPending} aria-label={`${t("ruleset.change")}: ${set.title}`} onClick={() => { latest.mutate(id); }} data-change-set>{t("ruleset.change")}</Button>}
                <Button size="compact-xs" variant="default" aria-label={`${t("ruleset.take-out")}: ${set?.title ?? id}`} onClick={() => { made.change("chart.step.rules", (now) => edit.ruleSets(now, now.ruleSets.filter((one) => one.id !== id))); }} data-take-out>{t("ruleset.take-out")}</Button>
              </Group>
            </li>
          );
        })}
      </ul>
      {heads.some((one) => !ruleSets.some(({ id }) => id === one.id)) && (
        <NativeSelect size="xs" label={t("ruleset.put")} value="" data={[{ value: "", label: t("ruleset.choose") }, ...heads.filter((one) => !ruleSets.some(({ id }) => id === one.id)).map((one) => ({ value: one.id, label: one.title }))]} onChange={(event) => { add(event.currentTarget.value); }} data-put-set />
      )}
    </section>
  );
}
