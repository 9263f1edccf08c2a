import { queryOptions } from "@tanstack/react-query";

import { api, type Bodies, body, fetched } from "@/api/client";
import type { Locale } from "@/i18n/locales";

export type Asking = Bodies["OperationForm"];
export type QuestionField = Bodies["QuestionFieldBody"];
/** What was typed, by field; of a list of things how many there are, and the parts of each by {@link partOf}. */
export type Typed = Readonly<Record<string, string>>;
export type Value = null | string | number | boolean | Value[] | { [name: string]: Value };
export type Json = Record<string, Value>;

export const askingQuery = (desk: string, operation: string, locale: Locale) =>
  queryOptions({
    queryKey: ["desk", desk, "asking", operation, locale],
    queryFn: () => body(api.GET("/api/desks/{name}/asked/{operation}", { params: { path: { name: desk, operation } } })),
    staleTime: Infinity,
  });

/** A question made from what was typed; what was left empty is not asked, so that its own usual value holds. */
export function questionOf(fields: readonly QuestionField[], typed: Typed, caseId: string): Json {
  const question: Json = {};
  for (const field of fields) {
    const value = field.type === "case" ? caseId : field.type === "things" ? things(field, typed) : written(field, (typed[field.name] ?? "").trim());
    if (value === undefined) continue;
    const path = field.name.split(".");
    let place = question;
    for (const part of path.slice(0, -1)) {
      const next = place[part];
      const inner: Json = typeof next === "object" && next !== null && !Array.isArray(next) ? next : {};
      place[part] = inner;
      place = inner;
    }
    place[path.at(-1) ?? ""] = value;
  }
  return question;
}

/** The key of a part of the thing at `row` (from 0). */
export const partOf = (field: QuestionField, row: number, part: string): string => `${field.name}#${row.toString()}.${part}`;

/** How many things of a list stand on the screen: as many as were asked for, and at least as many as there must be. */
export const rowsOf = (field: QuestionField, typed: Typed): number => Math.max(field.least, Number(typed[field.name] ?? "0"));

/** What was typed with one thing more. */
export const withRow = (field: QuestionField, typed: Typed): Typed => ({ ...typed, [field.name]: (rowsOf(field, typed) + 1).toString() });

/** What was typed without the thing at `row`; those after it move up. */
export function withoutRow(field: QuestionField, typed: Typed, row: number): Typed {
  const before = `${field.name}#`;
  const kept = Object.entries(typed).flatMap(([key, value]): [string, string][] => {
    if (!key.startsWith(before)) return [[key, value]];
    const [number = "", ...part] = key.slice(before.length).split(".");
    const at = Number(number);
    return at === row ? [] : [[partOf(field, at > row ? at - 1 : at, part.join(".")), value]];
  });
  return { ...Object.fromEntries(kept), [field.name]: Math.max(0, rowsOf(field, typed) - 1).toString() };
}

/** The things of a list in their order; one in which nothing was typed is none. */
function things(field: QuestionField, typed: Typed): Json[] | undefined {
  const found = Array.from({ length: rowsOf(field, typed) }, (_, row) => Object.fromEntries(field.parts.map((part) => [part.name, typed[partOf(field, row, part.name)] ?? ""])))
    .filter((row) => Object.values(row).some((text) => text.trim() !== ""))
    .map((row) => questionOf(field.parts, row, ""));
  return found.length > 0 ? found : undefined;
}

function written(field: QuestionField, text: string): Value | undefined {
  if (text === "") return field.type === "choice" && field.usual !== "" ? field.usual : undefined;
  if (field.many) return text.split("\n").map((line) => line.trim()).filter((line) => line !== "").map((line) => (field.type === "number" ? Number(line) : line));
  if (field.type === "flag") return text === "true";
  if (field.type === "number") return Number(text);
  return text;
}

/** Asks; the answer as it came, of a job its number and state. */
export async function asked(desk: string, operation: string, effect: "look" | "act" | "job", question: Json): Promise<Json> {
  const address = `/api/desks/${desk}/${operation}`;
  const answer = effect === "look" ? await fetched(`${address}?${inAddress(question)}`) : await fetched(address, { method: "POST", body: JSON.stringify(question) });
  return (await answer.json()) as Json;
}

function inAddress(question: Json): string {
  const told = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) for (const one of Array.isArray(value) ? value : [value]) told.append(name, typeof one === "object" ? JSON.stringify(one) : String(one));
  return told.toString();
}
