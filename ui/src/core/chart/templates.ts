import { queryOptions } from "@tanstack/react-query";

import { api, body } from "@/api/client";

/** The templates of frames that are kept in a case; one may be taken in any chart of whoever may see the case, and is then a copy. */
export const templatesQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["documents", caseId, "list", "frame"],
    queryFn: () => body(api.GET("/api/v1/cases/{case}/documents", { params: { path: { case: caseId }, query: { kind: "frame" } } })),
    enabled: caseId !== "",
  });
