import { describe, expect, it } from "vitest";

import type { Outcome } from "../server";
import { gramsOf, laboratoryRequest, nextExhibit, release, unexamined, wheres } from "./sheet";

describe("the sheet of an inspection", () => {
  it("asks for the points that the consignment has", () => {
    expect(wheres(1, "")).not.toContain("tyres");
    expect(wheres(0, "90 B 1")).toContain("tyres");
    expect(wheres(0, "")).toContain("fuel-tank");
    expect(wheres(2, "")).toContain("ceiling");
  });

  it("brings to the laboratory what the sheet knows", () => {
    const body = { began: "2026-03-01T06:10:00+03:00", post: "trebil", seals: ["A", "B"], photographs: ["ab", "cd"] } as unknown as Outcome;
    const asked = laboratoryRequest({ case: "c1", number: "s1" }, body, "K-1", "أقراص");
    expect(asked).toEqual({ case: "c1", exhibit: "K-1", appearance: "أقراص", seizure: "s1", seized_on: "2026-03-01", seized_at: "trebil", photographs: "ab\ncd" });
  });
});

describe("a release", () => {
  it("states the examination again, and that nothing was found", () => {
    const body = { consignment: "K1", depth: ["full"], released: false, finds: [], laboratory: [], by: "a", recorded: "r", signed: null, signed_by: "" } as unknown as Outcome;
    expect(release({ outcome: "o1", version: 3, body, ordered: "" })).toEqual({ consignment: "K1", depth: ["full"], released: true, outcome: "o1", version: 3, shift_list: "" });
  });
});

describe("a find", () => {
  const body = { consignment: "K1", points: ["doors"], finds: [{ exhibit: "K1/1" }, { exhibit: "" }] } as unknown as Outcome;
  it("gets the next number of an exhibit", () => { expect(nextExhibit(body)).toBe("K1/2"); });
  it("is in a part that was examined, or the part is named", () => {
    expect(["doors", "papers", "elsewhere", "tyres"].map((one) => unexamined(one, body))).toEqual([false, false, false, true]);
  });
  it("brings its weight to the laboratory in grams", () => {
    expect([gramsOf({ quantity: "28.5", unit: "kg" }), gramsOf({ quantity: "3.2", unit: "غم" }), gramsOf({ quantity: "4", unit: "قرص" })]).toEqual(["28500", "3.2", ""]);
  });
});
