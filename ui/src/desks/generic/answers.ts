import { ApiError } from "@/api/client";

import type { Answer, Answers, Form, Paper, Question, Section } from "./server";

export type Value = null | string | number | boolean | Value[] | { [name: string]: Value };
export type Json = Record<string, Value>;

/** Nothing was written there. */
const EMPTY: Answer = { state: "empty", values: [], note: "" };

/** The path of a question in the `number`-th filling of its section. */
export const pathOf = (section: Section, number: number, name: string): string => (section.repeated ? `${section.name}.${number.toString()}.${name}` : name);

/** The filling of a repeated section that a path lies in, and the name of its question; undefined for any other path. */
function placeIn(section: Section, path: string): [number, string] | undefined {
  if (!section.repeated || !path.startsWith(`${section.name}.`)) return undefined;
  const [number = "", ...name] = path.slice(section.name.length + 1).split(".");
  return [Number(number), name.join(".")];
}

/** How often a section stands on the screen: as often as it was filled in, and at least as often as it must be. */
export function fillings(section: Section, answers: Answers): number[] {
  if (!section.repeated) return [0];
  const filled = Object.keys(answers).flatMap((path) => placeIn(section, path)?.[0] ?? []);
  const count = Math.min(section.most, Math.max(section.least, 0, ...filled));
  return Array.from({ length: count }, (_, at) => at + 1);
}

/** The paths of a form before the server has said which are asked. */
export const openPaths = (form: Form, answers: Answers = {}): string[] => form.sections.flatMap((section) => fillings(section, answers).flatMap((number) => section.fields.map((one) => pathOf(section, number, one.name))));

/** The question of a path. */
export function questionAt(form: Form, path: string): Question | undefined {
  const name = path.split(".").at(-1);
  return form.sections.flatMap((section) => section.fields).find((one) => one.name === path || one.name === name);
}

/** What the server refused, at the question that it is about; null where it is about none of this form. */
export function refusedAt(form: Form, error: unknown): Paper["problems"][number] | null {
  if (!(error instanceof ApiError) || error.field === "") return null;
  const asked = questionAt(form, error.field) !== undefined;
  return asked ? { path: error.field, code: error.code, sentence: error.sentence, next_step: error.nextStep } : null;
}

/** The answer that a text is: a line is a value where there may be several; an empty one is none. */
export function typed(question: Question, text: string): Answer | undefined {
  const values = (question.many ? text.split("\n") : [text]).filter((one) => one.trim() !== "");
  return values.length === 0 ? undefined : { state: "given", values, note: "" };
}

/** The answers with one changed; undefined takes it off, in a list of things it is left empty so that the thing stays. */
export function answered(answers: Answers, section: Section, path: string, answer: Answer | undefined): Answers {
  const rest = Object.fromEntries(Object.entries(answers).filter(([name]) => name !== path));
  if (answer === undefined) return section.repeated ? { ...rest, [path]: EMPTY } : rest;
  return { ...rest, [path]: answer };
}

/** The answers with one more filling of a section. */
export function withRow(section: Section, answers: Answers): Answers {
  const first = section.fields.find((one) => !one.closed);
  const next = fillings(section, answers).length + 1;
  return first === undefined ? answers : { ...answers, [pathOf(section, next, first.name)]: EMPTY };
}

/** The answers without a filling of a section; those after it move up. */
export const withoutRow = (section: Section, answers: Answers, number: number): Answers =>
  Object.fromEntries(Object.entries(answers).flatMap(([path, answer]): [string, Answer][] => {
    const place = placeIn(section, path);
    if (place === undefined || place[0] < number) return [[path, answer]];
    return place[0] === number ? [] : [[pathOf(section, place[0] - 1, place[1]), answer]];
  }));

/** Answers that something brought along by the name of the question, as text. */
export const brought = (form: Form, texts: Readonly<Record<string, string | undefined>>): Answers =>
  Object.fromEntries(form.sections.filter((section) => !section.repeated).flatMap((section) => section.fields).flatMap((one): [string, Answer][] => {
    const answer = one.type === "case" || one.closed ? undefined : typed(one, texts[one.name] ?? "");
    return answer === undefined ? [] : [[one.name, answer]];
  }));

/** The given answers of a form by the name of the question, as texts for an address. */
export const texts = (form: Form, answers: Answers): Record<string, string> =>
  Object.fromEntries(form.sections.filter((section) => !section.repeated).flatMap((section) => section.fields).flatMap((one): [string, string][] => {
    const values = answers[one.name]?.values ?? [];
    return values.length === 0 ? [] : [[one.name, values.join("\n")]];
  }));

/** A question of an operation made from answers; what was left empty is not asked, so that its own usual value holds. */
export function questionOf(form: Form, answers: Answers, caseId: string): Json {
  const asked: Json = {};
  for (const section of form.sections) {
    if (section.repeated) {
      const rows = fillings(section, answers).map((number) => rowOf(section, answers, number)).filter((row) => row !== undefined);
      if (rows.length > 0) put(asked, section.name, rows);
    } else for (const one of section.fields) put(asked, one.name, one.type === "case" ? caseId : written(one, answers[one.name]));
  }
  return asked;
}

/** One thing of a list; undefined where nothing was written of it. */
function rowOf(section: Section, answers: Answers, number: number): Json | undefined {
  const row: Json = {};
  const own = section.fields.map((one) => [one, answers[pathOf(section, number, one.name)]] as const);
  if (own.every(([, answer]) => (answer?.values ?? []).length === 0)) return undefined;
  for (const [one, answer] of own) put(row, one.name, written(one, answer));
  return row;
}

function put(whole: Json, name: string, value: Value | undefined): void {
  if (value === undefined) return;
  const path = name.split(".");
  let place = whole;
  for (const part of path.slice(0, -1)) {
    const next = place[part];
    const inner: Json = typeof next === "object" && next !== null && !Array.isArray(next) ? next : {};
    place[part] = inner;
    place = inner;
  }
  place[path.at(-1) ?? ""] = value;
}

function written(question: Question, answer: Answer | undefined): Value | undefined {
  const values = (answer?.values ?? []).map((one) => one.trim()).filter((one) => one !== "");
  const [first] = values;
  if (first === undefined) return question.type === "choice" && question.usual !== "" ? question.usual : undefined;
  // With a point it goes as it was typed: 50.000 may be fifty thousand where whole numbers are asked, and only the server knows that.
  const number = (one: string) => (one.includes(".") ? one : Number(one));
  if (question.many) return values.map((one) => (question.type === "number" ? number(one) : one));
  if (question.type === "flag") return first === "true";
  return question.type === "number" ? number(first) : first;
}
