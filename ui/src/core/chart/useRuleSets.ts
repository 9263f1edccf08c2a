import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";

import type { Rule, RuleSetRef } from "./document";
import { type RuleSet, ruleSetQuery, together } from "./ruleSets";

/** The sets of rules that are in force together, in their order. */
export interface InForce {
  readonly sets: readonly RuleSet[];
  readonly rules: readonly Rule[];
  /** Sets that are not there for this person. */
  readonly missing: number;
  readonly pending: boolean;
}

type RuleSetQuestion = Omit<RuleSetRef, "version"> & { readonly version?: number };

/** Sets of rules by their ids, each at its version, the latest where none is named. */
export function useRuleSets(caseId: string, asked: readonly RuleSetQuestion[]): InForce {
  const found = useQueries({ queries: asked.map(({ id, version }) => ruleSetQuery(caseId, id, version)) });
  const state = found.map(({ data, isError }) => `${data?.id ?? ""} ${String(data?.version ?? 0)} ${String(isError)}`).join();
  // The answers are new objects at every render; their versions say when they differ.
  return useMemo(() => {
    const sets = found.flatMap(({ data }) => data ?? []);
    return { sets, rules: together(sets), missing: found.filter(({ isError }) => isError).length, pending: found.some(({ isPending }) => isPending) };
  }, [state]); // eslint-disable-line hooks/exhaustive-deps -- see above
}
