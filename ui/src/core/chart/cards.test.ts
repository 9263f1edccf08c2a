import { describe, expect, test } from "vitest";

import type { Entity, Statement } from "../entities";
import { eventCards, lineCards, valueCards } from "./cards";

const place = (row: number) => ({ part: 0, part_name: "", kind: "file", row, column: 1, label: `line ${row}` });
const statement = (more: Partial<Statement>): Statement =>
  ({ id: "s", entity: "a", prop: "name", value: "Ali", original: "Ali", lang: "", target: null, target_caption: null, source: "s1", source_name: "people.csv", source_sha256: "", place: place(2), grade: "admiralty:B2", handling: "open", compartment: "", case: "", asserted_by: "", asserted_by_name: "", method: "", recorded_from: "2026-01-01", recorded_to: null, held: false, caution: null, ...more });
const entity = (more: Partial<Entity>): Entity => ({ id: "a", schema: "Person", caption: "Ali", namespace: "", key: "", fragments: [], properties: {}, statements: [], ...more });

describe("cards of a value", () => {
  test("a value that two documents record is one card with both places", () => {
    const found = valueCards(entity({ statements: [statement({}), statement({ source: "s2", source_name: "other.csv", grade: null, place: place(9) }), statement({ prop: "city", value: "Mosul" })] }), null);
    expect(found.map((card) => [card.prop, card.value, card.records.map((record) => [record.source_name, record.place.row, record.grade])])).toEqual([
      ["name", "Ali", [["people.csv", 2, "admiralty:B2"], ["other.csv", 9, null]]],
      ["city", "Mosul", [["people.csv", 2, "admiralty:B2"]]],
    ]);
  });

  test("of an item shown apart only its own values are cards", () => {
    expect(valueCards(entity({ statements: [statement({}), statement({ entity: "b", value: "Alee" })] }), "b").map((card) => card.value)).toEqual(["Alee"]);
  });

  test("what points at something else is told by its name", () => {
    expect(valueCards(entity({ statements: [statement({ prop: "owner", value: "f00d", target: "f00d", target_caption: "Sara" })] }), null)[0]?.value).toBe("Sara");
  });
});

test("an event is a card with its time, its other party and every record", () => {
  const call = (source_name: string, row: number) =>
    entity({ id: source_name, schema: "Call", properties: { date: ["2026-03-01T07:15:00Z"], timeText: ["2026-03-01 10:15:00"], duration: ["65"] }, statements: [statement({ prop: "caller", value: "1", target: "a", source_name, place: place(row) }), statement({ prop: "callee", value: "2", target: "b", target_caption: "+2", source_name, place: place(row) })] });
  const [card] = eventCards([[call("one.csv", 3), call("two.csv", 8)], []], "a");
  expect(card).toMatchObject({ schema: "Call", prop: "", seconds: 65, parties: [{ id: "b", name: "+2" }] });
  expect(card?.at.startsWith("2026-03-01T07:15")).toBe(true);
  expect(card?.records.map((record) => [record.source_name, record.place.row])).toEqual([["one.csv", 3], ["two.csv", 8]]);
});

test("a row behind a line keeps its direction, its amount and the grade of each record", () => {
  const record = { id: "x", schema: "Payment", source: "s1", source_name: "bank.csv", place: place(4), grade: "admiralty:A1", prop: "", value: "" };
  const [paid] = lineCards([{ id: "x", out: false, at: "2026-03-01", at_text: "", zone: "", seconds: null, amount: "500 USD", text: "rent", records: [record] }]);
  expect(paid).toMatchObject({ out: false, value: "500 USD · rent", seconds: 0, schema: "Payment", records: [{ grade: "admiralty:A1" }] });
  const [held] = lineCards([{ id: "y", out: null, at: "", at_text: "", zone: "", seconds: null, amount: "", text: "", records: [{ ...record, prop: "owner", value: "Ali" }] }]);
  expect(held).toMatchObject({ out: null, prop: "owner", value: "Ali" });
});
