import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { Bodies } from "@/api/client";
import { choicesQuery, type ColumnSeen, DETAILS, type Doc, feeding, HALVES, HOLDERS, made, type Role, roleKey } from "@/core/mapping";
import { useWords } from "@/core/vocabulary";
import { useLocale } from "@/i18n/LocaleContext";
import { BESIDE } from "@/i18n/separator";

type Offered = Bodies["ChoicesBody"];

export interface RoleGroup {
  group: string;
  items: { value: string; label: string }[];
}

/** What a thing or event of a document is called: its type, and the columns it is made of where another is of the same type. */
export function useMadeName(doc: Doc, columns: readonly ColumnSeen[]): (item: { side: Role["side"]; name: string; schema: string }) => string {
  const words = useWords();
  return useMemo(() => {
    const all = made(doc);
    return (item) => {
      const from = all.filter(({ schema }) => schema === item.schema).length > 1 ? feeding(doc, item, columns).slice(0, 2).join(" + ") : "";
      return from === "" ? words.type(item.schema) : `${words.type(item.schema)}${BESIDE}\u2068${from}\u2069`;
    };
  }, [doc, columns, words]);
}

/** Whether events of a type move amounts between accounts. */
const ofMoney = (offered: Offered | undefined): boolean => offered?.schema === "Payment";

/** The types of events that have a currency. */
export const inCurrency = (facts: readonly Offered[]): string[] => facts.filter(({ choices }) => choices.some(({ slot }) => slot === "currency")).map(({ schema }) => schema);

/** What columns can be in a document, grouped by the things and events it makes; a name that stands in several groups says of which. */
export function useRoleGroups(doc: Doc, columns: readonly ColumnSeen[]): RoleGroup[] {
  const choices = useQuery(choicesQuery);
  const words = useWords();
  const { t } = useLocale();
  const called = useMadeName(doc, columns);
  return useMemo(() => {
    const groups = made(doc).map(({ side, name, schema, entry }) => {
      const offered = (choices.data?.[side] ?? []).find((item) => item.schema === schema);
      const items = (offered?.choices ?? [])
        .filter((item) => item.type !== "entity")
        .map((item) => ({ value: roleKey({ side, name, slot: item.slot }), label: words.said(item.labels) ?? item.slot }));
      const halves = items.some((item) => item.value.endsWith("/coordinates")) ? HALVES.map((slot) => ({ value: roleKey({ side, name, slot }), label: t(`look.${slot}`) })) : [];
      const holders = HOLDERS.flatMap((slot) => (side === "facts" && ofMoney(offered) && entry[slot.slice(0, 1)] !== undefined ? [{ value: roleKey({ side, name, slot }), label: t("mapping.holder", { account: items.find((item) => item.value === roleKey({ side, name, slot: slot.slice(0, 1) }))?.label ?? "" }) }] : []));
      const kept = [{ value: roleKey({ side, name, slot: DETAILS }), label: t("mapping.kept-as-is") }];
      const key = side === "entities" ? [{ value: roleKey({ side, name, slot: "key" }), label: t("mapping.key") }] : [];
      return { group: called({ side, name, schema }), items: [...items, ...halves, ...holders, ...kept, ...key] };
    });
    const labels = groups.flatMap((group) => group.items.map((item) => item.label));
    const often = new Set(labels.filter((label, index) => labels.indexOf(label) !== index));
    return groups.map(({ group, items }) => ({ group, items: items.map(({ value, label }) => ({ value, label: often.has(label) ? `${label} (${group})` : label })) }));
  }, [choices.data, doc, words, t, called]);
}
