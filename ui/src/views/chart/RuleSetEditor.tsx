import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { bodyOf, citedIn, type RuleSet } from "@/core/chart/ruleSets";
import { fieldsQuery, stylesQuery } from "@/core/chart/styles";
import { readDocument, saved } from "@/core/documents";
import { entityQuery } from "@/core/entities";
import { useLocale } from "@/i18n/LocaleContext";

import { ErrorNote } from "@/parts/Notes";
import { RuleList } from "./RuleList";

/** One set of rules, changed as a whole: what is saved is its next version, refused when somebody else saved one in between. `ids`: the things at hand, for counts and values to choose. */
export function RuleSetEditor({ set, ids, onSaved, onClose }: { set: RuleSet; ids: readonly string[]; onSaved: (version: number) => void; onClose: () => void }) {
  const { t } = useLocale();
  const queries = useQueryClient();
  const [title, name] = useState(set.title);
  const [rules, write] = useState(set.rules);
  const fields = useQuery(fieldsQuery(ids));
  const styles = useQuery(stylesQuery(ids, rules));
  const save = useMutation({
    mutationFn: async () => {
      const kept = citedIn((await readDocument(set.case, set.id)).body);
      const body = await bodyOf(rules, fields.data ?? [], kept, async (id) => (await queries.query(entityQuery(id))).statements);
      return saved({ case: set.case, id: set.id, version: set.version, kind: "rules", title: title.trim() || set.title, body });
    },
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ["documents", made.case, "list"] });
      await queries.invalidateQueries({ queryKey: ["documents", made.case, made.id] });
      onSaved(made.version);
    },
  });
  return (
    <Stack gap="sm" data-edit-set={set.id}>
      <Text size="sm">{t("ruleset.change.how")}</Text>
      {(fields.isError || styles.isError || save.isError) && <ErrorNote error={save.error ?? fields.error ?? styles.error} />}
      <TextInput size="xs" dir="auto" label={t("ruleset.name")} value={title} maxLength={200} onChange={(event) => { name(event.currentTarget.value); }} />
      <RuleList rules={rules} fields={fields.data ?? []} count={(id) => styles.data?.legend.find((one) => one.rule === id)?.count} onChange={write} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{t("dialog.cancel")}</Button>
        <Button loading={save.isPending} onClick={() => { save.mutate(); }} data-save-set>{t("ruleset.save")}</Button>
      </Group>
    </Stack>
  );
}
