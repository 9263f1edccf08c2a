import { type Block, type Briefing, type Given, type Kind, refsOf, said } from "./document";

/** Every change of a briefing is a pure function from one to the next: undo is keeping the one before. */

/** Changes what is edited; those with the same `merge` directly after one another are taken back together. */
export type Change = (change: (made: Briefing) => Briefing, merge?: string) => void;

const FRESH: Record<Kind, Given> = {
  heading: { text: "" },
  text: { text: "" },
  judgement: { text: "", likelihood: "likely", confidence: "moderate" },
  gap: { text: "" },
  chart: { chart: "", caption: "" },
  table: { chart: "", of: "lines", caption: "" },
  picture: { source: "", caption: "" },
};

/** A new block at a place (0 = at the top). */
export function add(made: Briefing, at: number, kind: Kind): Briefing {
  const block: Block = { key: made.next, kind, given: FRESH[kind] };
  return { ...made, next: made.next + 1, blocks: [...made.blocks.slice(0, at), block, ...made.blocks.slice(at)] };
}

export const remove = (made: Briefing, key: number): Briefing => ({ ...made, blocks: made.blocks.filter((one) => one.key !== key) });

/** One block up (-1) or down (1); at the end it stays. */
export function move(made: Briefing, key: number, by: -1 | 1): Briefing {
  const from = made.blocks.findIndex((one) => one.key === key);
  const to = from + by;
  const moved = made.blocks[from];
  const other = made.blocks[to];
  if (moved === undefined || other === undefined) return made;
  return { ...made, blocks: made.blocks.map((one, at) => (at === from ? other : at === to ? moved : one)) };
}

/** Some fields of a block; a field that is undefined goes. */
export function change(made: Briefing, key: number, fields: Given): Briefing {
  const put = (given: Given): Given => Object.fromEntries(Object.entries({ ...given, ...fields }).filter(([, value]) => value !== undefined));
  return { ...made, blocks: made.blocks.map((one) => (one.key === key ? { ...one, given: put(one.given) } : one)) };
}

const MARK = /\{(\d{1,3})\}/g;

/** Puts what a reference leads to into the text of a block, at a place of it. */
export function insert(made: Briefing, key: number, at: number, ref: Given): Briefing {
  const block = made.blocks.find((one) => one.key === key);
  if (block === undefined) return made;
  const [text, refs] = [said(block, "text"), refsOf(block)];
  return change(made, key, { text: `${text.slice(0, at)}{${refs.length + 1}}${text.slice(at)}`, refs: [...refs, ref] });
}

/** Takes the reference `number` (from 1) out of a block, and its marks out of the text; those behind it move up. */
export function takeOut(made: Briefing, key: number, number: number): Briefing {
  const block = made.blocks.find((one) => one.key === key);
  if (block === undefined) return made;
  const text = said(block, "text").replace(MARK, (mark, digits: string) => (Number(digits) === number ? "" : Number(digits) > number ? `{${Number(digits) - 1}}` : mark));
  return change(made, key, { text, refs: refsOf(block).filter((_, at) => at !== number - 1) });
}

const FIGURE = /[+#]?[0-9٠-٩۰-۹]+(?:[.,:/٫٬-][0-9٠-٩۰-۹]+)*/g;

/** The figures of a text that were typed by hand, as they will be marked (`_DIGITS` of `briefing/composing.py`). */
export const typedIn = (text: string): string[] => text.replace(MARK, " ").match(FIGURE) ?? [];

/** Marks of a text that lead to no reference. */
export const looseIn = (block: Block): number[] => [...said(block, "text").matchAll(MARK)].map((found) => Number(found[1])).filter((number) => number < 1 || number > refsOf(block).length);
