import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const ink: MantineColorsTuple = ["#e9f4f9", "#d4e6ee", "#a9ccdd", "#7bb2cc", "#62a4c2", "#3f88a9", "#2a6d8c", "#1b4965", "#153a51", "#0e2a3c"];

/** One place for colours, type and radii. Status is never said by colour alone. */
export const theme = createTheme({
  colors: { ink },
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: "sm",
  fontFamily: "'Tahqiq Sans', 'Tahqiq Signs', sans-serif",
  fontFamilyMonospace: "'Tahqiq Mono', 'Tahqiq Sans', 'Tahqiq Signs', monospace",
  components: {
    // What is to be known about a field stands below it, so that fields beside each other stand on one line.
    InputWrapper: { defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] } },
    // The field itself takes the direction of what is typed (`dir` of the component stands on the frame around it); a blank placeholder lets the
    // style sheet know an empty one (page.css).
    TextInput: { defaultProps: { placeholder: " ", attributes: { input: { dir: "auto" } } } },
    Textarea: { defaultProps: { placeholder: " ", attributes: { input: { dir: "auto" } } } },
    // A state in a pill is read whole.
    Badge: { styles: { root: { maxWidth: "none", flexShrink: 0 }, label: { overflow: "visible", textOverflow: "clip" } } },
  },
  headings: { sizes: { h1: { fontSize: "1.5rem", lineHeight: "1.35" }, h2: { fontSize: "1.125rem", lineHeight: "1.4" }, h3: { fontSize: "1rem", lineHeight: "1.4" } } },
});

/** Quiet text keeps a contrast of 4.5 : 1 and more on every surface of the page. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { "--mantine-color-dimmed": "#4f5a63", "--mantine-color-placeholder": "#5f6b74", "--mantine-color-error": "#b42318", "--mantine-color-anchor": "#1b5a80" },
  dark: { "--mantine-color-dimmed": "#b4bec6", "--mantine-color-placeholder": "#a3adb5", "--mantine-color-error": "#ff9c92", "--mantine-color-anchor": "#8cc4e0" },
});
