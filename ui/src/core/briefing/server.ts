import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import { blocksOf, type Briefing } from "./document";

export type Figures = Bodies["ChartFigures"];
export type Audience = NonNullable<Bodies["BriefingFor"]["audience"]>;

/** How a draft reads now. Asked for anew when it has changed; what it read before stays until the answer comes. */
export const previewQuery = (caseId: string, made: Briefing, audience: Audience, untitled: string) =>
  queryOptions({
    queryKey: ["briefing", "preview", caseId, audience, made.title, made.language, JSON.stringify(blocksOf(made))],
    queryFn: () => body(api.POST("/api/v1/cases/{case}/briefings/preview", { params: { path: { case: caseId } }, body: { title: made.title.trim() || untitled, language: made.language, audience, blocks: blocksOf(made) } })),
    enabled: made.blocks.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });

/** What a text can take from a chart. */
export const figuresQuery = (caseId: string, chart: string, audience: Audience) =>
  queryOptions({
    queryKey: ["briefing", "figures", caseId, chart, audience],
    queryFn: () => body(api.GET("/api/v1/cases/{case}/briefings/figures/{document}", { params: { path: { case: caseId, document: chart }, query: { audience } } })),
    enabled: chart !== "",
  });

/** Makes a product of a kept briefing, to be read and released by a second person. */
export function useBriefingProduct(caseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, audience }: { id: string; audience: Audience }) => body(api.POST("/api/v1/cases/{case}/briefings/{document}/product", { params: { path: { case: caseId, document: id } }, body: { audience } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["products", caseId], exact: true }),
  });
}
