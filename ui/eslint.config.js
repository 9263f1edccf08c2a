import js from "@eslint/js";
import css from "@eslint/css";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

import { boundaries } from "./eslint/boundaries.js";
import { logicalDirection } from "./eslint/logical.js";

const script = ["**/*.{js,ts,tsx}"];

export default ts.config(
  { ignores: ["node_modules", "src/api/schema.d.ts", "**/*.cjs"] },
  { files: script, extends: [js.configs.recommended, ts.configs.strictTypeChecked], languageOptions: { parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] } } } },
  { files: ["**/*.js"], extends: [ts.configs.disableTypeChecked] },
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { hooks, tahqiq: { rules: { boundaries, "logical-direction": logicalDirection } } },
    rules: {
      "hooks/rules-of-hooks": "error",
      "hooks/exhaustive-deps": "error",
      "tahqiq/boundaries": "error",
      "tahqiq/logical-direction": "error",
      "no-restricted-properties": ["error", { property: "innerHTML", message: "Text from files is never markup." }],
      "no-restricted-syntax": ["error", { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: "Text from files is never markup." }],
      "no-restricted-imports": ["error", { paths: [{ name: "@mantine/core", importNames: ["NumberInput"], message: "It drops ٥٠٠ and 12,5 in silence: parts/NumberField reads them." }] }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  { files: ["**/*.css"], plugins: { css }, language: "css/css", rules: { "css/prefer-logical-properties": "error", "css/no-invalid-at-rules": "off" } },
);
