import type { GradeScheme } from "./vocabulary";

/** The signs chosen so far with one of them changed; nothing is chosen for a person: what was not chosen stays empty. */
export const withSign = (scheme: GradeScheme, signs: readonly string[], axis: number, sign: string): string[] =>
  scheme.axes.map((_, place) => (place === axis ? sign : (signs[place] ?? "")));

/** The code of the signs chosen; "" while one that must be there, or one before a sign that is there, is not chosen. */
export function codeOf(scheme: GradeScheme, signs: readonly string[]): string {
  const last = scheme.axes.reduce((found, item, place) => (item.optional !== true || (signs[place] ?? "") !== "" ? place : found), -1);
  const needed = scheme.axes.slice(0, last + 1).map((_, place) => signs[place] ?? "");
  return needed.includes("") ? "" : needed.join("");
}
