import { describe, expect, it } from "vitest";

import { dayAt } from "../court_days/days";
import { minute } from "../moment";
import { admission, ASKED, faults, left, STEPS, stepOf } from "./intake";

describe("admission", () => {
  it("is nothing until a person has decided", () => {
    expect(admission({ name: "سلام" }, "", ["P-1"])).toBeNull();
  });

  it("keeps what is not known as not known", () => {
    const made = admission({ name: "سلام", person_number: "P-9", booking_number: "B-9", injuries: "unknown", reads: "no" }, "new", ["P-1"]);
    expect(made?.decided).toBe("new-file");
    expect(made?.seen).toEqual(["P-1"]);
    expect([made?.booking.injuries, made?.booking.reads, made?.booking.arrested]).toEqual([null, false, null]);
    expect([made?.booking.family_declined, admission({ family_declined: "no" }, "new", [])?.booking.family_declined]).toEqual([null, false]);
  });

  it("names the file that somebody is known under", () => {
    const made = admission({ name: "سلام" }, "P-1", ["P-1"]);
    expect([made?.decided, made?.known]).toEqual(["known", "P-1"]);
  });

  it("lists every step that nobody answered", () => {
    const open = left({});
    expect(open).toContain("order");
    expect(open).toContain("property_signed");
    expect(left({ ...Object.fromEntries(open.map((name) => [name, "no"])) })).toEqual([]);
    expect(STEPS.filter((step) => step !== "match" && step !== "review").every((step) => ASKED[step].length > 0)).toBe(true);
  });
});

describe("a step", () => {
  const NOW = "2026-05-05T09:00:00+03:00";
  const wrong = (step: Parameters<typeof faults>[0], filled: Readonly<Record<string, string>>) => faults(step, filled, NOW, dayAt);

  it("says at the field what is missing and what lies ahead", () => {
    expect(wrong("person", { name: "سلام" })).toEqual({ facility: "field.needed", admitted: "field.needed" });
    const told = { name: "سلام", facility: "F01", admitted: "2026-05-05T10:00:00+03:00", born: "2026-05-06" };
    expect(wrong("person", told)).toEqual({ admitted: "intake.ahead", born: "intake.ahead" });
    expect(wrong("person", { ...told, admitted: NOW, born: "2000-01-01" })).toEqual({});
  });

  it("holds arrest and court beside the admission", () => {
    const admitted = "2026-05-05T08:00:00+03:00";
    expect(wrong("arrest", { admitted, arrested: "2026-05-05T08:30:00+03:00" })).toEqual({ arrested: "intake.arrest-later" });
    expect(wrong("order", { admitted, court: "2026-05-04", order_issued: "2026-05-06" })).toEqual({ court: "intake.court-earlier", order_issued: "intake.ahead" });
    expect(wrong("order", { admitted, court: "2026-06-04" })).toEqual({});
    expect(wrong("order", { order: "7", order_issued: "2026-05-01", order_until: "2026-04-01" })).toEqual({ order_until: "intake.order-early" });
    expect(wrong("order", { order_days: "١٥" })).toEqual({ order_days: "intake.order-number" });
    expect(wrong("order", { order: "7", order_days: "x" })).toEqual({ order_days: "intake.order-days" });
    expect(wrong("order", { order: "7", order_until: "2026-06-01", order_days: "15" })).toEqual({ order_days: "intake.order-length" });
    expect([admission({ order: "7", order_days: "١٥" }, "new", [])?.order_days, admission({ order_until: "2026-06-01" }, "new", [])?.order_until]).toEqual([15, "2026-06-01"]);
  });
});

describe("minute", () => {
  it("writes moments in UTC to the minute and leaves days", () => {
    expect([minute("2024-03-01T10:00:31+03:00"), minute("2024-04-14T20:59:59.999999+00:00"), minute("2024-03-01")]).toEqual(["2024-03-01T07:00Z", "2024-04-14T20:59Z", "2024-03-01"]);
  });
});

describe("what is open", () => {
  it("follows from the answers", () => {
    expect(left({ injuries: "yes" })).toEqual(expect.arrayContaining(["injuries_chart", "referred", "status", "family_told"]));
    expect(left({})).toEqual(expect.arrayContaining(["mother", "born", "document", "fingerprints", "property_items"]));
    expect([left({ children_asked: "yes", kin_asked: "yes" }).filter((name) => ["children", "next_of_kin"].includes(name)), left({ children_asked: "no" }).includes("children")]).toEqual([["children", "next_of_kin"], false]);
    expect(left({ family_declined: "yes" })).not.toContain("family_told");
    expect(left({}).map(stepOf).every((at) => at >= 0)).toBe(true);
  });
});
