import type { GradeScheme } from "./vocabulary";

/** The code with the sign of one axis changed; axes that had none get their first sign, optional ones stay off until chosen. */
export function withSign(scheme: GradeScheme, code: string, axis: number, sign: string): string {
  const signs = scheme.axes.map((item, place) => (place === axis ? sign : (code[place] ?? (item.optional ? "" : (Object.keys(item.codes)[0] ?? "")))));
  const end = signs.findIndex((item) => item === "");
  return (end < 0 ? signs : signs.slice(0, end)).join("");
}

/** The first code of a scheme: the first sign of each axis that must be there. */
export const firstCode = (scheme: GradeScheme): string => withSign(scheme, "", 0, Object.keys(scheme.axes[0]?.codes ?? {})[0] ?? "");
