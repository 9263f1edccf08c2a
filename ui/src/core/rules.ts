import builtIn from "policies.cedar?raw";

/** A rule of the policies in force. */
export interface Rule {
  /** What its `@id` says; empty without one. */
  id: string;
  /** As written, without the remarks between the rules. */
  text: string;
  /** It stands letter for letter in the policies that come with the program, so that our sentence about it is true. */
  known: boolean;
}

const PART = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|;|[^"/;]+|\//g;

/** The rules of a text of Cedar policies, in its order. Remarks are left out; what stands behind the last semicolon is a rule of its own, so nothing is hidden. */
export function written(policies: string): { id: string; text: string }[] {
  const rules: string[] = [];
  let rule = "";
  for (const [part] of policies.matchAll(PART)) {
    if (part.startsWith("//")) continue;
    rule += part;
    if (part !== ";") continue;
    rules.push(rule);
    rule = "";
  }
  return [...rules, rule]
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .map((text) => ({ id: /@id\(\s*"((?:[^"\\]|\\.)*)"\s*\)/.exec(text)?.[1] ?? "", text }));
}

const bare = (text: string): string => text.replace(/\s+/g, " ");
/** The rules of the desks that come with the program. */
const ofDesks = import.meta.glob<string>("../../../src/tahqiq/desks/*/policies/*.cedar", { query: "?raw", import: "default", eager: true });
/** The policies that come with the program, one text for each part. */
export const COMING_WITH = [builtIn, ...Object.values(ofDesks)];
const KNOWN = new Set(COMING_WITH.flatMap((text) => written(text).map((rule) => bare(rule.text))));

export const rulesOf = (policies: string): Rule[] => written(policies).map((rule) => ({ ...rule, known: KNOWN.has(bare(rule.text)) }));

/** The end of the catalogue's key of a known rule. */
export const ruleKey = (id: string): string => id.replaceAll(" ", "-");
