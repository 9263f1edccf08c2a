import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { choicesQuery, type Doc, made, roleKey } from "@/core/mapping";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";

export interface RoleGroup {
  group: string;
  items: { value: string; label: string }[];
}

/** What columns can be in a document, grouped by the things and events it makes. */
export function useRoleGroups(doc: Doc): RoleGroup[] {
  const choices = useQuery(choicesQuery);
  const words = useWords();
  const { t } = useLocale();
  return useMemo(() => {
    const all = made(doc);
    return all.map(({ side, name, schema }) => {
      const offered = (choices.data?.[side] ?? []).find((item) => item.schema === schema);
      const twice = all.filter((item) => item.schema === schema).length > 1;
      const items = (offered?.choices ?? [])
        .filter((item) => item.type !== "entity")
        .map((item) => ({ value: roleKey({ side, name, slot: item.slot }), label: words.said(item.labels) ?? item.slot }));
      const key = side === "entities" ? [{ value: roleKey({ side, name, slot: "key" }), label: t("mapping.key") }] : [];
      return { group: twice ? `${words.type(schema)} (${name})` : words.type(schema), items: [...items, ...key] };
    });
  }, [choices.data, doc, words, t]);
}
