import { describe, expect, it } from "vitest";

import { also, assigned, blank, currencyOf, type Doc, made, nameFor, noLonger, roleKey, roleOf, rolesOf, used, withCurrency, withoutType, withType } from "./mapping";

const CALLS: Doc = { name: "calls", facts: { call: { schema: "Call", a: "From", b: { column: "To", as: "PhoneNumber" }, start: { columns: ["Date", "Time"] }, seconds: { column: "Length" } } } };

describe("a column of a mapping", () => {
  it("is found wherever it is used", () => {
    expect(rolesOf(CALLS, "Time")).toEqual([{ side: "facts", name: "call", slot: "start" }]);
    expect(rolesOf(CALLS, "To")).toEqual([{ side: "facts", name: "call", slot: "b" }]);
    expect(rolesOf(CALLS, "Elsewhere")).toEqual([]);
  });

  it("changes places with another and keeps how the place is read", () => {
    const once = assigned(CALLS, "To", { side: "facts", name: "call", slot: "a" });
    const swapped = assigned(once, "From", { side: "facts", name: "call", slot: "b" });
    expect(swapped["facts"]).toEqual({ call: { schema: "Call", a: "To", b: "From", start: { columns: ["Date", "Time"] }, seconds: { column: "Length" } } });
    expect(CALLS["facts"]).toHaveProperty("call.a", "From");
  });

  it("joins a date and a time, and leaves the other when one goes", () => {
    const one = assigned(CALLS, "Time", null);
    expect(one["facts"]).toHaveProperty("call.start", { columns: ["Date"] });
    expect(assigned(one, "Time", { side: "facts", name: "call", slot: "start" })["facts"]).toHaveProperty("call.start", { columns: ["Date", "Time"] });
    expect(assigned(one, "Date", null)["facts"]).not.toHaveProperty("call.start");
  });

  it("stands beside others in a property, and alone in it once they go", () => {
    const doc = assigned(assigned(withType({ name: "x" }, "entities", "Person"), "Phone", { side: "entities", name: "person", slot: "phone" }), "Phone 2", { side: "entities", name: "person", slot: "phone" });
    expect(doc["entities"]).toEqual({ person: { schema: "Person", properties: { phone: ["Phone", "Phone 2"] } } });
    expect(rolesOf(assigned(doc, "Phone", null), "Phone 2")).toHaveLength(1);
  });

  it("is kept as it stands with one press, beside others, and taken out again", () => {
    const kept = used(used(CALLS, "Shoe"), "Hat");
    expect(kept["facts"]).toHaveProperty("call.details", ["Shoe", "Hat"]);
    expect(used(kept, "Hat")).toBe(kept);
    expect(assigned(kept, "Shoe", null)["facts"]).toHaveProperty("call.details", ["Hat"]);
    const people = used({ name: "x", entities: { person: { schema: "Person", properties: { name: "Name", notes: "Words" } } } }, "Hat");
    expect(people["entities"]).toHaveProperty("person.properties.notes", ["Words", { template: "Hat: {Hat}" }]);
    expect(rolesOf(people, "Hat")).toEqual([{ side: "entities", name: "person", slot: "details" }]);
    expect(rolesOf(people, "Words")).toEqual([{ side: "entities", name: "person", slot: "notes" }]);
    expect(assigned(people, "Hat", null)["entities"]).toHaveProperty("person.properties.notes", ["Words"]);
    expect(used({ name: "x" }, "Hat")).toEqual({ name: "x" });
  });

  it("is two things at once, and loses one without the other", () => {
    const account = { side: "entities", name: "bankAccount", slot: "accountNumber" } as const;
    const both = also(withType(CALLS, "entities", "BankAccount"), "From", account);
    expect(rolesOf(both, "From").map(roleKey)).toEqual(["facts/call/a", "entities/bankAccount/accountNumber"]);
    expect(rolesOf(noLonger(both, "From", account), "From").map(roleKey)).toEqual(["facts/call/a"]);
    expect(noLonger(both, "From", { side: "facts", name: "call", slot: "a" })["facts"]).toEqual({ call: { schema: "Call", b: { column: "To", as: "PhoneNumber" }, start: { columns: ["Date", "Time"] }, seconds: { column: "Length" } } });
  });

  it("can tell one thing from another", () => {
    const doc = assigned(withType({ name: "x" }, "entities", "PhoneNumber"), "No", { side: "entities", name: "phoneNumber", slot: "key" });
    expect(doc["entities"]).toEqual({ phoneNumber: { schema: "PhoneNumber", properties: {}, key: ["No"] } });
  });
});

describe("a document", () => {
  it("gets and loses types without touching the others", () => {
    const two = withType(withType({ name: "x" }, "entities", "Person"), "entities", "Person");
    expect(made(two).map((item) => item.name)).toEqual(["person", "person2"]);
    expect(withoutType(withoutType(two, "entities", "person2"), "entities", "person")).toEqual({ name: "x" });
  });

  it("begins with the header that was seen", () => {
    const table = { part: 0, part_name: "", part_kind: "file", kind: "table", header_row: 3, rows: 9, columns: [{ name: "A", header: "A", filled: 1, samples: [], looks: {}, used: [], why: [], doubt: 0 }], proposal: null };
    expect(blank("list", table)).toEqual({ name: "list", title: "list", layout: { header_row: 3, header: ["A"] } });
  });

  it.each([["Unit 7/مكالمات آذار.xlsx", "مكالمات-آذار"], ["...", "mapping"], ["Calls (2).csv", "calls-2"]])("for %s is called %s", (file, name) => {
    expect(nameFor(file)).toBe(name);
  });

  it("names its roles so that they can be chosen from a list", () => {
    expect(roleOf(roleKey({ side: "facts", name: "call", slot: "a" }))).toEqual({ side: "facts", name: "call", slot: "a" });
    expect(roleOf("")).toBeNull();
  });

  it("sees a column in a value that is made of several, and takes the whole value out with it", () => {
    const doc: Doc = { name: "x", entities: { place: { schema: "Place", properties: { name: "Camera", description: { template: "{Latitude} {Longitude}" } } } } };
    const role = { side: "entities" as const, name: "place", slot: "description" };
    expect(rolesOf(doc, "Longitude")).toEqual([role]);
    expect(rolesOf(doc, "Long")).toEqual([]);
    expect(rolesOf(assigned(doc, "Latitude", null), "Longitude")).toEqual([]);
    expect(rolesOf(assigned(doc, "Latitude", null), "Camera")).toHaveLength(1);
  });
});

describe("what took YAML", () => {
  it("is a tower whose coordinates stand in two columns, each of which can be taken away", () => {
    const site = withType({ name: "x" }, "entities", "CellSite");
    const half = also(site, "Lat", { side: "entities", name: "cellSite", slot: "latitude" });
    const both = also(half, "Lon", { side: "entities", name: "cellSite", slot: "longitude" });
    expect(both["entities"]).toHaveProperty("cellSite.properties.coordinates", { template: "{Lat},{Lon}" });
    expect([rolesOf(both, "Lat"), rolesOf(both, "Lon")].map(([role]) => role?.slot)).toEqual(["latitude", "longitude"]);
    const left = noLonger(both, "Lat", { side: "entities", name: "cellSite", slot: "latitude" });
    expect(left["entities"]).toHaveProperty("cellSite.properties.coordinates", { template: ",{Lon}" });
    expect(assigned(left, "Lon", null)["entities"]).not.toHaveProperty("cellSite.properties.coordinates");
  });
  it("is the holder of an account in a column", () => {
    const statement: Doc = { name: "x", facts: { payment: { schema: "Payment", a: { column: "Account", as: "BankAccount" }, b: "To" } } };
    const doc = also(statement, "Client", { side: "facts", name: "payment", slot: "a-holder" });
    expect(doc["entities"]).toEqual({
      aAccount: { schema: "BankAccount", key: ["Account"], properties: {} },
      aHolder: { schema: "LegalEntity", key: ["Account", "Client"], properties: { name: "Client" } },
      aOwnership: { schema: "Ownership", key: ["Account", "Client"], properties: { owner: { entity: "aHolder" }, asset: { entity: "aAccount" } } },
    });
    expect(rolesOf(doc, "Client")[0]).toEqual({ side: "entities", name: "aHolder", slot: "name" });
  });
  it("is the currency of a whole statement", () => {
    const statement: Doc = { name: "x", facts: { payment: { schema: "Payment", a: "A", currency: "Cur" }, call: { schema: "Call", a: "A" } } };
    const doc = withCurrency(statement, ["Payment"], "IQD");
    expect([doc["facts"], currencyOf(doc)]).toEqual([{ payment: { schema: "Payment", a: "A", currency: { value: "IQD" } }, call: { schema: "Call", a: "A" } }, "IQD"]);
    expect(withCurrency(doc, ["Payment"], "")["facts"]).toHaveProperty("payment", { schema: "Payment", a: "A" });
    expect(currencyOf(statement)).toBe("");
  });
});
