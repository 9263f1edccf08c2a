import { describe, expect, it } from "vitest";

import type { ArrivalStatement } from "../server";
import { sides } from "./sides";

const said = (more: Partial<ArrivalStatement>): ArrivalStatement => ({ source: "s", file: "f", kind: "k", row: 1, box: "", weight: null, boxed: false, loaded: "", seals: [], packages: null, consignees: [], hs: [], ...more });

describe("papers side by side", () => {
  it("groups by box and leaves out what nobody says", () => {
    const found = sides([said({ weight: 9000 }), said({ box: "B", seals: ["S1"] }), said({ box: "B", seals: ["S2"] })], [{ subject: "container", number: "B", what: "seals" }]);
    expect(found.map((one) => [one.box, one.rows.map((row) => row.what)])).toEqual([["", ["weight"]], ["B", ["seals"]]]);
    expect(found[1]?.rows[0]?.differs).toBe(true);
    expect(found[0]?.rows[0]?.differs).toBe(false);
  });

  it("leaves to the desk what differs: a box weighs more than its goods", () => {
    expect(sides([said({ weight: 9000 }), said({ weight: 11300, boxed: true })], [])[0]?.rows[0]?.differs).toBe(false);
    expect(sides([said({ consignees: ["a"] }), said({ consignees: ["b"] })], [{ subject: "bill", number: "BL", what: "consignee" }])[0]?.rows[0]?.differs).toBe(true);
  });
});
