import { queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

export type Answer = Bodies["AnswerBody"];
export type AnswerRow = Bodies["AnswerRow"];
export type Proof = Bodies["ProofBody"];
export type Fault = Bodies["QuestionFault"];
type Document = Bodies["Question"]["document"];

export const asDocument = (made: Record<string, unknown>): Document => made;

/** What a question says in words, or what is wrong in it and where. */
export const checkQuery = (document: Document, locale: string) =>
  queryOptions({
    queryKey: ["question", "check", document, locale],
    queryFn: () => body(api.POST("/api/v1/queries/check", { body: { document } })),
    staleTime: Infinity,
    placeholderData: (before: Bodies["CheckedQuestion"] | undefined) => before,
  });

/** How things of two types are linked at all, the most frequent way first. */
export const kindsQuery = (above: string, below: string, locale: string) =>
  queryOptions({ queryKey: ["question", "kinds", above, below, locale], queryFn: () => body(api.GET("/api/v1/queries/kinds", { params: { query: { above, below } } })) });

export const runQuestion = (document: Document, values: Record<string, string>, limit: number) => body(api.POST("/api/v1/queries/answers", { body: { document, values, limit, wait: 5 } }));

export const keptAnswer = (id: string) => body(api.GET("/api/v1/queries/answers/{answer}", { params: { path: { answer: id } } }));

/** Everything that an answer names, each once: what is put on a chart. */
export const namedIn = (answer: Answer): string[] => [...new Set(answer.rows.flatMap((row) => [row.id, ...row.found.flatMap((found) => found.things.map((thing) => thing.id))]))];

/** Leave to take the table out of the program; in the log either way. */
export const leaveToSave = (ids: string[]) => body(api.POST("/api/v1/chart/permission", { body: { format: "csv", ids, sources: [] } }));
