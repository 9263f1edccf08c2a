import { zipSync, type Zippable } from "fflate";

import type { Chosen } from "@/core/sources";

const SHEET = "sequence.csv";
const CONTROLS = "controls.csv";
const STEADY = "1980-01-01T12:00:00";
/** What goes with the runs of a sequence, each by the name it has in the archive. */
export const BESIDE = ["method", "library", "ladder", "controls"] as const;
export type Beside = (typeof BESIDE)[number];
/** Without these there is no answer. */
const NEEDED = ["method", "library"] as const;
export type Wanted = "files" | "sheet" | (typeof NEEDED)[number];
export const needed = (one: Beside): one is (typeof NEEDED)[number] => NEEDED.some((name) => name === one);
const ENDS: Record<Beside, RegExp> = { method: /\.ya?ml$/i, library: /\.(msp|jca|jdx|txt)$/i, ladder: /\.(msp|jca|jdx|txt)$/i, controls: /\.csv$/i };

/** A sequence as it was chosen: the files below its folder, which of them is the sheet, and what goes with it. */
export interface NewSequence {
  readonly files: ReadonlyMap<string, File>;
  readonly sheet: string;
  readonly beside: Partial<Record<Beside, File>>;
}

export const NOTHING: NewSequence = { files: new Map(), sheet: "", beside: {} };
export const accepts: Record<Beside, string> = { method: ".yaml,.yml", library: ".msp,.jca,.jdx,.txt", ladder: ".msp,.jca,.jdx,.txt", controls: ".csv" };

const top = (name: string): boolean => !name.includes("/");

/** What was chosen, with what its folder says of itself: `method.yaml`, `library.msp`, `ladder.msp`, `controls.csv` and its only other table. */
export function sequenceOf(chosen: readonly Chosen[]): NewSequence {
  const first = chosen[0]?.name.split("/")[0] ?? "";
  const within = chosen.every(({ name }) => name.startsWith(`${first}/`)) && !/\.d$/i.test(first);
  const files = new Map(chosen.map(({ name, file }) => [within ? name.slice(first.length + 1) : name, file]));
  const named = BESIDE.map((one) => [one, [...files].find(([name]) => top(name) && name.toLowerCase().startsWith(`${one}.`) && ENDS[one].test(name))?.[1]] as const);
  const lists = sheets(files);
  return { files, sheet: lists.includes(SHEET) ? SHEET : lists.length === 1 ? (lists[0] ?? "") : "", beside: Object.fromEntries(named.filter(([, file]) => file !== undefined)) };
}

/** The tables that can be the sheet. */
export function sheets(files: ReadonlyMap<string, File>): string[] {
  return [...files.keys()].filter((name) => top(name) && /\.csv$/i.test(name) && name !== CONTROLS);
}

/** The same with another file for one of its parts, or without it. */
export function withBeside(made: NewSequence, one: Beside, file: File | null): NewSequence {
  const rest = Object.fromEntries(Object.entries(made.beside).filter(([name]) => name !== one));
  return { ...made, beside: file === null ? rest : { ...rest, [one]: file } };
}

/** What is still wanted before it can be sealed. */
export function wanting({ files, sheet, beside }: NewSequence): Wanted[] {
  return [...(files.size === 0 ? (["files"] as const) : sheet === "" ? (["sheet"] as const) : []), ...NEEDED.filter((one) => beside[one] === undefined)];
}

/** One archive of it, as the laboratory seals it: the same files give the same bytes. */
export async function packed({ files, sheet, beside }: NewSequence, name: string): Promise<File> {
  const parts = new Map([...files].filter(([inner]) => inner !== sheet));
  const given = files.get(sheet);
  if (given !== undefined) parts.set(SHEET, given);
  for (const one of BESIDE) {
    const file = beside[one];
    if (file === undefined) continue;
    for (const inner of [...parts.keys()]) if (top(inner) && inner.toLowerCase().startsWith(`${one}.`)) parts.delete(inner);
    parts.set(one === "method" ? "method.yaml" : `${one}${/\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? ""}`, file);
  }
  const inside: Zippable = {};
  for (const inner of [...parts.keys()].sort()) inside[inner] = [new Uint8Array(await (parts.get(inner) as File).arrayBuffer()), { level: 0, mtime: STEADY }];
  return new File([zipSync(inside).slice()], `${name}.zip`, { type: "application/zip" });
}
