import { expect, test } from "vitest";

import { type Card, type Cards, sitting } from "./cards";

const card = (digest: string) => ({ digest }) as Card;
const page = (...digests: string[]) => ({ cards: digests.map(card) }) as Cards;
const shown = (pages: Cards[], replaced: [string, string][], left: [string, string][], ...kept: string[]) =>
  sitting(kept.map(card), pages, new Map(replaced.map(([was, now]) => [was, card(now)])), new Map(left.map(([of, rest]) => [of, card(rest)]))).map((one) => one.digest);

test("cards keep their places: what changed stands where it was, what is left over follows its card", () => {
  expect(shown([page("a", "b"), page("c")], [], [])).toEqual(["a", "b", "c"]);
  expect(shown([page("a", "b"), page("c")], [["b", "b2"]], [["a", "a-rest"]])).toEqual(["a", "a-rest", "b2", "c"]);
  expect(shown([page("a")], [["a", "a2"]], [["a2", "rest"]])).toEqual(["a2", "rest"]);
});

test("what was decided before the queue was asked again stays in front, and nothing stands twice", () => {
  expect(shown([page("c")], [], [], "a", "b")).toEqual(["a", "b", "c"]);
  expect(shown([page("b", "c")], [], [["a", "rest"]], "a", "rest", "b")).toEqual(["a", "rest", "b", "c"]);
});
