import type { Rule } from "@/core/chart/document";
import type { Field } from "@/core/chart/styles";
import type { Words } from "@/core/vocabulary";
import { separator } from "@/i18n/separator";
import type { TextKey } from "@/i18n/text";

const NAMED = ["schema", "linked", "events", "betweenness", "closeness", "core", "label", "strength", "weight", "records", "first", "last", "holder", "grade", "period", "paid", "received"] as const;

/** What a field is called: properties by the vocabulary, all else by the page. */
export function fieldName(by: string, label: string, t: (key: TextKey) => string): string {
  const name = NAMED.find((one) => one === by.replace(/^(?:measure|told):/, ""));
  return name === undefined || by.startsWith("prop:") ? label : t(`chart.field.${name}`);
}

/** A value of a field as the page writes it. */
export function valueName({ by, numbers }: Pick<Field, "by" | "numbers">, value: string, words: Words, number: (value: number) => string, t: (key: TextKey) => string): string {
  if (by === "schema") return words.type(value);
  if (by === "label") return words.kind(value);
  if (by === "strength" && (value === "confirmed" || value === "unconfirmed" || value === "tentative")) return t(`chart.strength.${value}`);
  return numbers && !by.startsWith("prop:") ? number(Number(value)) : value;
}

/** What the legend says of a rule: its own words, else what it asks. */
export function ruleName(rule: Rule, label: string, words: Words, t: (key: TextKey) => string): string {
  if (rule.name !== "") return rule.name;
  const of = rule.of === "" ? t(`chart.rules.on.${rule.on}`) : rule.on === "item" ? words.types(rule.of) : words.kind(rule.of);
  if (rule.by === "") return of;
  const field = fieldName(rule.by, label, t);
  const asked = rule.test === "any" || rule.test === "scale" ? "" : `${rule.test === "is" ? ":" : ` ${t(`chart.rules.test.${rule.test}`)}`} ${rule.by === "schema" ? words.type(rule.value) : rule.value}`;
  return `${of}${separator()}${field}${asked}`;
}
