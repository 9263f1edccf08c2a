import { describe, expect, it } from "vitest";

import type { Said } from "./server";
import { sides } from "./sides";

const said = (more: Partial<Said>): Said => ({ source: "s", file: "f", kind: "k", row: 1, box: "", weight: null, boxed: false, loaded: "", seals: [], packages: null, consignees: [], hs: [], ...more });

describe("papers side by side", () => {
  it("groups by box and leaves out what nobody says", () => {
    const found = sides([said({ weight: 9000 }), said({ box: "B", seals: ["S1"] }), said({ box: "B", seals: ["S2"] })]);
    expect(found.map((one) => [one.box, one.rows.map((row) => row.what)])).toEqual([["", ["weight"]], ["B", ["seals"]]]);
    expect(found[1]?.rows[0]?.differs).toBe(true);
  });

  it("takes weights within half a tonne for the same, and silence for no difference", () => {
    expect(sides([said({ weight: 9000 }), said({ weight: 9400 }), said({})])[0]?.rows[0]?.differs).toBe(false);
    expect(sides([said({ weight: 9000 }), said({ weight: 9501 })])[0]?.rows[0]?.differs).toBe(true);
    expect(sides([said({ loaded: "full" }), said({})])[0]?.rows[0]?.differs).toBe(false);
  });
});
