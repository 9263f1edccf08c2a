import { hex } from "./hex";
import type { PropertyWords, SchemaWords, Vocabulary } from "./vocabulary";

/** Typed values by property; a property may have several. */
export type Typed = Record<string, string[]>;

/** A property that can be typed: of what kind, and for one that names another thing, of which type that is. */
export interface Field {
  name: string;
  words: PropertyWords;
  /** A type of things, where the value is one of them. */
  range: string | null;
}

/** The id of a new thing: 32 hexadecimal digits that nothing else has. */
export function newId(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/** The properties of a type that a person can type, its own order of importance first. What is sensitive or out of use is not offered. */
export function fieldsOf(schema: SchemaWords, vocabulary: Pick<Vocabulary, "properties">): Field[] {
  const all = schema.properties.flatMap((reference): Field[] => {
    const words = vocabulary.properties[reference];
    if (words === undefined || words.hidden === true || words.sensitive === true || words.deprecated === true) return [];
    return [{ name: reference.slice(reference.indexOf(".") + 1), words, range: words.type === "entity" ? (words.range ?? "Thing") : null }];
  });
  const rank = (name: string) => (schema.featured.includes(name) ? schema.featured.indexOf(name) : schema.featured.length);
  return all.sort((a, b) => rank(a.name) - rank(b.name));
}

/** Types that can be typed by hand: no events (they come as records), nothing that is only an ancestor. */
export const typesOf = (vocabulary: Pick<Vocabulary, "schemata">, links: boolean): SchemaWords[] =>
  Object.values(vocabulary.schemata).filter((schema) => schema.abstract !== true && schema.hidden !== true && schema.fact === null && (schema.edge !== null) === links);

/** The ends of a link, or null for a thing. */
export const endsOf = (schema: SchemaWords): [string, string] | null => (schema.edge?.source !== undefined && schema.edge.target !== undefined ? [schema.edge.source, schema.edge.target] : null);

function filled(typed: Typed): Typed {
  const kept = Object.entries(typed).map(([name, values]): [string, string[]] => [name, values.map((value) => value.trim()).filter((value) => value !== "")]);
  return Object.fromEntries(kept.filter(([, values]) => values.length > 0));
}

/** What still has to be said: required properties, and anything at all. */
export function missing(schema: SchemaWords, typed: Typed, isNew: boolean): string[] {
  const said = filled(typed);
  if (isNew) return (schema.required ?? []).filter((name) => said[name] === undefined);
  return Object.keys(said).length === 0 ? [...schema.featured.slice(0, 1)] : [];
}

/** The note as it is sealed: one entity of FollowTheMoney on one line. An id of a thing that is there already adds to it. */
export const original = (id: string, schema: string, typed: Typed): string => `${JSON.stringify({ id, schema, properties: filled(typed) })}\n`;

/** The text by which likely duplicates are looked for: the first value that names the thing. */
export function named(schema: SchemaWords, typed: Typed): string {
  const names = [...(schema.identifiers ?? []).map((item) => item.property), ...schema.featured];
  return names.map((name) => typed[name]?.[0]?.trim() ?? "").find((value) => value.length > 2) ?? "";
}
