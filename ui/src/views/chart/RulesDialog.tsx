import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import type { Rule } from "@/core/chart/document";
import * as edit from "@/core/chart/edit";
import { bodyOf, type RuleSet } from "@/core/chart/ruleSets";
import { fieldsQuery } from "@/core/chart/styles";
import { saved } from "@/core/documents";
import { entityQuery } from "@/core/entities";
import { useLocale } from "@/i18n/LocaleContext";

import { Dialog } from "@/parts/Dialog";
import { NameDialog } from "@/parts/NameDialog";
import { ErrorNote } from "@/parts/Notes";
import { RuleList } from "./RuleList";
import { RuleSetEditor } from "./RuleSetEditor";
import { SetsInForce } from "./SetsInForce";
import type { Chart } from "./useChart";

/** A rule that only says something below names is a switch of the chart, not something to share. */
const shareable = (rule: Rule): boolean => !rule.id.startsWith("says-");

/** The rules of how a chart looks, those it shares and its own, in the order in which they decide; every change is drawn at once and can be undone. */
export function RulesDialog({ made, caseId, onClose }: { made: Chart; caseId: string; onClose: () => void }) {
  const { t } = useLocale();
  const queries = useQueryClient();
  const { rules, items, ruleSets } = made.state.chart;
  const ids = useMemo(() => [...items.keys()].toSorted(), [items]);
  const fields = useQuery(fieldsQuery(ids));
  const [editing, edits] = useState<RuleSet | null>(null);
  const [naming, name] = useState(false);
  const put = (next: readonly Rule[], merge?: string) => { made.change("chart.step.rules", (now) => edit.rules(now, next), merge === undefined ? {} : { merge }); };
  const share = useMutation({
    mutationFn: async (title: string) => saved({ case: caseId, id: "", version: 0, kind: "rules", title, body: await bodyOf(rules.filter(shareable), fields.data ?? [], new Map(), async (id) => (await queries.query(entityQuery(id))).statements) }),
    onSuccess: (kept) => {
      made.change("chart.step.rules", (now) => edit.rules(edit.ruleSets(now, [...now.ruleSets, { id: kept.id, version: kept.version }]), now.rules.filter((rule) => !shareable(rule))));
      void queries.invalidateQueries({ queryKey: ["documents", caseId, "list", "rules"] });
    },
  });
  const taken = (id: string, version: number) => { made.change("chart.step.rules", (now) => edit.ruleSets(now, now.ruleSets.map((one) => (one.id === id ? { id, version } : one)))); };
  return (
    <Dialog onClose={onClose} size="60rem" title={t("command.chart.rules")}>
      {editing !== null ? (
        <RuleSetEditor set={editing} ids={ids} onSaved={(version) => { taken(editing.id, version); edits(null); }} onClose={() => { edits(null); }} />
      ) : (
        <Stack gap="sm" data-rules={rules.length} data-rule-sets={ruleSets.length}>
          <Text size="sm">{t("chart.rules.how")}</Text>
          {(fields.isError || made.styles.isError || share.isError) && <ErrorNote error={fields.error ?? made.styles.error ?? share.error} />}
          <SetsInForce made={made} caseId={caseId} onEdit={edits} onTaken={taken} />
          <Text fw={600}>{t("ruleset.own")}</Text>
          <RuleList rules={rules} fields={fields.data ?? []} count={(id) => made.styled.legend.find((one) => one.rule === id)?.count} onChange={put} />
          <Group justify="flex-end">
            {caseId === "" && <Text size="sm" c="dimmed">{t("chart.save.no-case")}</Text>}
            <Button variant="default" loading={share.isPending} disabled={caseId === "" || !rules.some(shareable)} onClick={() => { name(true); }} data-share-rules>
              {t("ruleset.share")}
            </Button>
          </Group>
        </Stack>
      )}
      {naming && <NameDialog title={t("ruleset.share")} label={t("ruleset.name")} start="" onName={(title) => { share.mutate(title); }} onClose={() => { name(false); }} />}
    </Dialog>
  );
}
