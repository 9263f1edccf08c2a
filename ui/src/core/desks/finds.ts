import { keepPreviousData, queryOptions, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";

import { api, type Bodies, body } from "@/api/client";
import { SHORTEST_TYPED } from "@/core/search";

import { may, useOpenDesks } from "./open";

export type Candidate = Bodies["LookupCandidate"];

/** What may be meant by words: in a field that names something, or in the search of the page. */
export const lookupQuery = (desk: string, lookup: string, inCase: string, text: string) =>
  queryOptions({
    queryKey: ["desk", desk, "lookup", lookup, inCase, text],
    queryFn: () => body(api.GET("/api/v1/desks/{desk}/lookups/{lookup}", { params: { path: { desk, lookup }, query: { text, case: inCase } } })),
    staleTime: 30_000,
  });

/** A thing that a search found at a desk; `sort` says of what sort it is and at which desk, `to` and `search` where it is opened. */
export interface FoundAtDesk extends Candidate {
  id: string;
  sort: string;
  /** The number by which people speak of it, if any. */
  number: string;
  to: string;
  search: Record<string, string>;
}

/** What open desks know of a text, of each sort that the person may look at. */
export function useFoundAtDesks(text: string, enabled = true): FoundAtDesk[] {
  const { data } = useOpenDesks();
  const finds = useMemo(() => (data ?? []).flatMap(({ desk, page, say }) => (page?.finds ?? []).filter((one) => may(desk, one.shows)).map((one) => ({ ...one, desk: desk.name, name: `${desk.title}: ${say(one.name)}` }))), [data]);
  const asked = enabled && text.length >= SHORTEST_TYPED ? finds : [];
  return useQueries({
    queries: asked.map((one) => ({ ...lookupQuery(one.desk, one.lookup, "", text.slice(0, 200)), placeholderData: keepPreviousData })),
    combine: (answers) => asked.flatMap((one, place) => (answers[place]?.data?.candidates ?? []).map((found): FoundAtDesk => {
      const { to, search = {}, number = "" } = one.at(found);
      return { ...found, id: `${one.desk}:${one.lookup}:${found.value}`, sort: one.name, number, to: `/desks/${one.desk}/${to}`, search };
    })),
  });
}
