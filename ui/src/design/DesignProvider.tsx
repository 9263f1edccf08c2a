import "./fonts.css";
import "./page.css";

import { DirectionProvider, MantineProvider, useDirection } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

import { useLocale } from "@/i18n/LocaleContext";

import { theme, variables } from "./theme";

/** Keeps the components' direction equal to the language's. */
function DirectionOfLocale() {
  const { direction } = useLocale();
  const { setDirection } = useDirection();
  useEffect(() => {
    setDirection(direction);
  }, [direction, setDirection]);
  return null;
}

/** Theme and direction for everything below; stands inside a LocaleProvider. */
export function DesignProvider({ children }: { children: ReactNode }) {
  return (
    <DirectionProvider detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <DirectionOfLocale />
        {children}
      </MantineProvider>
    </DirectionProvider>
  );
}
