import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body } from "@/api/client";

import type { WordKey } from "../words";

export type Board = Bodies["ReasoningBoardView"];
export type Hypothesis = Bodies["ReasoningHypothesis"];
export type Piece = Bodies["ReasoningEvidenceView"];
export type Cited = Bodies["ReasoningCitedValueView"];
export type Mark = NonNullable<Bodies["ReasoningEvidenceRequest"]["marks"]>[string];
export type Credibility = NonNullable<Bodies["ReasoningEvidenceRequest"]["credibility"]>;
export type SheetForm = Bodies["ReasoningBoardFileRequest"]["form"];

export const MARKS = ["++", "+", "0", "-", "--"] as const satisfies readonly Mark[];
export const CREDIBILITIES = ["unknown", "high", "medium", "low"] as const satisfies readonly Credibility[];

/** The word of a mark: a sign alone says too little, and reads aloud badly. */
export const MARK_WORDS = { "++": "hypotheses.mark.very-well", "+": "hypotheses.mark.well", "0": "hypotheses.mark.either", "-": "hypotheses.mark.badly", "--": "hypotheses.mark.very-badly" } as const satisfies Record<Mark, WordKey>;

export const boardsQuery = (caseId: string) =>
  queryOptions({ queryKey: ["hypotheses", caseId], queryFn: async () => (await body(api.GET("/api/v1/desks/reasoning/hypotheses-list", { params: { query: { case: caseId } } }))).sheets, enabled: caseId !== "" });

export const boardQuery = (caseId: string, board: string) =>
  queryOptions({ queryKey: ["hypotheses", caseId, board], queryFn: () => body(api.GET("/api/v1/desks/reasoning/hypotheses-show", { params: { query: { case: caseId, board } } })), enabled: board !== "" });

export const boardHistoryQuery = (caseId: string, board: string) =>
  queryOptions({ queryKey: ["hypotheses", caseId, board, "history"], queryFn: async () => (await body(api.GET("/api/v1/desks/reasoning/hypotheses-history", { params: { query: { case: caseId, board } } }))).changes });

export function useBeginBoard(caseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: { title: string; question: string }) => body(api.POST("/api/v1/desks/reasoning/hypotheses-begin", { body: { case: caseId, ...given } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["hypotheses", caseId] }),
  });
}

export interface Judging {
  marks: Record<string, Mark>;
  credibility: Credibility;
  note: string;
}

/** A board as it is to be. */
type Next = Omit<Bodies["ReasoningBoardChangeRequest"], "case" | "board">;

/** Everything that changes a board; each answer is the board as it stands then. */
export type BoardAct =
  | { do: "change"; next: Next }
  | { do: "cite"; entity: string; statement: string; judged: Judging }
  | { do: "judge"; piece: Piece; judged: Judging }
  | { do: "set-aside"; piece: Piece };

export function useBoardAct(caseId: string, board: string) {
  const queries = useQueryClient();
  const of = { case: caseId, board };
  return useMutation({
    mutationFn: (act: BoardAct): Promise<Board> => {
      switch (act.do) {
        case "change":
          return body(api.POST("/api/v1/desks/reasoning/hypotheses-change", { body: { ...of, ...act.next } }));
        case "cite":
          return body(api.POST("/api/v1/desks/reasoning/hypotheses-cite", { body: { ...of, entity: act.entity, statement: act.statement, ...act.judged } }));
        case "judge":
          return body(api.POST("/api/v1/desks/reasoning/hypotheses-judge", { body: { ...of, evidence: act.piece.id, version: act.piece.version, ...act.judged } }));
        case "set-aside":
          return body(api.POST("/api/v1/desks/reasoning/hypotheses-set-aside", { body: { ...of, evidence: act.piece.id, version: act.piece.version } }));
      }
    },
    onSuccess: (made) => {
      queries.setQueryData(boardQuery(caseId, board).queryKey, made);
      return queries.invalidateQueries({ queryKey: ["hypotheses", caseId, board, "history"] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ["hypotheses", caseId, board] }),
  });
}

/** A board as it is to be sent back, with something changed. */
export const nextBoard = (board: Board, more: Partial<Omit<Next, "version">> = {}): Next => ({
  version: board.version,
  title: board.title,
  question: board.question,
  note: board.note,
  hypotheses: board.hypotheses.map(({ key, text, withdrawn }) => ({ key, text, withdrawn })),
  ...more,
});

export type Ordering = "cited" | "telling" | "credible";

const RANK: Record<string, number> = { high: 0, medium: 1, unknown: 2, low: 3 };

/** Evidence as it was cited, or what tells hypotheses apart first, or the most credible first; what does not stand comes last in the other two. */
export function orderedPieces(pieces: readonly Piece[], ordering: Ordering): Piece[] {
  if (ordering === "cited") return [...pieces];
  const key = (piece: Piece) => (piece.cited.state === "stands" ? 0 : 10) + (ordering === "telling" ? (piece.tells_apart === true ? 0 : piece.tells_apart === null ? 1 : 2) : (RANK[piece.credibility] ?? 2));
  return pieces.map((piece, at) => ({ piece, at })).sort((a, b) => key(a.piece) - key(b.piece) || a.at - b.at).map(({ piece }) => piece);
}

/** A worksheet as a file, once the server gives leave. */
export async function sheetFile(kind: "hypotheses" | "scripts", caseId: string, id: string, form: SheetForm, language: string): Promise<{ name: string; data: Blob }> {
  const asked = { case: caseId, form, language };
  const file = kind === "hypotheses" ? await body(api.POST("/api/v1/desks/reasoning/hypotheses-file", { body: { ...asked, board: id } })) : await body(api.POST("/api/v1/desks/reasoning/scripts-file", { body: { ...asked, script: id } }));
  return { name: file.name, data: new Blob([file.text], { type: file.media }) };
}
