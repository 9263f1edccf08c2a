import { expect, it } from "vitest";

import { EMPTY_ACT, moved, type ShownAct, withAct, withoutAct } from "./scripts";

const act = (key: string, stage: ShownAct["stage"]): ShownAct => ({ key, stage, title: key, text: "", gaps: "", prevention: "", actors: [{ entity: "", words: "driver", about: null }], tools: [], places: [], rests: [] });
const ACTS = [act("a1", "entry"), act("a2", "entry"), act("a3", "exit")];

it("moves acts within their stage only", () => {
  expect(moved(ACTS, "a1", 1).map((item) => item.key)).toEqual(["a2", "a1", "a3"]);
  expect(moved(ACTS, "a2", 1).map((item) => item.key)).toEqual(["a1", "a2", "a3"]);
  expect(moved(ACTS, "a1", -1).map((item) => item.key)).toEqual(["a1", "a2", "a3"]);
});

it("replaces, adds and leaves out", () => {
  expect(withAct(ACTS, { ...EMPTY_ACT("exit"), title: "new" }).map((item) => item.title)).toEqual(["a1", "a2", "a3", "new"]);
  expect(withAct(ACTS, { ...EMPTY_ACT("exit"), key: "a2", title: "other" }).map((item) => item.title)).toEqual(["a1", "other", "a3"]);
  expect(withoutAct(ACTS, "a2").map((item) => [item.key, item.actors])).toEqual([["a1", [{ entity: "", words: "driver" }]], ["a3", [{ entity: "", words: "driver" }]]]);
});
