import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type Surveyed = Bodies["SurveyedBody"];
export type SurveyedKind = Bodies["SurveyedKindBody"];

/** What of all that is linked is meant; days as `YYYY-MM-DD` of this browser's zone, both included, empty for no bound. */
export interface Wanted {
  least: number;
  since: string;
  until: string;
  known: boolean;
  unseen: boolean;
  lightest: boolean;
}

export const ALL: Wanted = { least: 1, since: "", until: "", known: false, unseen: false, lightest: false };

/** The beginning of a day of this browser's zone, `later` days after it, as UTC; null for no day. */
export function dayBegins(day: string, later = 0): string | null {
  const [year, month, date] = day.split("-").map(Number);
  return year === undefined || month === undefined || date === undefined || day === "" ? null : new Date(year, month - 1, date + later).toISOString();
}

/** By what some items could be expanded: types, counts and the strongest links, before anything of it comes. */
export const surveyQuery = (ids: readonly string[], shown: readonly string[], caseId: string, wanted: Wanted) =>
  queryOptions({
    queryKey: ["chart", "survey", ids, shown.length, shown.at(-1) ?? "", caseId, wanted],
    queryFn: () =>
      body(
        api.POST("/api/v1/chart/survey", {
          body: {
            ids: [...ids], shown: [...shown], least: wanted.least, since: dayBegins(wanted.since), until: dayBegins(wanted.until, 1), known_to: wanted.known ? caseId : "", not_charted_in: wanted.unseen ? caseId : "", lightest: wanted.lightest,
            named: 8,
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** How many of each type come where nobody said: all while that is few, else the first of each. */
export const FEW = 20;
const EACH = 5;

/** How many of each type are taken: what a person said, else few of each; only of `types` where any are given. */
export function taken(kinds: readonly SurveyedKind[], said: ReadonlyMap<string, number>, types: readonly string[] = []): Map<string, number> {
  const meant = kinds.filter((kind) => types.length === 0 || types.includes(kind.schema));
  const few = meant.reduce((sum, kind) => sum + kind.fits, 0) <= FEW;
  const most = meant.length === 1 ? FEW : EACH;
  return new Map(kinds.map((kind) => [kind.schema, Math.min(said.get(kind.schema) ?? (meant.includes(kind) ? (few ? kind.fits : most) : 0), kind.ids.length)]));
}

/** The ids that come: the first of each type, but those that were unticked. */
export const chosen = (kinds: readonly SurveyedKind[], take: ReadonlyMap<string, number>, without: ReadonlySet<string>): string[] =>
  kinds.flatMap((kind) => kind.ids.slice(0, take.get(kind.schema) ?? 0).filter((id) => !without.has(id)));
