import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { api, type Bodies, body } from "@/api/client";
import { useLocale } from "@/i18n/LocaleContext";
import type { Locale } from "@/i18n/locales";
import { pseudo } from "@/i18n/pseudo";
import { separator } from "@/i18n/separator";

type Labels = Partial<Record<Locale, string>>;

export interface SchemaWords {
  name: string;
  labels: Labels;
  plurals: Labels;
  icon: string;
  shape: string;
  featured: string[];
  lineage: string[];
  properties: string[];
  fact: unknown;
  edge: { labels: Labels; directed: boolean; source?: string; target?: string } | null;
  required?: string[];
  abstract?: boolean;
  hidden?: boolean;
  identifiers?: { property: string }[];
}

export interface PropertyWords {
  name: string;
  type: string;
  labels: Labels;
  identifier: string | null;
  range: string | null;
  hidden?: boolean;
  sensitive?: boolean;
  deprecated?: boolean;
}

export interface GradeAxis {
  name: string;
  optional?: boolean;
  codes: Record<string, Labels>;
}

export interface GradeScheme {
  version: string;
  title: Labels;
  axes: GradeAxis[];
}

export interface Vocabulary {
  schemata: Record<string, SchemaWords>;
  properties: Record<string, PropertyWords>;
  grades: Record<string, GradeScheme>;
  handling: Record<string, Labels>;
  formats: Bodies["FormatBody"][];
  mappings: Record<string, Labels>;
  locales: Bodies["LocaleBody"][];
}

/** Types, words, grades, codes, languages: the same for everybody until the program changes. */
export const vocabularyQuery = queryOptions({
  queryKey: ["vocabulary"],
  queryFn: async (): Promise<Vocabulary> => {
    const { types, grades, handling, formats, mappings, locales } = await body(api.GET("/api/v1/vocabulary"));
    return { ...(types as unknown as Pick<Vocabulary, "schemata" | "properties">), grades: grades as unknown as Vocabulary["grades"], handling, formats, mappings, locales };
  },
  staleTime: Infinity,
});

export const useVocabulary = (): Vocabulary => useSuspenseQuery(vocabularyQuery).data;

/** A line that the program proposes: it says that two things may be one, and no more. */
const POSSIBLY_SAME: Labels = { en: "may be the same", ar: "قد يكون نفسه", ckb: "لەوانەیە هەمان بێت", "kmr-Arab": "دبیت هەمان بیت" };

/** A decision of a person that two things are one. */
const JUDGED_SAME: Labels = { en: "judged the same", ar: "تقرر أنهما واحد", ckb: "بڕیار دراوە هەمان بێت", "kmr-Arab": "بڕیار هاتیە دان کو هەمان بن" };

/** The words of the field in the language of the page. A name without an entry is shown as it is. */
export class Words {
  constructor(
    readonly vocabulary: Vocabulary,
    readonly locale: Locale,
  ) {}

  type(schema: string): string {
    return this.said(this.vocabulary.schemata[schema]?.labels) ?? schema;
  }

  types(schema: string): string {
    return this.said(this.vocabulary.schemata[schema]?.plurals) ?? schema;
  }

  property(schema: string, name: string): PropertyWords | undefined {
    const reference = this.vocabulary.schemata[schema]?.properties.find((item) => item.endsWith(`.${name}`));
    return reference === undefined ? undefined : this.vocabulary.properties[reference];
  }

  propertyLabel(schema: string, name: string): string {
    return this.said(this.property(schema, name)?.labels) ?? name;
  }

  /** What a link is called: the type of an edge or event, or the property that makes it, in the words of the one of its `ends` (types) that has it: a
   * number of registration is a plate's at a vehicle and a tail number at an aircraft. */
  link(kind: string, label: string, ends: readonly (string | undefined)[] = []): string {
    if (kind === "sameness") return this.said(POSSIBLY_SAME) ?? label;
    if (kind === "same") return this.said(JUDGED_SAME) ?? label;
    if (kind !== "property") return this.type(label);
    const own = ends.map((schema) => this.said(this.property(schema ?? "", label)?.labels)).find((words) => words !== undefined);
    if (own !== undefined) return own;
    const found = Object.entries(this.vocabulary.properties).find(([reference]) => reference.endsWith(`.${label}`));
    return this.said(found?.[1].labels) ?? label;
  }

  /** What a kind of link or event is called: a type, or the property that makes it. */
  kind(name: string): string {
    return this.vocabulary.schemata[name] === undefined ? this.link("property", name) : this.type(name);
  }

  /** The words behind `scheme:code`, one for each sign of the code. */
  grade(grade: string): { title: string; signs: string[] } | null {
    const [name = "", code = ""] = grade.split(":");
    const scheme = this.vocabulary.grades[name];
    if (scheme === undefined) return null;
    const signs = code.split("").map((sign, place) => this.said(scheme.axes[place]?.codes[sign]) ?? sign);
    return { title: this.said(scheme.title) ?? name, signs };
  }

  /** What a kind of file is called. */
  format(name: string): string {
    return this.said(this.vocabulary.formats.find((item) => item.name === name)?.titles) ?? name;
  }

  /**
   * What the records of a mapping are called; the name of one that somebody made is as it was given. A document of several parts names the mapping of each, with commas
   * between: these are said one by one.
   */
  mapping(name: string): string {
    const whole = this.said(this.vocabulary.mappings[name]);
    if (whole !== undefined) return whole;
    const parts = name.split(", ").map((part) => ({ part, said: this.said(this.vocabulary.mappings[part]) }));
    if (!parts.some(({ said }) => said !== undefined)) return name;
    return [...new Set(parts.map(({ part, said }) => said ?? part))].join(this.locale === "en" || this.locale === "qps" ? ", " : "، ");
  }

  /** What a document was read as: the kind of file and what its records are. */
  readAs(source: { format: string; mapping: string }): string {
    return [...new Set([this.mapping(source.mapping), this.format(source.format)])].filter((part) => part !== "").join(separator()) || "–";
  }

  handling(code: string): string {
    return this.said(this.vocabulary.handling[code]) ?? code;
  }

  said(labels: Labels | undefined): string | undefined {
    const english = labels?.en;
    if (this.locale === "qps" && english !== undefined) return pseudo(english);
    return labels?.[this.locale] ?? english;
  }
}

export function useWords(): Words {
  const vocabulary = useVocabulary();
  const { locale } = useLocale();
  return useMemo(() => new Words(vocabulary, locale), [vocabulary, locale]);
}
