import { queryOptions } from "@tanstack/react-query";

import { api, body } from "@/api/client";

import { type CaseDocument, documentQuery } from "../documents";
import { type Rule, rulesOf } from "./document";
import type { Field } from "./styles";

/** A set of rules of a case: how charts, tables and maps of whoever may see it look. Every saving is a version. */
export interface RuleSet {
  readonly id: string;
  readonly case: string;
  readonly version: number;
  readonly title: string;
  readonly rules: readonly Rule[];
}

export const RULES_MOST = 50;

export const ruleSetOf = ({ id, case: caseId, version, title, body: given }: CaseDocument): RuleSet => ({ id, case: caseId, version, title, rules: rulesOf(given).slice(0, RULES_MOST) });

/** The heads of the sets of a case; whoever puts one in force reads it then. */
export const ruleSetsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["documents", caseId, "list", "rules"],
    queryFn: () => body(api.GET("/api/v1/cases/{case}/documents", { params: { path: { case: caseId }, query: { kind: "rules" } } })),
    enabled: caseId !== "",
  });

/** One set, the latest of it or a version. */
export const ruleSetQuery = (caseId: string, id: string, version?: number) => ({ ...documentQuery(caseId, id, version), ...(version === undefined ? { staleTime: 0 } : {}), select: ruleSetOf, enabled: caseId !== "" && id !== "" });

/** The rules of sets in their order, each with an id that no other set has. */
export const together = (sets: readonly RuleSet[]): Rule[] => sets.flatMap(({ id, rules }) => rules.map((rule) => ({ ...rule, id: `${id}.${rule.id}` })));

/** What a rule quotes, and the recorded value that it quotes it from. */
interface Cited {
  readonly entity: string;
  readonly statement: string;
}

/** Recorded values that rules quote, by the id of the rule; from the body of a set as it was saved. */
export function citedIn(given: CaseDocument["body"]): Map<string, Cited> {
  const listed = Array.isArray(given["rules"]) ? (given["rules"] as Record<string, unknown>[]) : [];
  return new Map(
    listed.flatMap((one) => {
      const rule = one["rule"];
      const id = typeof rule === "object" && rule !== null && "id" in rule ? String(rule.id) : "";
      return id !== "" && typeof one["entity"] === "string" && typeof one["statement"] === "string" ? [[id, { entity: one["entity"], statement: one["statement"] }] as const] : [];
    }),
  );
}

/** Whether a rule says a value of a property in words. */
const quotes = ({ by, test, value }: Rule): boolean => by.startsWith("prop:") && (test === "is" || test === "contains") && value.trim() !== "";

/**
 * The body of a set: a rule that quotes a recorded value of these things stands beside it, and is shown only to those who may see that value. What somebody typed that no
 * thing here has is their own word, as in a note. `kept`: what rules quoted when the set was saved before.
 */
export async function bodyOf(rules: readonly Rule[], fields: readonly Field[], kept: ReadonlyMap<string, Cited>, statements: (id: string) => Promise<readonly { id: string; prop: string; value: string }[]>): Promise<CaseDocument["body"]> {
  const written = await Promise.all(
    rules.map(async (rule) => {
      const plain = { ...rule, look: { ...rule.look } };
      if (!quotes(rule)) return plain;
      const wanted = rule.value.trim().toLowerCase();
      const found = fields.find((field) => field.on === rule.on && field.by === rule.by)?.values.find(({ value }) => (rule.test === "is" ? value.trim().toLowerCase() === wanted : value.toLowerCase().includes(wanted)));
      const entity = found?.ids[0];
      const before = kept.get(rule.id);
      if (found === undefined || entity === undefined) return before === undefined ? plain : { ...before, rule: plain };
      const statement = (await statements(entity)).find((one) => `prop:${one.prop}` === rule.by && one.value === found.value);
      return statement === undefined ? plain : { entity, statement: statement.id, rule: plain };
    }),
  );
  return { rules: written };
}

