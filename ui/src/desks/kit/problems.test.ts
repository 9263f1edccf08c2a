import { expect, it } from "vitest";

import { gathered } from "./problems";

it("says a problem once, with every place", () => {
  const same = { sentence: "IA-?? says neither the flight nor its day.", next_step: "Write it." };
  const told = gathered([{ place: "row 2", ...same }, { place: "row 3", ...same }, { place: "", sentence: "Other.", next_step: "" }]);
  expect(told).toEqual([{ places: ["row 2", "row 3"], ...same }, { places: [], sentence: "Other.", next_step: "" }]);
});
