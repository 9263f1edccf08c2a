import { createTheme } from "@mantine/core";

/** One place for colours, type and radii. Status is never said by colour alone. */
export const theme = createTheme({
  primaryColor: "cyan",
  primaryShade: { light: 8, dark: 5 },
  autoContrast: true,
  defaultRadius: "sm",
  fontFamily: "system-ui, 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', sans-serif",
});
