import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { api, type Bodies, body, fetched } from "@/api/client";

export type Board = Bodies["BoardBody"];
export type Hypothesis = Bodies["HypothesisBody"];
export type Piece = Bodies["EvidencePiece"];
export type Cited = Bodies["CitedBody"];
export type Mark = NonNullable<Bodies["NewEvidence"]["marks"]>[string];
export type Credibility = NonNullable<Bodies["NewEvidence"]["credibility"]>;
export type SheetForm = Bodies["NewSheet"]["format"];

export const MARKS = ["++", "+", "0", "-", "--"] as const satisfies readonly Mark[];
export const CREDIBILITIES = ["unknown", "high", "medium", "low"] as const satisfies readonly Credibility[];

/** The word of a mark: a sign alone says too little, and reads aloud badly. */
export const MARK_WORDS = { "++": "hypotheses.mark.very-well", "+": "hypotheses.mark.well", "0": "hypotheses.mark.either", "-": "hypotheses.mark.badly", "--": "hypotheses.mark.very-badly" } as const satisfies Record<Mark, string>;

export const boardsQuery = (caseId: string) =>
  queryOptions({ queryKey: ["hypotheses", caseId], queryFn: () => body(api.GET("/api/cases/{case}/hypotheses", { params: { path: { case: caseId } } })), enabled: caseId !== "" });

export const boardQuery = (caseId: string, board: string) =>
  queryOptions({ queryKey: ["hypotheses", caseId, board], queryFn: () => body(api.GET("/api/cases/{case}/hypotheses/{board}", { params: { path: { case: caseId, board } } })), enabled: board !== "" });

export const boardHistoryQuery = (caseId: string, board: string) =>
  queryOptions({ queryKey: ["hypotheses", caseId, board, "history"], queryFn: () => body(api.GET("/api/cases/{case}/hypotheses/{board}/history", { params: { path: { case: caseId, board } } })) });

export function useBeginBoard(caseId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Bodies["NewBoard"]) => body(api.POST("/api/cases/{case}/hypotheses", { params: { path: { case: caseId } }, body: given })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["hypotheses", caseId] }),
  });
}

export interface Judging {
  marks: Record<string, Mark>;
  credibility: Credibility;
  note: string;
}

/** Everything that changes a board; each answer is the board as it stands then. */
export type BoardAct =
  | { do: "change"; next: Bodies["NextBoard"] }
  | { do: "cite"; entity: string; statement: string; judged: Judging }
  | { do: "judge"; piece: Piece; judged: Judging }
  | { do: "set-aside"; piece: Piece };

export function useBoardAct(caseId: string, board: string) {
  const queries = useQueryClient();
  const path = { case: caseId, board };
  return useMutation({
    mutationFn: (act: BoardAct): Promise<Board> => {
      switch (act.do) {
        case "change":
          return body(api.PUT("/api/cases/{case}/hypotheses/{board}", { params: { path }, body: act.next }));
        case "cite":
          return body(api.POST("/api/cases/{case}/hypotheses/{board}/evidence", { params: { path }, body: { entity: act.entity, statement: act.statement, ...act.judged } }));
        case "judge":
          return body(api.PUT("/api/cases/{case}/hypotheses/{board}/evidence/{evidence}", { params: { path: { ...path, evidence: act.piece.id } }, body: { version: act.piece.version, ...act.judged } }));
        case "set-aside":
          return body(api.DELETE("/api/cases/{case}/hypotheses/{board}/evidence/{evidence}", { params: { path: { ...path, evidence: act.piece.id }, query: { version: act.piece.version } } }));
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
export const nextBoard = (board: Board, more: Partial<Omit<Bodies["NextBoard"], "version">> = {}): Bodies["NextBoard"] => ({
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
export async function sheetFile(kind: "hypotheses" | "crime-scripts", caseId: string, id: string, format: SheetForm): Promise<{ name: string; data: Blob }> {
  const answer = await fetched(`/api/cases/${caseId}/${kind}/${id}/file`, { method: "POST", body: JSON.stringify({ format }) });
  return { name: `${kind}-${id}.${format}`, data: await answer.blob() };
}
