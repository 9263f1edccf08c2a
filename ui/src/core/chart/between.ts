import { endsOf, typesOf } from "../record";
import type { SchemaWords, Vocabulary } from "../vocabulary";

/** How sure an analyst says a drawn link is; recorded as `certainty` and drawn solid, dashed or dotted. */
export const CERTAINTIES = ["confirmed", "unconfirmed", "tentative"] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Whether a thing of a type may stand where things of another are named. */
const fits = (type: string, range: string | null | undefined, vocabulary: Vocabulary): boolean => range == null || range === "Thing" || (vocabulary.schemata[type]?.lineage.includes(range) ?? false);

/** The end of a link: what may stand there. */
const rangeOf = (schema: SchemaWords, end: string, vocabulary: Vocabulary): string | null => {
  const reference = schema.properties.find((item) => item.endsWith(`.${end}`));
  return reference === undefined ? null : (vocabulary.properties[reference]?.range ?? null);
};

/** The types of link that can be drawn from a thing of one type to one of another: the more they say, the earlier; "other link" is last. */
export function linksBetween(from: string, to: string, vocabulary: Vocabulary): SchemaWords[] {
  const found = typesOf(vocabulary, true).filter((schema) => {
    const ends = endsOf(schema);
    return ends !== null && fits(from, rangeOf(schema, ends[0], vocabulary), vocabulary) && fits(to, rangeOf(schema, ends[1], vocabulary), vocabulary);
  });
  const exact = (schema: SchemaWords) => (endsOf(schema) ?? []).filter((end, at) => rangeOf(schema, end, vocabulary) === (at === 0 ? from : to)).length;
  const rank = (schema: SchemaWords) => (schema.name === "UnknownLink" ? 1 : -exact(schema));
  return found.sort((a, b) => rank(a) - rank(b));
}
