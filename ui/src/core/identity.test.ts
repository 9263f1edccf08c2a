import { expect, test } from "vitest";

import { waterfall } from "./identity";

const reason = (weight: number) => ({ field: "f", label: "F", level: "same", weight, left: "", right: "", stands: "agrees", sentence: "s" });

test("bars stand on one another and stay on the scale", () => {
  const bars = waterfall([reason(10), reason(-4), reason(2)]);
  expect(bars.map((bar) => [bar.from, bar.to])).toEqual([
    [0, 100],
    [60, 100],
    [60, 80],
  ]);
});

test("nothing at all is no bar, and weights of nothing have no width", () => {
  expect(waterfall([])).toEqual([]);
  expect(waterfall([reason(0)]).map((bar) => bar.to - bar.from)).toEqual([0]);
});
