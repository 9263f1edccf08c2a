/** Left and right are start and end here: Arabic and Kurdish mirror the page. Style sheets are checked by css/prefer-logical-properties. */

/** Mantine's physical style props and React's physical attributes, with what to write instead. @type {Record<string, string>} */
export const PHYSICAL = {
  ml: "ms", mr: "me", pl: "ps", pr: "pe", left: "insetInlineStart", right: "insetInlineEnd",
  marginLeft: "marginInlineStart", marginRight: "marginInlineEnd", paddingLeft: "paddingInlineStart", paddingRight: "paddingInlineEnd",
  borderLeft: "borderInlineStart", borderRight: "borderInlineEnd", borderTopLeftRadius: "borderStartStartRadius",
  borderTopRightRadius: "borderStartEndRadius", borderBottomLeftRadius: "borderEndStartRadius", borderBottomRightRadius: "borderEndEndRadius",
};

const ALIGNMENTS = new Set(["ta", "textAlign", "align", "float"]);

/**
 * What to write instead of `name` (with the text `value`); null when it mirrors by itself.
 * @param {string} name
 * @param {unknown} value
 * @returns {string | null}
 */
export function logical(name, value) {
  if (Object.hasOwn(PHYSICAL, name)) return PHYSICAL[name] ?? null;
  if (!ALIGNMENTS.has(name) || (value !== "left" && value !== "right")) return null;
  const side = value === "left" ? "start" : "end";
  return `${name}: ${name === "float" ? `inline-${side}` : side}`;
}

/** @type {import("eslint").Rule.RuleModule} */
export const logicalDirection = {
  meta: { type: "problem", schema: [] },
  create(context) {
    /** @param {any} node @param {string} name @param {any} value */
    const check = (node, name, value) => {
      const instead = logical(name, value?.type === "Literal" ? value.value : undefined);
      if (instead !== null) context.report({ node, message: `${name} does not mirror in Arabic and Kurdish; write ${instead}.` });
    };
    return {
      /** @param {any} node */
      JSXAttribute: (node) => check(node, String(node.name.name), node.value),
      /** @param {any} node */
      "JSXAttribute[name.name=/^(style|styles)$/] Property": (node) => check(node, node.key.name ?? String(node.key.value), node.value),
    };
  },
};
