import { describe, expect, it } from "vitest";

import { documentOf, inOrder, newCondition, newHung, newThing, parametersOf, placed, questionOf, type Thing } from "./question";

function sample(): Thing {
  const who = { ...newCondition("name"), how: "like" as const, value: { text: "", asked: "Called" } };
  const called = { ...newHung("PhoneNumber"), kinds: ["Call"], mode: "absent" as const, since: { text: "", asked: "From" }, until: { text: "2026-03-31", asked: null } };
  const phone = { ...newHung("PhoneNumber"), kinds: ["phone"], least: 2, to: { ...newThing("PhoneNumber"), hung: [called] } };
  return { ...newThing("Person"), conditions: [who], hung: [phone, newHung("BankAccount")] };
}

describe("a question", () => {
  it("is the same after it was written and read", () => {
    const made = documentOf(sample());
    const read = questionOf(JSON.parse(JSON.stringify(made)));
    expect(read).not.toBeNull();
    expect(documentOf(read ?? newThing("Person"))).toEqual(made);
  });

  it("puts things and links in one order", () => {
    const made = documentOf(sample());
    expect(inOrder(sample()).map((thing) => thing.type)).toEqual(["Person", "PhoneNumber", "PhoneNumber", "BankAccount"]);
    expect((made["links"] as { to: string }[]).map((link) => link.to)).toEqual(["t2", "t3", "t4"]);
  });

  it("asks for each value once, by its label", () => {
    const root = sample();
    root.conditions.push({ ...newCondition("alias"), value: { text: "", asked: "Called" } });
    expect(parametersOf(root).map((item) => [item.name, item.kind, item.label])).toEqual([
      ["v1", "text", "Called"],
      ["v2", "time", "From"],
    ]);
  });

  it("is drawn with a column for each step and a row for each branch", () => {
    expect(placed(sample()).map(({ column, row }) => [column, row])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [1, 1],
    ]);
  });

  it.each([null, {}, { version: 2 }, { version: 1, things: [], links: [] }, { version: 1, things: [], links: [{ from: "a", to: "b" }] }])("is not read from %j", (document) => {
    expect(questionOf(document)).toBeNull();
  });
});
