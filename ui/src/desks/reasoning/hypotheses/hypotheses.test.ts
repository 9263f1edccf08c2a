import { expect, it } from "vitest";

import { type Board, nextBoard, orderedPieces, type Piece } from "./hypotheses";

const piece = (id: string, more: Partial<Piece>, state = "stands"): Piece => ({ id, version: 1, cited: { entity: "", statement: "", state, about: null, value: null, closed: null }, marks: {}, credibility: "unknown", note: "", by: "", at: "", changed_by: "", changed_at: "", tells_apart: null, ...more });

const PIECES = [piece("a", { tells_apart: false, credibility: "low" }), piece("b", { tells_apart: true, credibility: "high" }, "retracted"), piece("c", { tells_apart: true, credibility: "medium" }), piece("d", { credibility: "high" })];

it("orders evidence, what does not stand last", () => {
  expect(orderedPieces(PIECES, "cited").map((item) => item.id)).toEqual(["a", "b", "c", "d"]);
  expect(orderedPieces(PIECES, "telling").map((item) => item.id)).toEqual(["c", "d", "a", "b"]);
  expect(orderedPieces(PIECES, "credible").map((item) => item.id)).toEqual(["d", "c", "a", "b"]);
});

it("sends every hypothesis back", () => {
  const board = { version: 3, title: "T", question: "Q", note: "", hypotheses: [{ key: "h1", text: "x", withdrawn: true, by: "p", at: "now" }] } as unknown as Board;
  expect(nextBoard(board, { title: "U" })).toEqual({ version: 3, title: "U", question: "Q", note: "", hypotheses: [{ key: "h1", text: "x", withdrawn: true }] });
});
