/**
 * Which layer of the page may import which: views and desks stand on parts and core, those on api, and everybody on design and i18n.
 * A desk imports its own folder and what all desks share: the desks' kit, parts, core, api, design, i18n. Desks import neither each other nor views. A lazy `import()` is no way round it. Anything not listed here is an error.
 */
import path from "node:path";

/** @type {Record<string, string[]>} */
export const ALLOWED = {
  app: ["app", "views", "desks", "parts", "core", "api", "design", "i18n"],
  views: ["views", "parts", "core", "api", "design", "i18n"],
  desks: ["parts", "core", "api", "design", "i18n"],
  parts: ["parts", "core", "api", "design", "i18n"],
  core: ["core", "api", "design", "i18n"],
  api: ["api"],
  design: ["design", "i18n"],
  i18n: ["i18n"],
};

/**
 * Why `file` may not import `source`; null when it may. Both are judged by their folder below `src/`.
 * @param {string} file absolute or relative path of the importing file
 * @param {string} source what stands in the import
 * @returns {string | null}
 */
export function refusal(file, source) {
  const from = below(file);
  if (from === null || !(source.startsWith(".") || source.startsWith("@/"))) return null;
  const target = source.startsWith("@/") ? source.slice(2) : path.posix.join(path.posix.dirname(from), source);
  const [layer = "", name = ""] = from.split("/");
  const [other = "", otherName = ""] = target.split("/");
  if (layer === "desks" && other === "desks") return name === otherName || otherName === "kit" ? null : "Desks do not import each other: they meet in desks/kit, parts and core.";
  if (ALLOWED[layer]?.includes(other)) return null;
  return `${layer} may import ${(ALLOWED[layer] ?? []).join(", ") || "nothing"}, not ${other}.`;
}

/**
 * @param {string} file
 * @returns {string | null}
 */
function below(file) {
  const parts = file.split(path.sep).join("/").split("/src/");
  return parts.length > 1 ? (parts.at(-1) ?? null) : null;
}

/** @type {import("eslint").Rule.RuleModule} */
export const boundaries = {
  meta: { type: "problem", schema: [] },
  create(context) {
    /** @param {import("estree").Node | null | undefined} source */
    const check = (source) => {
      if (source?.type !== "Literal" || typeof source.value !== "string") return;
      const message = refusal(context.filename, source.value);
      if (message !== null) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
    };
  },
};
