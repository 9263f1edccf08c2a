import { describe, expect, it } from "vitest";

import type { Bodies } from "@/api/client";

import { dueTarget } from "./due";
import type { DeskPage } from "./page";

const LINE: Bodies["DueRecord"] = { why: "approval", key: "k", label: "Approve", title: "", kind: "covert-payment", id: "r", case: "desk-covert", explained: "", standing: null, until: null, left_seconds: null, to: "" };

describe("where a line of the inbox leads", () => {
  it("to the page on which it is decided, also from the home page", () => {
    expect(dueTarget({ ...LINE, to: "decisions" }, null)).toEqual({ to: "decisions", search: { case: undefined } });
  });
  it("else to its record, a draft to its form, in its case", () => {
    expect(dueTarget(LINE, null).to).toBe("records/covert-payment/r");
    expect(dueTarget({ ...LINE, why: "draft", case: "c" }, null)).toEqual({ to: "papers/r", search: { case: "c" } });
    expect(dueTarget({ ...LINE, kind: "", id: "" }, null).to).toBe("inbox");
  });
  it("to the screen on which records of its kind are worked at, where the desk has one", () => {
    const page: DeskPage = { name: "lab", words: {} as DeskPage["words"], icon: "flask", routes: [], menu: [], buttons: [], records: { "lab-examination": "exhibit/$case/$id", "passenger-hit": "queue?hit=$id" }, panels: { home: [], case: [], entity: [], value: [] }, commands: [] };
    expect(dueTarget({ ...LINE, kind: "lab-examination", case: "c" }, page)).toEqual({ to: "exhibit/c/r", search: { case: "c" } });
    expect(dueTarget({ ...LINE, kind: "passenger-hit" }, page)).toEqual({ to: "queue", search: { case: undefined, hit: "r" } });
    expect(dueTarget(LINE, page).to).toBe("records/covert-payment/r");
  });
});
