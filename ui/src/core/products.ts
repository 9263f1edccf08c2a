import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body, downloadAddress } from "@/api/client";

export type Product = Bodies["ProductBody"];
export type NewProduct = Bodies["NewProduct"];
export type Decision = "review" | "send-back" | "release";

/** The products of a case, the last changed first. */
export const productsQuery = (caseId: string) => queryOptions({ queryKey: ["products", caseId], queryFn: () => body(api.GET("/api/v1/cases/{case}/products", { params: { path: { case: caseId } } })) });

/** The pages of a product as they would leave now: asked for anew each time, since the look counts. */
export const pagesQuery = (caseId: string, id: string) =>
  queryOptions({ queryKey: ["products", caseId, id, "pages"], queryFn: () => body(api.GET("/api/v1/cases/{case}/products/{product}/pages", { params: { path: { case: caseId, product: id } } })), gcTime: 0, staleTime: Infinity, retry: false });

const useAgain = (caseId: string) => {
  const queries = useQueryClient();
  return { onSuccess: () => queries.invalidateQueries({ queryKey: ["products", caseId], exact: true }) };
};

export const usePrepare = (caseId: string) => useMutation({ mutationFn: (asked: NewProduct) => body(api.POST("/api/v1/cases/{case}/products", { params: { path: { case: caseId } }, body: asked })), ...useAgain(caseId) });

/** Whether a person prepared a product: then another one decides about it. */
export const preparedBy = (product: Pick<Product, "acts">, person: string): boolean => product.acts[0]?.by === person;

/** What a person may decide about a product that somebody else prepared: only a supervisor lets it leave. */
export function decisionsFor(product: Pick<Product, "state" | "acts">, person: { id: string; roles: readonly string[] }): Decision[] {
  if (product.state === "released" || product.state === "returned" || preparedBy(product, person.id)) return [];
  return [...(product.state === "prepared" ? (["review"] as const) : []), ...(person.roles.includes("supervisor") ? (["release"] as const) : []), "send-back"];
}

/** Decides about a product. Once it is released its pages are others: they no longer say that they are a draft. */
export function useDecide(caseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, what, note }: { id: string; what: Decision; note: string }) => {
      const asked = { params: { path: { case: caseId, product: id } }, body: { note } };
      if (what === "review") return body(api.POST("/api/v1/cases/{case}/products/{product}/review", asked));
      if (what === "release") return body(api.POST("/api/v1/cases/{case}/products/{product}/release", asked));
      return body(api.POST("/api/v1/cases/{case}/products/{product}/send-back", asked));
    },
    onSuccess: (_, { id, what }) =>
      Promise.all([queries.invalidateQueries({ queryKey: ["products", caseId], exact: true }), ...(what === "release" ? [queries.invalidateQueries({ queryKey: ["products", caseId, id, "pages"] })] : [])]),
  });
}

/** What the file of a product may be: of a bundle one, of a briefing three. */
export const FORMS = { bundle: ["zip"], briefing: ["pdf", "docx", "pptx"] } as const;
export type Form = (typeof FORMS)[keyof typeof FORMS][number];

/** Has the browser download the file of a released product. */
export const useBundle = (caseId: string) => useMutation({ mutationFn: ({ id, form }: { id: string; form: Form }) => downloadAddress(`/api/v1/cases/${encodeURIComponent(caseId)}/products/${id}/file?form=${form}`) });
