/** A briefing while it is edited: blocks in their order. What a block holds beyond what is known here (from a file, or a later version) stays as it is. */

export const KINDS = ["heading", "text", "judgement", "gap", "chart", "table", "picture"] as const;
export type Kind = (typeof KINDS)[number];
export const LIKELIHOODS = ["remote", "very-unlikely", "unlikely", "even", "likely", "very-likely", "almost-certain"] as const;
export const CONFIDENCES = ["low", "moderate", "high"] as const;
export const LANGUAGES = { en: "English", ar: "العربية", ckb: "کوردیی ناوەندی", "kmr-Arab": "کوردییا بادینی" } as const;
export type Language = keyof typeof LANGUAGES;

export type Given = Readonly<Record<string, unknown>>;

/** `key` is only known here: it follows a block while it moves. */
export interface Block {
  readonly key: number;
  readonly kind: Kind;
  readonly given: Given;
}

export interface Briefing {
  readonly title: string;
  readonly language: Language;
  readonly blocks: readonly Block[];
  readonly next: number;
}

const isRecord = (value: unknown): value is Given => typeof value === "object" && value !== null && !Array.isArray(value);

/** A text of a block, "" where it says none. */
export const said = (block: Block, name: string): string => {
  const found = block.given[name];
  return typeof found === "string" ? found : "";
};

export const refsOf = (block: Block): readonly Given[] => {
  const found = block.given["refs"];
  return Array.isArray(found) ? found.filter(isRecord) : [];
};

/** Whether a block is text into which values and figures can be put. */
export const isText = (kind: Kind): boolean => kind === "heading" || kind === "text" || kind === "judgement" || kind === "gap";

export const empty = (title: string, language: Language): Briefing => ({ title, language, blocks: [], next: 1 });

export function fromBody(title: string, body: Given): Briefing {
  const language = body["language"];
  const blocks = Array.isArray(body["blocks"]) ? (body["blocks"] as unknown[]).filter(isRecord) : [];
  const known = blocks.filter((one) => KINDS.some((kind) => kind === one["kind"]));
  return {
    title,
    language: typeof language === "string" && language in LANGUAGES ? (language as Language) : "en",
    blocks: known.map((given, at) => ({ key: at + 1, kind: given["kind"] as Kind, given })),
    next: known.length + 1,
  };
}

export const blocksOf = (made: Briefing): Record<string, unknown>[] => made.blocks.map((one) => ({ ...one.given, kind: one.kind }));

export const toBody = (made: Briefing): Record<string, unknown> => ({ language: made.language, blocks: blocksOf(made) });
