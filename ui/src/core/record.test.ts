import { describe, expect, it } from "vitest";

import { endsOf, fieldsOf, missing, named, newId, original, typesOf } from "./record";
import type { PropertyWords, SchemaWords } from "./vocabulary";

const schema = (more: Partial<SchemaWords>): SchemaWords => ({ name: "Person", labels: {}, plurals: {}, icon: "", shape: "", featured: ["name", "birthDate"], lineage: [], properties: ["Thing.notes", "Person.religion", "Thing.name", "Person.father"], fact: null, edge: null, required: ["name"], ...more });
const words = (name: string, more: Partial<PropertyWords> = {}): PropertyWords => ({ name, type: "string", labels: {}, identifier: null, range: null, ...more });
const properties = { "Thing.notes": words("notes"), "Person.religion": words("religion", { sensitive: true }), "Thing.name": words("name"), "Person.father": words("father", { type: "entity", range: "Person" }) };

describe("a typed record", () => {
  it("offers important properties first and never a sensitive one", () => {
    expect(fieldsOf(schema({}), { properties }).map((field) => field.name)).toEqual(["name", "notes", "father"]);
    expect(fieldsOf(schema({}), { properties }).at(-1)?.range).toBe("Person");
  });

  it("is one line that names type, properties and a fresh id", () => {
    const id = newId();
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.parse(original(id, "Person", { name: [" علي ", ""], notes: [""] }))).toEqual({ id, schema: "Person", properties: { name: ["علي"] } });
  });

  it("says what is missing", () => {
    expect(missing(schema({}), { name: [" "] }, true)).toEqual(["name"]);
    expect(missing(schema({}), { name: ["x"] }, true)).toEqual([]);
    expect(missing(schema({}), {}, false)).toEqual(["name"]);
    expect(missing(schema({}), { notes: ["x"] }, false)).toEqual([]);
  });

  it("is looked for by what names it", () => {
    expect(named(schema({ identifiers: [{ property: "number" }] }), { name: ["Ali"], number: ["0790123"] })).toBe("0790123");
    expect(named(schema({}), { name: ["Al"] })).toBe("");
  });

  it("is a thing or a link", () => {
    const edge = schema({ name: "Ownership", edge: { labels: {}, directed: true, source: "owner", target: "asset" } });
    const vocabulary = { schemata: { Person: schema({}), Ownership: edge, Thing: schema({ abstract: true }), Call: schema({ fact: {} }) } };
    expect(typesOf(vocabulary, false).map((item) => item.name)).toEqual(["Person"]);
    expect(typesOf(vocabulary, true)).toEqual([edge]);
    expect(endsOf(edge)).toEqual(["owner", "asset"]);
  });
});
